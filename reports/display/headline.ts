/** The one sentence that a comparison comes to. */

import type { Comparison } from '../types.js';
import { count, percent, points, pointsBounds } from './numbers.js';

/** What changed, in the parts that a format may set apart. */
export interface Headline {
  /** `mixing 23.1% → 8.4%`. */
  readonly change: string;
  /** `−14.7 points, 95% interval −18.3 to −11.1; n = 800 a side`. */
  readonly evidence: string;
}

/** The parts of the sentence of a comparison; it names neither side. */
export function headlineOf(comparison: Comparison): Headline {
  const { baseline_rate: before, candidate_rate: after } = comparison;
  const interval = pointsBounds(comparison);
  const n =
    before.of === after.of
      ? `n = ${count(before.of)} a side`
      : `n = ${count(before.of)} before, ${count(after.of)} after`;
  const change =
    comparison.delta === null
      ? 'no scored sample on one side'
      : `${points(comparison.delta)} points${interval === '' ? '' : `, 95% interval ${interval}`}`;
  return { change: `mixing ${percent(before.rate)} → ${percent(after.rate)}`, evidence: `${change}; ${n}` };
}

/** `before → after: mixing 23.1% → 8.4% (−14.7 points, …)`, with the ids as `name` writes them. */
export function headlineSentence(comparison: Comparison, name: (id: string) => string): string {
  const { change, evidence } = headlineOf(comparison);
  return `${name(comparison.baseline)} → ${name(comparison.candidate)}: ${change} (${evidence})`;
}
