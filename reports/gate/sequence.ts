/** What a gate observes while a run goes on: prompt by prompt in the order of the plan, both sides of each together. */

import { type Compared, eachPair, outcomesOf, type Sides, sidesOf } from '../comparing/index.js';
import type { Event } from '../judging/index.js';
import { ownWithExcluded } from './excluded.js';
import { type GateSide, namedOf } from './sides.js';

/** The prompts of a plan, as the candidate's tally numbers them. */
export interface Sequence {
  readonly order: readonly { readonly prompt: number; readonly language: string }[];
  readonly repeats: number;
  readonly sides: Sides;
}

/** Not the number of any prompt. */
const UNKNOWN = -1;

/** The plan of a comparison that is asked until it is decided, the candidate's where both have one; undefined where neither has. */
export function sequenceOf(baseline: GateSide, candidate: GateSide): Sequence | undefined {
  const [before, after] = [namedOf(baseline), namedOf(candidate)];
  const own = candidate.tally.plan;
  const plan = own ?? baseline.tally.plan;
  if (plan === undefined) return undefined;
  const tally = own === undefined ? before[1] : after[1];
  const numbers = tally.promptsIn(after[1]);
  const order = plan.order.map((number) => ({
    prompt: numbers(number) ?? UNKNOWN,
    language: tally.promptNamed(number).language,
  }));
  return { order, repeats: plan.repeats, sides: sidesOf(before, after, 'prompts') };
}

/** What was observed of one prompt: events and samples of both sides. */
export interface Seen {
  readonly ours: number;
  readonly theirs: number;
  readonly trials: number;
}

/** The difference of the rates of one prompt, candidate less baseline; of the candidate alone its rate. */
export const changeOf = ({ ours, theirs, trials }: Seen): number => (ours - theirs) / trials;

/** By the number of the prompt. */
export type SeenOf = ReadonlyMap<number, Seen>;

const bothExcluded = { candidate: 'excluded_happened', baseline: 'excluded_clean' } as const;

/** Events of both sides over the repeats that both have scored; or with the candidate's excluded answers as having the event, and the baseline's not. */
export function pairsSeen(sides: Sides, compared: Compared, withExcluded = false): SeenOf {
  const seen = new Map<number, Seen>();
  eachPair(
    sides,
    '*',
    compared,
    ({ ours, theirs, trials }, prompt) => seen.set(prompt, { ours, theirs, trials }),
    withExcluded ? bothExcluded : undefined,
  );
  return seen;
}

/** Events of the candidate alone. */
export const ownSeen = (sides: Sides, event: Event, withExcluded = false): SeenOf =>
  new Map(
    (withExcluded
      ? ownWithExcluded(sides, event, '*')
      : outcomesOf(sides.candidate, '*').flatMap((outcomes) => outcomes.numberedClusters(event))
    )
      .filter(([, { trials }]) => trials > 0)
      .map(([prompt, { trials, events }]) => [prompt, { ours: events, theirs: 0, trials }] as const),
  );

/** Samples that a prompt has of one side, and those of them that failed for good. */
interface Came {
  readonly samples: number;
  readonly failed: number;
}

const NOTHING: Came = { samples: 0, failed: 0 };

/** What came of each prompt so far, from either side, by the candidate's numbers. */
export function cameOf({
  baseline,
  candidate,
  promptOf,
}: Sides): (prompt: number) => { readonly candidate: Came; readonly baseline: Came } {
  const [ours, theirs] = [candidate, baseline].map(
    (tally) =>
      new Map(
        outcomesOf(tally, '*').flatMap((outcomes) =>
          outcomes
            .asked()
            .map(([prompt, { trials, events }]) => [prompt, { samples: trials, failed: events }] as const),
        ),
      ),
  );
  return (prompt) => ({
    candidate: ours?.get(prompt) ?? NOTHING,
    baseline: theirs?.get(promptOf(prompt) ?? UNKNOWN) ?? NOTHING,
  });
}
