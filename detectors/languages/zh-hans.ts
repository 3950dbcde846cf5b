/** Simplified Chinese. */

import type { Language } from './language.js';

export const zhHans: Language = {
  tag: 'zh-Hans',
  scripts: ['Hani'],
  han: 'simplified',
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
