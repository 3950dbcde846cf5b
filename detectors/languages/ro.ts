/** Romanian. */

import type { Language } from './language.js';

export const ro: Language = {
  tag: 'ro',
  scripts: ['Latn'],
  functionWords:
    'și de în a la cu că pe din nu este o un pentru care mai sau se prin sunt după ca fi fost are dar între al ale unei unui să acest această lor lui cele cel către fiecare poate atât am',
  ownNames: ['română', 'românește'],
  forbidsBefore:
    'nu niciodată fără evită evitați niciun nicio nici abține* evitați* exclude excludeți interzis în_loc_de în_locul (?:șterge*|elimină*|scoate*|înlocui*)(?!.*_(?:și|cu|apoi)_)',
  forbidsBehind: 'interzisă interzis',
  forbidsNothing: 'nu_știu nu_doar nu_numai de_ce_nu',
  translates: 'tradu*',
  asks: {
    ways: '(?:în|in|pe)_(?:limba_)?~ (?:folosește|vorbește)_~',
    about:
      '(?:cuv*|propoziți*|expresi*|proverb*|verb*|substantiv*|adjectiv*|termen*|gramatic*|alfabet*|pronunți*|caracter*|traducer*|cazuri*)_(?:(?:\\p{L}+_)?(?:în_|din_|de_|în_limba_|limbii_))?~ (?:glosar|dicționar|vocabular)_(?:\\p{L}+_)?~ (?:învăț*|studiez)_(?:limba_)?~!',
    verbs:
      '(?:vreau|aș_vrea)(?!_să_(?:mă_)?(?!primesc|citesc_(?:asta|acest))\\p{L}*(?:esc|ez|văd|aud|ascult|învăț|cânt|uit|înțeleg)(?!\\p{L})) tradu* traduce traducere scrie scrieți răspunde* răspuns spune* dă dați oferă* exprimă* rezumă* rezumați explică* descrie* repetă* povestește* arată* creează* compune* generează* cum_se cum_spun înseamnă nevoie ajută* folosește vorbește conjug* declină învață-* fă-mi',
    breaks:
      'scris* vorbit* publicat* care_vorbe* redactat* (?:filme|cărți|romane|ziare|reviste|cântece|podcasturi|seriale|canale|subtitrări|opere)_?$',
    toldBefore:
      'iar_\\p{L}+i de_ce(?!_nu|.*_(?:spune|numește)) dacă(?!_(?:poți|se_poate|puteți)) (?:ai|ați|a|am|au)_(?:răspuns|scris|folosit|trecut) (?<!(?:cum|ce)_.*)(?:este|e|era|erau|sunt)_?$ (?:greu|dificil|ușor)_să cântă există',
    please: 'totul te_rog vă_rog mulțumesc acum dar doar tot atunci din_nou',
    and: 'și sau',
  },
  callsOthers: 'la:latină und-Hani:kanji und-Cyrl:chirilice zh:mandarină',
};
