/** Colours of drawings: names of the page's own, which it changes for dark screens, paper and forced colours. */

import type { Verdict } from '../../../types.js';

export const ACCENT = 'var(--accent)';
export const SOFT = 'var(--soft)';
export const INK = 'var(--ink)';
export const GROUND = 'var(--ground)';
const GOOD = 'var(--good)';
const BAD = 'var(--bad)';

const OF_VERDICT: Readonly<Record<Verdict, string>> = {
  better: GOOD,
  worse: BAD,
  degraded: BAD,
  inconclusive: SOFT,
};

export const verdictColor = (verdict: Verdict): string => OF_VERDICT[verdict];

export const WORSE = BAD;

/** Its form says the same to who does not see its colour. */
export const verdictSymbol = (verdict: Verdict | undefined): 'triangle' | 'circle' =>
  verdict === 'worse' || verdict === 'degraded' ? 'triangle' : 'circle';
