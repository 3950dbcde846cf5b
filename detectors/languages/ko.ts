/** Korean. Hanja stand in brackets after their reading only, which is an exemption and no script of the language. */

import type { Language } from './language.js';

export const ko: Language = {
  tag: 'ko',
  scripts: ['Hang'],
  ownNames: ['한국어', '한국말', '우리말', '표준어'],
  forbidsBehind:
    '마세요 마십시오 말고 말아 마라 마시오 않 ^(?!으?로)[가-힣]{0,4}_(?:[^\\s]+_)?없이 금지 제외 피하 피해 (?<![가-힣])안(?=\\s|되|돼|됩|된) 빼고 지양 지_마 지_말 삼가 배제 금물 지는_말 지도_말',
  forbidsNothing: '주(?:시)?지_않[겠을으]',
  asks: {
    ways: '~(?:로|으로|로만|으로만) ~_(?:문장|단어|말|문자|글|글자|표현|버전|원문|알파벳)_?[^.?!]{0,8}(?:로|으로)(?![가-힣]) ~_(?:번역|버전|번역문)(?:을|본)?',
    about:
      '~(?:의)?_?(?:단어|문법|발음|문장|표현|속담|격|격변화|조사|동사|명사|형용사|글자|문자|알파벳|인사말?|회화|숙어|존댓말|어휘|시제|예문|관사) ~(?:를|을)?_?(?:가르쳐|배우고|공부)!',
    verbs:
      '세요 십시오 시오 해_?줘 어_?줘 아_?줘 여_?줘 써_?줘 줄래 주실 주겠 해라 하라 하시 해봐 바랍 부탁 할까 할까요 뭐 무엇 뭔 어떻게 어케 번역 써라 싶어 싶은데 알려 답변 답해 말해 하나요 되나요 인가요 요약 작성',
    breaks: '쓰인 쓰여 적힌 적혀 된_ 되어_있 하는_ 말하는 배우는 배운 보낸 보내온 왔는데 들어온',
    and: '와 과 및 하고 또는 나 이나 랑',
    verbsLast: true,
  },
  callsOthers:
    'und-Hani:한자 zh:중국말 ja:일본말 ja:일어 en:영문 zh:한문 und-Hang:한글 und-Hira:히라가나 und-Kana:가타카나 la:라틴어 zh-Hans:간체 zh-Hant:번체',
};
