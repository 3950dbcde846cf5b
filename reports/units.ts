/** What the samples of a report were drawn from: prompts, or the repeats of given ones. */

import { type Cluster, type Pooled, pooledBy, type Units } from './statistics/index.js';

/** What a report speaks of: prompts like those that were asked, or these prompts and no others. */
export const INFERENCES = ['prompts', 'these_prompts'] as const;
export type Inference = (typeof INFERENCES)[number];

/** The units where these clusters are all that there is: a single prompt says nothing of other prompts, and something of its repeats. */
export function unitsOf(inference: Inference, ...sides: readonly (readonly Cluster[])[]): Units {
  if (inference === 'these_prompts') return 'repeats';
  const filled = sides.map((clusters) => clusters.filter(({ trials }) => trials > 0));
  const isSingle = filled.every(({ length }) => length <= 1);
  return isSingle && filled.flat().some(({ trials }) => trials > 1) ? 'repeats' : 'prompts';
}

/** Adds clusters up by what was drawn. */
export const pooledFor = (inference: Inference, clusters: readonly Cluster[]): Pooled =>
  pooledBy(unitsOf(inference, clusters), clusters);
