/** Persian. Persian written with the letters of Arabic is told by none. */

import type { Language } from './language.js';
import { PASHTO_KURDISH, URDU } from './letters.js';

export const fa: Language = {
  tag: 'fa',
  scripts: ['Arab'],
  letters: { foreign: URDU + PASHTO_KURDISH, telling: 'ةيىكإ', own: 'پچژگکی' },
  ownNames: ['فارسی'],
  forbidsBehind: 'نکن نکنید ننویس ننویسید بدون نباید هرگز نه پرهیز ممنوع',
};
