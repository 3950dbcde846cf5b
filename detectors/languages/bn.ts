/** Bangla. */

import type { Language } from './language.js';

export const bn: Language = {
  tag: 'bn',
  scripts: ['Beng'],
  letters: { foreign: 'ৰৱ', telling: '' },
  ownNames: ['বাংলা'],
  forbidsBehind: 'না নয় ছাড়া এড়িয়ে কখনো',
};
