/** Tamil. */

import type { Language } from './language.js';

export const ta: Language = {
  tag: 'ta',
  scripts: ['Taml'],
  ownNames: ['தமிழ'],
};
