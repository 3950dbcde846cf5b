/** A share with the answers that are in no rate held against it. */

import { eachPair, outcomesOf, type Sides, type Taking } from '../comparing/index.js';
import type { Event } from '../judging/index.js';
import type { Cluster } from '../statistics/index.js';

/**
 * The candidate's prompts in a place, by their numbers, with its excluded answers as having the event; but for repeats of a prompt that the baseline's excludes too, which say nothing of
 * either.
 */
export function ownWithExcluded(
  sides: Sides,
  event: Event,
  place: string,
): (readonly [prompt: number, Cluster])[] {
  const { candidate, promptOf } = sides;
  const sharedTrials = (taking: Taking): ReadonlyMap<number, number> => {
    const found = new Map<number, number>();
    eachPair(sides, place, event, ({ trials }, prompt) => found.set(prompt, trials), {
      candidate: taking,
      baseline: 'excluded_clean',
    });
    return found;
  };
  const [scored, besides] = [sharedTrials('scored'), sharedTrials('excluded_happened')];
  return outcomesOf(candidate, place).flatMap((outcomes) => {
    const all = new Map(outcomes.numberedWithExcluded(event));
    return outcomes.numberedClusters(event).map(([prompt, cluster]) => {
      const excluded =
        promptOf(prompt) === undefined
          ? (all.get(prompt)?.trials ?? 0) - cluster.trials
          : (besides.get(prompt) ?? 0) - (scored.get(prompt) ?? 0);
      const { events, trials, observations } = cluster;
      return [
        prompt,
        {
          events: events + excluded,
          trials: trials + excluded,
          ...(observations !== undefined && { observations: observations + excluded }),
        },
      ] as const;
    });
  });
}
