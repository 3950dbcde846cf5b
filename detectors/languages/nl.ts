/** Dutch. */

import type { Language } from './language.js';

export const nl: Language = {
  tag: 'nl',
  scripts: ['Latn'],
  close: ['af'],
  functionWords:
    'de het een van en in is dat op te zijn voor met die niet aan er om ook als dan maar bij of uit nog naar door over worden hij tot heeft ze wordt je kan deze hebben werd was meer zich geen hun wat al kunnen had man',
  ownNames: ['Nederlands'],
  forbidsBefore:
    'geen niet nooit zonder vermijd vermijden verboden niets noch vermijd* onthoud* behalve boze in_plaats (?:verwijder*|wis|schrap*|vervang*|haal)(?!.*_(?:en|door|dan)_) verboden_om',
  forbidsBehind: 'verboden is_niet',
  forbidsNothing: 'niet_alleen weet_niet waarom_niet',
  translates: 'vertaal* vertalen',
  asks: {
    ways: '(?:in|naar)_(?:(?:het|de|eenvoudig|goed|modern|oud)_)*~(?:_(?:taal|letters|schrift|tekens))?> (?:gebruik)_(?:alleen_)?~>',
    about:
      '~(?:_(?:woord*|zin|zinnen|uitdrukking*|spreekwoord*|grammatica|naamval*|werkwoord*|uitspraak|alfabet|letters|tekens|karakters|vertaling*|term*|lidwoord*|woordenlijst*|woordenboek*|les|lessen)) (?:leer*|leren|studeer*)_~!',
    verbs:
      'wil_graag zou_graag vertaal* vertalen vertaling schrijf* schrijven antwoord* antwoorden zeg* zeggen geef* geven verwoord* formuleer* vat samen leg* beschrijf* herhaal* vertel* toon* maak* stel* hoe wat welke betekent heet nodig help* gebruik spreek noem* zet vervoeg* verbuig* leer',
    breaks:
      "geschreven gesproken gepubliceerd* verschenen die_*_spre* (?:films|boeken|romans|kranten|tijdschriften|liedjes|podcasts|luisterboeken|series|zenders|ondertitels|opera's)_?$",
    follows:
      'en of met zonder voor alsjeblieft als maar dan zodat om de het een deze dit mijn van uit niet alleen is zijn kan op in samen te',
    toldBefore:
      'waarom(?!_niet|.*_heet) (?<=^_?)(?:als|wanneer|indien)(?!_(?:het_kan|mogelijk|je_kunt)) heb_(?:je|jij|u) je_hebt hebt (?<!(?:moet|hoe|wat)_.*)(?:is|was|zijn|waren|staat)_?$ (?:moeilijk|makkelijk|lastig)_om zingt',
    toldBehind: 'geantwoord geschreven',
    please: 'alles graag alsjeblieft alstublieft bedankt nu maar ook alleen nog dan liever svp',
    and: 'en of',
    eras: 'oud nieuw middel',
  },
  callsOthers: 'la:Latijn und-Hani:kanji und-Cyrl:Cyrillisch zh:Mandarijn',
};
