/** Urdu. */

import type { Language } from './language.js';
import { PASHTO_KURDISH, URDU } from './letters.js';

export const ur: Language = {
  tag: 'ur',
  scripts: ['Arab'],
  letters: { foreign: PASHTO_KURDISH, telling: 'يكةىإ', own: URDU },
  ownNames: ['اردو'],
  forbidsBehind: 'نہ نہیں بغیر مت ہرگز',
};
