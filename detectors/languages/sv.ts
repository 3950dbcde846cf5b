/** Swedish. */

import type { Language } from './language.js';

export const sv: Language = {
  tag: 'sv',
  scripts: ['Latn'],
  close: ['da', 'nb', 'nn', 'no'],
  functionWords:
    'och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan man när år under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla andra mycket än här då sedan över bara dessa',
  ownNames: ['svenska'],
  forbidsBefore:
    'inte aldrig utan undvik ingen inget inga saknar avstå låt_bli förbjudet istället_för i_stället_för (?:ta_bort|radera*|stryk|ersätt*|rensa*)(?!.*_(?:och|med|sedan)_)',
  forbidsBehind: 'förbjudet förbjuden är_inte',
  forbidsNothing: 'inte_bara inte_endast vet_inte varför_inte kan_du_inte',
  translates: 'översätt*',
  asks: {
    ways: '(?:på|till)_(?:(?:enkel|ren|god|modern|gammal)_)?~> (?:använd|tala)_(?:bara_)?~>',
    about:
      '~(?:a)?_(?:ord*|mening*|fras*|uttryck*|ordspråk*|grammatik*|kasus|verb*|substantiv*|uttal*|alfabet*|tecken*|bokstäver*|översättning*) (?:lära*_mig|lär_mig|studera*)_~!',
    verbs:
      'vill(?!_(?:(?:kunna|lära_mig_att|gärna)_)?(?!ha|få|skriva|svara|säga|översätta|tacka|fråga|skicka|(?:läsa|se|höra)_(?:det_här|den_här|detta|denna)|denna|hela|alla|samma)(?:\\p{L}+a|se|bo|gå|förstå)(?!\\p{L})) översätt* översätta översättning skriv* svara svar säg* säga säger ge uttryck* formulera* sammanfatta* förklara* beskriv* upprepa* berätta* visa* skapa* hur vad vilk* betyder heter behöver hjälp* använd tala nämn* böj lär',
    breaks:
      'skriven skrivet skrivna skrev talade publicera* som_talar (?:filmer|böcker|romaner|tidningar|tidskrifter|sånger|låtar|poddar|podcasts|ljudböcker|serier|kanaler|undertexter|operor)_?$',
    follows:
      'och eller med utan för tack som men så att den det en ett denna detta mitt min av från inte bara är kan på i om',
    toldBefore:
      'varför(?!_inte|.*_heter) (?<=^_?)(?:om|ifall|när)(?!_(?:möjligt|du_kan|det_går)) (?:svarade|skrev|använde|bytte) (?<!(?:ska|hur|vad)_.*)(?:är|var|står)_?$ (?:svårt|lätt)_att sjunger',
    please: 'allt tack gärna snälla nu men också bara då igen är_du_snäll',
    and: 'och eller samt',
    eras: 'forn gammal ny',
  },
  callsOthers: 'la:latin und-Hani:kanji und-Cyrl:kyrilliska zh:mandarin',
};
