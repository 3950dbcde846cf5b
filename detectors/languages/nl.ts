/** Dutch. */

import type { Language } from './language.js';

export const nl: Language = {
  tag: 'nl',
  scripts: ['Latn'],
  close: ['af'],
  functionWords:
    'de het een van en in is dat op te zijn voor met die niet aan er om ook als dan maar bij of uit nog naar door over worden hij tot heeft ze wordt je kan deze hebben werd was meer zich geen hun wat al kunnen',
  ownNames: ['Nederlands'],
  forbidsBefore:
    'geen niet nooit zonder vermijd vermijden verboden niets noch vermijd* onthoud* behalve boze',
  forbidsBehind: 'verboden is_niet',
  forbidsNothing: 'niet_alleen weet_niet waarom_niet',
  asks: {
    ways: '(?:in|naar)_(?:(?:het|de|eenvoudig|goed|modern|oud)_)*~(?:_(?:taal|letters|schrift|tekens))?> (?:gebruik)_(?:alleen_)?~>',
    about:
      '~(?:_(?:woord*|zin|zinnen|uitdrukking*|spreekwoord*|grammatica|naamval*|werkwoord*|uitspraak|alfabet|letters|tekens|karakters|vertaling*|term*|lidwoord*)) (?:leer*|leren|studeer*)_~!',
    verbs:
      'vertaal* vertalen vertaling schrijf* schrijven antwoord* antwoorden zeg* zeggen geef* geven verwoord* formuleer* vat samen leg* beschrijf* herhaal* vertel* toon* maak* stel* hoe wat welke betekent heet nodig help* gebruik spreek noem* zet',
    breaks: 'geschreven gesproken gepubliceerd* verschenen die_*_spre*',
    follows:
      'en of met zonder voor alsjeblieft als maar dan zodat om de het een deze dit mijn van uit niet alleen is zijn kan op in samen te',
    and: 'en of',
    eras: 'oud nieuw middel',
  },
  callsOthers: 'la:Latijn und-Hani:kanji und-Cyrl:Cyrillisch zh:Mandarijn',
};
