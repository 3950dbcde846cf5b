/** What the samples of a report were drawn from: prompts, or the repeats of given ones. */

import {
  type Cluster,
  type ClusterPair,
  type Evidence,
  independentEvidence,
  type Pooled,
  pairedEvidence,
  pooledBy,
  type Units,
} from './statistics/index.js';
import type { Comparison, Report } from './types.js';

/** What a report speaks of: prompts like those that were asked, or these prompts and no others. */
export const INFERENCES = ['prompts', 'these_prompts'] as const;
export type Inference = (typeof INFERENCES)[number];

/** The units where these clusters are all that there is: a single prompt says nothing of other prompts, and something of its repeats. */
export function unitsOf(inference: Inference, ...sides: readonly (readonly Cluster[])[]): Units {
  if (inference === 'these_prompts') return 'repeats';
  let isRepeated = false;
  for (const clusters of sides) {
    let filled = 0;
    for (const { trials } of clusters) {
      if (trials === 0) continue;
      if (++filled > 1) return 'prompts';
      isRepeated ||= trials > 1;
    }
  }
  return isRepeated ? 'repeats' : 'prompts';
}

/** Adds clusters up by what was drawn. */
export const pooledFor = (inference: Inference, clusters: readonly Cluster[]): Pooled =>
  pooledBy(unitsOf(inference, clusters), clusters);

/** One side of pairs. */
export const sideOf = (pairs: readonly ClusterPair[], side: 'candidate' | 'baseline'): Cluster[] =>
  pairs.map(({ [side]: events, trials, observations = trials }) => ({ events, trials, observations }));

/** Evidence of pairs of prompts, by what was drawn: of prompts, each its own measure; else of their repeats. */
export function evidenceOfPairs(pairs: readonly ClusterPair[], inference: Inference): Evidence | null {
  const [ours, theirs] = [sideOf(pairs, 'candidate'), sideOf(pairs, 'baseline')];
  const units = unitsOf(inference, ours, theirs);
  return units === 'prompts' ? pairedEvidence(pairs) : independentEvidence(ours, theirs, units);
}

/** What stands under a table of changes. */
export function basisOf(rows: readonly Pick<Comparison, 'units' | 'test'>[]): string {
  const tested = rows.filter(({ test }) => test !== 'none');
  const repeats = tested.filter(({ units }) => units === 'repeats').length;
  const drawn =
    repeats === 0
      ? 'Prompts are the units, their repeats clusters.'
      : repeats === tested.length
        ? 'Repeats are the units: it speaks of these prompts and no others.'
        : 'Prompts are the units, their repeats clusters; where there is a single prompt, its repeats.';
  return `${drawn} An interval is its test's: 95% for the headline, wider for the other rows, which are tested together.`;
}

/** What stands under tables of rates. */
export const unitsNote = ({ inference, level }: Pick<Report, 'inference' | 'level'>): string =>
  `Intervals are ${level * 100}% intervals; ${
    inference === 'these_prompts'
      ? 'repeats are the units: they speak of these prompts and no others'
      : 'prompts are the units, and of a single prompt its repeats'
  }.`;
