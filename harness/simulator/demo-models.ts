/** The two models of the demo: one checkpoint that slips often, and its successor. */

import type { SimulatedModel } from './types.js';

export const beforeModel: SimulatedModel = {
  id: 'before',
  slips: {
    ar: { Thai: 0.08, Hani: 0.06 },
    de: { Cyrl: 0.02 },
    en: { Hani: 0.01 },
    hi: { Thai: 0.1, Latn: 0.04 },
    ja: { Cyrl: 0.47, Hans: 0.05, Latn: 0.02 },
    ko: { Hani: 0.49, Cyrl: 0.04, wrong: 0.02 },
    ru: { Hani: 0.12 },
    'zh-Hans': { Arab: 0.06, Cyrl: 0.03 },
  },
};

/** Hindi with Thai is a little worse than before, and Korean with Han hardly better: not all that changes improves. */
export const afterModel: SimulatedModel = {
  id: 'after',
  slips: {
    ar: { Thai: 0.03, Hani: 0.02 },
    de: { Cyrl: 0.01 },
    en: { Hani: 0.01 },
    hi: { Thai: 0.13, Latn: 0.03 },
    ja: { Cyrl: 0.01, Hans: 0.01, Latn: 0.02 },
    ko: { Hani: 0.38, Cyrl: 0.01 },
    ru: { Hani: 0.03 },
    'zh-Hans': { Arab: 0.02, Cyrl: 0.01 },
  },
};
