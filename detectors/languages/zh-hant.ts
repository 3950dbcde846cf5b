/** Traditional Chinese. Bopomofo is taught and written with Traditional characters. */

import type { Language } from './language.js';
import { zh } from './zh.js';

export const zhHant: Language = {
  tag: 'zh-Hant',
  scripts: ['Hani', 'Bopo'],
  han: 'traditional',
  ownNames: zh.ownNames,
  forbidsBefore: zh.forbidsBefore,
  forbidsBehind: zh.forbidsBehind,
  forbidsNothing: zh.forbidsNothing,
  translates: zh.translates,
  asks: zh.asks,
  callsOthers: zh.callsOthers,
  things: zh.things,
};
