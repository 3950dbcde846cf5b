/** Greek. */

import type { Language } from './language.js';

export const el: Language = {
  tag: 'el',
  scripts: ['Grek'],
  ownNames: ['ελληνικά', 'ελληνική γλώσσα'],
  negations: 'μην μη δεν χωρίς ποτέ όχι απόφυγε αποφύγετε απαγορεύεται',
};
