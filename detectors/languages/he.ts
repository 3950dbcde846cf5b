/** Hebrew. */

import type { Language } from './language.js';

export const he: Language = {
  tag: 'he',
  scripts: ['Hebr'],
  letters: { foreign: '', telling: 'װױײ' },
  ownNames: ['עברית'],
  forbidsBefore: 'לא בלי ללא אל אין הימנע לעולם אסור',
  forbidsBehind: 'אסור אסורה',
};
