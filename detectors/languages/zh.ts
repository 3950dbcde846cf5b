/** Chinese. The bare tag leaves the variant open: the one that most of a text is in is its own. */

import type { Language } from './language.js';

export const zh: Language = {
  tag: 'zh',
  scripts: ['Hani', 'Bopo'],
  han: 'chinese',
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
  forbidsBefore: '不 勿 别 別 禁止 避免 没有 沒有 除了',
  forbidsBehind: '禁止 不允许 不允許 不可 不得 是不',
};
