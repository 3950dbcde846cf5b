/** How many questions have come to something. */

import type { AskedCounts } from './run-store.js';
import type { Sample } from './sample.js';

/** Counts samples, each key once, by target. */
export async function countSamples(samples: AsyncIterable<Sample>): Promise<Map<string, AskedCounts>> {
  const counts = new Map<string, { answered: number; failed: number }>();
  for await (const { target, error } of samples) {
    const one = counts.get(target) ?? { answered: 0, failed: 0 };
    counts.set(target, one);
    if (error === undefined) one.answered++;
    else one.failed++;
  }
  return counts;
}
