/** Thai. */

import type { Language } from './language.js';

export const th: Language = {
  tag: 'th',
  scripts: ['Thai'],
  ownNames: ['ภาษาไทย'],
  negations: 'อย่า ห้าม ไม่ ปราศจาก หลีกเลี่ยง',
};
