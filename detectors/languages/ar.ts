/** Arabic. Persian and Urdu letters stand in loanwords and careless spelling. */

import type { Language } from './language.js';
import { PASHTO_KURDISH, URDU } from './letters.js';

export const ar: Language = {
  tag: 'ar',
  scripts: ['Arab'],
  letters: { foreign: URDU + PASHTO_KURDISH, telling: 'پچژگکی' },
  ownNames: ['العربية', 'بالعربي', 'فصحى'],
  forbidsBefore: 'لا بدون دون تجنب تجنّب ليس أبدا أبدًا يمنع ممنوع',
  forbidsBehind: 'ممنوع ممنوعة محظور محظورة',
};
