/** Czech. */

import type { Language } from './language.js';

export const cs: Language = {
  tag: 'cs',
  scripts: ['Latn'],
  close: ['sk'],
  functionWords:
    'a se v na je že o s z do i to k ve pro za by ale si po jako podle od jsou který které která jeho však nebo jsem tak být při než až také jen bylo byl byla může jejich aby kde když před mezi pokud této tento tato jsme my',
  ownNames: ['češtin', 'česky'],
  forbidsBefore:
    'nikdy bez nechc* nepoužívej nepoužívejte nemíchej nemíchejte nepiš nepište vyhni žádné žádná ne\\p{L}{2,}(?:ej|uj|ij|iš|ejte|ujte|ijte|ište) vyvaruj* zdrž* ani zakázáno zakáz* místo (?:odstraň*|smaž*|vymaž*|škrtni*|nahraď*)(?!.*_(?:a|pak)_)',
  forbidsBehind: 'zakázána zakázáno zakázaná',
  runsOn: 'a?by\\p{L}*',
  translates: 'překlád* přelož* nepřekládej*',
  asks: {
    ways: '(?:do|v|ve)_(?:(?:jednoduché|moderní|staré|starší|hovorové)_)?~ na_~ ~(?<=[sc]ky)(?![\\p{L}]) (?:použij|používej)_~',
    about:
      '~(?:_)?(?:slov*|vět*|fráz*|výraz*|přísloví|abeced*|písmen*|gramatik*|pád*|sloves*|podstatn*|výslovnost*|znak*|překlad*) (?:slov*|vět*|gramatik*|pád*|abeced*)_(?:v_|z_)?~ (?:učím_se|naučit_se|nauč_mě|učit_se)_~!',
    verbs:
      '(?:chci|chtěl|chtěla)(?!_(?:bych_)?(?:se_)?(?!poslat|poděkovat|pozvat|popřát|(?:přečíst|vidět|slyšet|dostat)_(?:to|tento|tuto|tu|toto)_)\\p{L}*(?:[aeiyě]t|číst|hrát)(?!\\p{L})) přelož* překlad* překládej napiš* piš pište napsat odpověz* odpovíd* odpověděl* psal* řekn* řekni řekněte říct řekne říká dej dejte uveď* vyjádři* shrň* vysvětl* popiš* zopakuj* opakuj* vyprávěj* ukaž* vytvoř* slož* vygeneruj* jak co jaký jaké znamená jmenuje potřebuj* pomoz* mluv mluvte použij používej zapiš* časuj* vyčasuj* skloňuj* nauč*',
    breaks:
      'napsan* psan* mluvící* vydan* publikovan* kter* (?:filmy|knihy|romány|noviny|časopisy|písně|podcasty|audioknihy|seriály|kanály|titulky|opery)_?$',
    toldBefore:
      '(?:zase|pořád)_\\p{L}+eš proč(?!_ne|.*_(?:říká|jmenuje)) (?:pokud|jestli|když|kdyby)(?!_(?:můžeš|možno|to_jde)) \\p{L}+_jsi jsi_\\p{L}+l (?<!(?:jak|co)_.*)(?:je|byl|byla|bylo|jsou|byly)_?$ (?:těžké|snadné|obtížné)_\\p{L}+t zpívá vychází vycházejí',
    toldBehind: '^_jsi',
    please: 'všechno vše prosím děkuji díky teď ale také taky jen znovu tedy raději',
    and: 'a i nebo či',
    eras: 'staro novo',
  },
  callsOthers:
    'ru:rusky zh:čínsky ja:japonsky ko:korejsky ar:arabsky en:anglicky de:německy fr:francouzsky es:španělsky it:italsky uk:ukrajinsky el:řecky he:hebrejsky th:thajsky pl:polsky pt:portugalsky tr:turecky vi:vietnamsky la:latinsky la:latiny la:latině und-Cyrl:azbukou und-Hani:kanji',
};
