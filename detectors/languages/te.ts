/** Telugu. */

import type { Language } from './language.js';

export const te: Language = {
  tag: 'te',
  scripts: ['Telu'],
  ownNames: ['తెలుగు'],
};
