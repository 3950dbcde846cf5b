/** Russian. */

import type { Language } from './language.js';
import { SOUTH_SLAVIC, UKRAINIAN_BELARUSIAN } from './letters.js';

export const ru: Language = {
  tag: 'ru',
  scripts: ['Cyrl'],
  letters: { foreign: UKRAINIAN_BELARUSIAN + SOUTH_SLAVIC, telling: '' },
  ownNames: ['русском', 'русский язык', 'русского языка', 'по-русски'],
  forbidsBefore: 'не нет без никогда нельзя избегай избегайте кроме запрещено',
  forbidsBehind: 'запрещён запрещен запрещена запрещено запрещены нельзя не_нужен не_нужны не_допускается',
};
