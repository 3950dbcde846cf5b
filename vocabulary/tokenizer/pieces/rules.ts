/** The patterns that texts are split by without a regular expression. */

import { asWritten, CL100K, GPT_2, LLAMA_3, O200K, QWEN_2, TEKKEN } from '../patterns.js';
import type { Rules } from './split.js';

const LLAMA: Rules = {
  contractions: 'alone',
  anyCase: true,
  before: 'any',
  cased: false,
  digits: 3,
  tail: '\n',
  lines: true,
  ending: false,
};

const O200K_RULES: Rules = { ...LLAMA, contractions: 'after', cased: true, tail: '\n/' };

const RULES: ReadonlyMap<string, Rules> = new Map([
  [
    GPT_2,
    {
      contractions: 'alone',
      anyCase: false,
      before: 'blank',
      cased: false,
      digits: Number.POSITIVE_INFINITY,
      tail: '',
      lines: false,
      ending: true,
    },
  ],
  [CL100K, { ...LLAMA, ending: true }],
  [LLAMA_3, LLAMA],
  [QWEN_2, { ...LLAMA, digits: 1 }],
  [O200K, O200K_RULES],
  [TEKKEN, { ...O200K_RULES, contractions: 'none', digits: 1 }],
]);

/** The rules that do what a pattern does; undefined for one that is not known. */
export const rulesOf = (pattern: string): Rules | undefined => RULES.get(asWritten(pattern));
