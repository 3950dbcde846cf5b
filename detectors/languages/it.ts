/** Italian. */

import type { Language } from './language.js';

export const it: Language = {
  tag: 'it',
  scripts: ['Latn'],
  functionWords:
    'di e il la che in un per del una con non le si da i dei al nel alla della gli sono è più come anche delle ha o ma se lo questo dal sua suo dalla nella essere degli ai tra questa tutti può ed quando dove hanno molto cui sul loro ancora alcuni altri altro avere aveva chi così dello dopo era fra già ho io li lui mai mentre mia mio negli nei nello noi nostra nostro ogni però perché poi possono prima proprio quale quello questi qui senza sia solo stato stata sulla tale tua tuo tutto uno viene voi me mi',
  ownNames: ['italiano'],
  forbidsBefore:
    'non mai senza evita evitare nessun nessuna vietato niente né evitate astieniti astenetevi astenersi tranne eccetto escludi vietata al_posto invece_d* (?:elimina*|togli*|rimuov*|cancell*|sostitui*)(?!.*_(?:e|con|poi)_)',
  forbidsBehind: 'vietato vietati non_è',
  forbidsNothing: 'non_so non_solo non_ricordo perché_non',
  translates: 'tradu*',
  asks: {
    ways: "(?:in|al|nel|all')_(?:(?:buon|semplice)_)?~(?:_(?:antico|classico|moderno|semplice|colloquiale|semplificato|tradizionale))? (?:in|nella)_lingua_~ (?:usa|usate)_~",
    about:
      "(?:parol*|fras*|espression*|proverb*|verb*|sostantiv*|aggettiv*|termin*|grammatica|alfabeto|pronuncia|coniugazion*|caratter*|traduzion*|equivalent*|vocabolario|cas[oi]|articol*)_(?:(?:\\p{L}+_)?(?:in_|di_|d'|del_|dell'|della_lingua_))?~(?:a|e|i)?(?![\\p{L}]) (?:glossario|dizionario|vocabolario)_(?:\\p{L}+_)?~ (?:imparare|imparo|studiare|studio|insegnami)_(?:il_|l')?~!",
    verbs:
      '(?:vorrei|voglio)(?!_(?!mandare|inviare|chiedere|ringraziare|invitare|(?:leggere|vedere|sentire|avere|ricevere)_(?:questo|questa|questi|queste|quest|la_tua|il_tuo))\\p{L}+(?:[aei]r|rr)(?:e|mi|lo|la|li|le)(?!\\p{L})) dire traduci traduca traducete traducil* traducete* tradurre traduzione scrivi scriva scrivete scrivere scrivim* rispondi risponda rispondete rispondere risposta dimmi come_si_dice dai dammi fornisci* esprimi* formula* riassum* spiega* descriv* ripeti* racconta* mostra* crea* componi* genera* trascriv* come_si cosa_significa che_cosa significa bisogno(?!_di_\\p{L}+(?:[aei]r|rr)e(?!\\p{L})) aiuta* parla usa usate metti volgi coniug* declina insegna* fammi',
    breaks:
      'scritt* parlat* pubblicat* che_parla* intitolat* redatt* (?:film|libri|romanzi|giornali|riviste|canzoni|podcast|serie|canali|sottotitoli|opere|dischi)_?$',
    toldBefore:
      'continui continua_a perché(?!_non|.*_(?:dice|chiama)) (?<=^_?)se(?!_(?:puoi|possibile|può)) (?:ha|hai|hanno|avete)_\\p{L}+(?:ato|uto|ito|sto|tto) (?<!(?:come|cosa|qual|che)(?=_).*)(?:è|era|sono|erano)_?$ qualcosa (?:difficile|facile)_\\p{L}+re canta cantano',
    please: 'tutto per_favore grazie ora adesso ma anche solo piuttosto allora di_nuovo',
    and: 'e ed o oppure',
  },
  callsOthers: 'la:latino und-Hani:kanji und-Cyrl:cirillico zh:mandarino',
};
