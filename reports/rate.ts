/** A pooled count as a rate with its interval. */

import { type Pooled, wilson } from './statistics/index.js';
import type { Rate } from './types.js';

/** The rate of pooled clusters, with Wilson's 95% interval over the effective number of samples. */
export function rateOf({ events, trials, effective }: Pooled): Rate {
  const rate = trials === 0 ? null : events / trials;
  const interval = rate === null ? null : wilson(rate, effective);
  return { mixed: events, of: trials, rate, low: interval?.low ?? null, high: interval?.high ?? null };
}
