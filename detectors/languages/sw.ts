/** Swahili. */

import type { Language } from './language.js';

export const sw: Language = {
  tag: 'sw',
  scripts: ['Latn'],
  functionWords:
    'na ya wa kwa ni za katika la kuwa kama kwamba cha lakini yake hata hivyo sasa wake au watu hii zaidi vya huo kwenye si ili kila ambao ambayo yao wao kuna kutoka pamoja bila huu hayo sana ndani wetu kuhusu',
  ownNames: ['Kiswahili'],
  forbidsBefore:
    'usitumie msitumie usichanganye usiandike bila kamwe epuka badala (?:ondoa|futa)(?!.*_(?:na|kisha)_) imekatazwa marufuku',
  forbidsBehind: 'hairuhusiwi',
  translates: 'tafsiri* usitafsiri',
  asks: {
    ways: '(?:kwa|kwenda|hadi|katika)_(?:lugha_ya_)?~ (?:kwa|katika)_(?:herufi|maandishi)_(?:za|ya)_~ (?:tumia|zungumza)_~',
    about:
      '(?:neno|maneno|sentensi|methali|nahau|sarufi|herufi|alfabeti|matamshi|tafsiri|kitenzi|vitenzi)_(?:la|ya|za|cha|vya|kwa)_~ (?:kujifunza|nifundishe|najifunza)_~!',
    verbs:
      '(?:nataka|ningependa|nahitaji)(?!_ku(?!andika|sema|jibu|tafsiri|toa|eleza|tuma|shukuru|uliza|pata|soma_(?:hii|hili|hiki))\\p{L}+) tafsiri* andika* jibu* sema* eleza* toa* nipe* onyesha* unda* tunga* fupisha* rudia* simulia* vipi nini gani maana inaitwa unasemaje saidia* nisaidie tumia zungumza geuza badilisha',
    breaks:
      'yaliyoandikwa iliyoandikwa kilichoandikwa anayezungumza wanaozungumza liliyoandikwa (?:filamu|vitabu|magazeti|nyimbo|riwaya)_?$',
    toldBefore:
      '(?:kwa_nini|mbona) (?<=^_?)(?:kama|ikiwa|iwapo)(?!_(?:inawezekana|unaweza)) (?:ume|uli)\\p{L}+ ngumu anaimba',
    please: 'yote tafadhali asante sasa tu pia lakini tena',
    and: 'na au',
  },
  callsOthers: 'zh:Kimandarini la:Kilatini',
};
