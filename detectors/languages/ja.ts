/** Japanese. */

import type { Language } from './language.js';

export const ja: Language = {
  tag: 'ja',
  scripts: ['Hani', 'Hira', 'Kana'],
  essential: ['Hira', 'Kana'],
  han: 'japanese',
  ownNames: ['日本語', '和文', '標準語'],
};
