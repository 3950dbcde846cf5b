/** Thai. */

import type { Language } from './language.js';

export const th: Language = {
  tag: 'th',
  scripts: ['Thai'],
  ownNames: ['ภาษาไทย'],
  forbidsBefore: 'อย่า ห้าม ไม่ ปราศจาก หลีกเลี่ยง',
  forbidsBehind: 'ไม่ได้รับอนุญาต ต้องห้าม',
};
