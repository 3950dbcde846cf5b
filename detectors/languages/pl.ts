/** Polish. */

import type { Language } from './language.js';

export const pl: Language = {
  tag: 'pl',
  scripts: ['Latn'],
  functionWords:
    'i w na z do się że nie jest to o jak po od za dla przez jego przy oraz być które który która także ich ale może są a było był tym tego tej jako już tylko co ma lub więc między bez aby jej my',
  ownNames: ['po polsku', 'polszczy', 'języku polskim', 'język polski'],
  forbidsBefore:
    'nie nigdy bez unikaj żadnych żadnego ani unikaj* powstrzym* zrezygnuj* żadne żadnym wyklucz* zakaz* zabran* zabroni* zamiast (?:usuń*|usuwaj*|skreśl*|wykreśl*|zastąp*|skasuj*)(?!.*_(?:i|a|potem)_)',
  forbidsBehind: 'zabroniony zabronione zakazany',
  forbidsNothing: 'nie_tylko nie_wiem dlaczego_nie czy_nie_\\p{L}+',
  runsOn: '(?:żeby|aby|by)\\p{L}*',
  translates: 'tłumacz* przetłumacz*',
  asks: {
    ways: 'na_(?:(?:prosty|współczesny|starożytny)_)?~> (?:po|w_języku|na_język|język*)_~ (?:użyj|używaj)_(?:języka_)?~',
    about:
      '~_(?:słow*|słów|zdani*|zdań|fraz*|wyrażen*|wyrażeń|przysłow*|przysłów|alfabet*|liter*|gramatyk*|przypadk*|czasownik*|rzeczownik*|przymiotnik*|wymow*|znak*|tłumacz*|odpowiednik*) (?:słow*|zdani*|gramatyk*|alfabet*)_(?:języka_)?~ (?:uczę_się|nauczyć_się|naucz_mnie|uczyć_się)_(?:języka_)?~!',
    verbs:
      '(?:chcę|chciałbym|chciałabym)(?!_(?:się_)?(?!wysłać|zapytać|podziękować|pogratulować|zaprosić|(?:przeczytać|zobaczyć|usłyszeć|otrzymać|dostać)_(?:to|ten|tę|te)_)\\p{L}+[aeiouyąęó]ć(?!\\p{L})) przetłumacz* tłumacz* tłumaczenie przełóż* napisz* pisz piszcie napisać odpowiedz* odpowiadaj* odpowiadać odpowiadał* pisał* powiedz* powiedzieć mówi_się podaj* daj dajcie wyraź* sformułuj* streść* podsumuj* wyjaśnij* opisz* powtórz* opowiedz* pokaż* stwórz* ułóż* wygeneruj* jak co jaki* znaczy nazywa potrzebuję pomóż* mów użyj używaj zapisz* odmień* odmieniaj naucz*',
    breaks:
      'napisan* pisan* mówiąc* wydan* opublikowan* któr* (?:filmy|książki|powieści|gazety|czasopisma|piosenki|podcasty|audiobooki|seriale|kanały|napisy|opery)_?$',
    follows:
      'i lub albo z ze bez nie dla w a ale tak żeby proszę jak przy co tekst* fraz* zdani* słow* następując* to tę ten te mój moją język* list* wiersz* od do za poniższ*',
    toldBefore:
      'znowu_\\p{L}+esz dlaczego(?!_nie|.*_nazywa) czemu (?:jeśli|jeżeli|gdy|gdyby)(?!_(?:możesz|można|się_da)) \\p{L}+(?:łeś|łaś|liście) (?<!(?:jak|co)_.*)(?:jest|był|była|było|są|były)_?$ trudno łatwo ciężko śpiewa',
    please: 'wszystko proszę dziękuję dzięki teraz ale też także tylko jeszcze_raz więc poproszę',
    and: 'i lub albo oraz',
    eras: 'staro nowo',
  },
  callsOthers:
    'la:łacinie la:łacinę und-Cyrl:cyrylicą und-Hani:kanji el:grece el:greką el:grekę zh:mandaryńskim',
};
