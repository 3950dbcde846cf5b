/** Greek. */

import type { Language } from './language.js';

export const el: Language = {
  tag: 'el',
  scripts: ['Grek'],
  ownNames: ['ελληνικά', 'ελληνική γλώσσα'],
  forbidsBefore: 'μην μη δεν χωρίς ποτέ όχι απόφυγε αποφύγετε απαγορεύεται',
  forbidsBehind: 'απαγορεύεται απαγορεύονται',
};
