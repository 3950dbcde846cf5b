/** Korean. Hanja stand in brackets after their reading only, which is an exemption and no script of the language. */

import type { Language } from './language.js';

export const ko: Language = {
  tag: 'ko',
  scripts: ['Hang'],
  ownNames: ['한국어', '한국말', '우리말', '표준어'],
};
