/** Tamil. */

import type { Language } from './language.js';

export const ta: Language = {
  tag: 'ta',
  scripts: ['Taml'],
  ownNames: ['தமிழ'],
  forbidsBehind: 'வேண்டாம் இல்லாமல் கூடாது தவிர்க்கவும் ஒருபோதும்',
};
