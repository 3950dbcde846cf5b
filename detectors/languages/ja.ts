/** Japanese. */

import type { Language } from './language.js';

export const ja: Language = {
  tag: 'ja',
  scripts: ['Hani', 'Hira', 'Kana'],
  essential: ['Hira', 'Kana'],
  han: 'japanese',
  ownNames: ['日本語', '和文', '標準語'],
  forbidsBehind: 'ない なし 禁止 避け わず せず ずに なく 以外 不可 ません 控え やめ るな 要りません 不要',
};
