/** Telugu. */

import type { Language } from './language.js';

export const te: Language = {
  tag: 'te',
  scripts: ['Telu'],
  ownNames: ['తెలుగు'],
  forbidsBehind: 'వద్దు లేకుండా కూడదు ఉపయోగించవద్దు',
};
