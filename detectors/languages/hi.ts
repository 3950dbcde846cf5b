/** Hindi. Marathi and Nepali are told apart by few letters. */

import type { Language } from './language.js';

export const hi: Language = {
  tag: 'hi',
  scripts: ['Deva'],
  letters: { foreign: '', telling: 'ळऱ' },
  ownNames: ['हिंदी', 'हिन्दी'],
  forbidsBehind: 'न नहीं मत बिना बचें कभी',
};
