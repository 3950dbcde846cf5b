/** Korean. Hanja stand in brackets after their reading only, which is an exemption and no script of the language. */

import type { Language } from './language.js';

export const ko: Language = {
  tag: 'ko',
  scripts: ['Hang'],
  ownNames: ['한국어', '한국말', '우리말', '표준어'],
  forbidsBehind:
    '마세요 마십시오 말고 말아 말 마라 마시오 않 없이 금지 제외 피하 피해 안 빼고 지양 지_마 지_말',
};
