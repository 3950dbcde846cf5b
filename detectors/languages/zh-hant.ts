/** Traditional Chinese. Bopomofo is taught and written with Traditional characters. */

import type { Language } from './language.js';

export const zhHant: Language = {
  tag: 'zh-Hant',
  scripts: ['Hani', 'Bopo'],
  han: 'traditional',
  ownNames: [
    '中文',
    '汉语',
    '漢語',
    '华语',
    '華語',
    '普通话',
    '國語',
    '国语',
    '白话',
    '白話',
    '简体',
    '簡體',
    '繁体',
    '繁體',
  ],
};
