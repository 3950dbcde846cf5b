/** What happened at each step, prompt by prompt. */

import type { Event } from '../judging/index.js';
import type { AtStep, Cluster, Stratum } from '../statistics/index.js';
import type { TargetTally } from '../tally/index.js';

/** A step with its samples, and where it stands along the series. */
export interface Step {
  readonly target: string;
  readonly tally: TargetTally;
  readonly at: number;
}

/** The clusters of a step in these languages. */
export const clustersAt = ({ tally }: Step, languages: readonly string[], event: Event): Cluster[] =>
  languages.flatMap((language) => tally.languages.get(language)?.clusters(event) ?? []);

/** Each prompt with its samples at the steps that have any. A prompt is the same in every run that asks it. */
export function strataOf(steps: readonly Step[], languages: readonly string[], event: Event): Stratum[] {
  const strata = new Map<string, AtStep[]>();
  for (const { tally, at } of steps)
    for (const language of languages)
      for (const [prompt, cluster] of tally.languages.get(language)?.numberedClusters(event) ?? []) {
        if (cluster.trials === 0) continue;
        const key = tally.promptKey(prompt);
        const known = strata.get(key);
        if (known === undefined) strata.set(key, [{ ...cluster, at }]);
        else known.push({ ...cluster, at });
      }
  return [...strata.values()];
}
