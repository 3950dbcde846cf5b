/** Hebrew. */

import type { Language } from './language.js';

export const he: Language = {
  tag: 'he',
  scripts: ['Hebr'],
  letters: { foreign: '', telling: 'װױײ' },
  ownNames: ['עברית'],
  negations: 'לא בלי ללא אל אין הימנע לעולם אסור',
};
