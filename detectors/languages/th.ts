/** Thai. */

import type { Language } from './language.js';

export const th: Language = {
  tag: 'th',
  scripts: ['Thai'],
  ownNames: ['ภาษาไทย'],
};
