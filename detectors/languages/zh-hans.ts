/** Simplified Chinese. */

import type { Language } from './language.js';
import { zh } from './zh.js';

export const zhHans: Language = {
  tag: 'zh-Hans',
  scripts: ['Hani'],
  han: 'simplified',
  ownNames: zh.ownNames,
  forbidsBefore: zh.forbidsBefore,
  forbidsBehind: zh.forbidsBehind,
  forbidsNothing: zh.forbidsNothing,
  translates: zh.translates,
  asks: zh.asks,
  callsOthers: zh.callsOthers,
  things: zh.things,
};
