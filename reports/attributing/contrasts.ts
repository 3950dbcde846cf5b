/** What the prompts tell of a step: each is asked in every cell, so that it is its own measure. */

import { eachPair, sidesOf } from '../comparing/index.js';
import type { Event, Paired } from '../judging/index.js';
import { type ClusterPair, differenceOf, type Evidence, intervalOf } from '../statistics/index.js';
import { evidenceOfPairs, type Inference } from '../units.js';
import { foursFor, type Pair, type Plan, pairsFor, type TalliedCell } from './plan.js';
import type { Attributed, Difference, Level, Step } from './types.js';

/** Evidence of a difference; `scale` is what its differences are to be multiplied by. */
export interface Contrast {
  readonly evidence: Evidence;
  readonly matched: number;
  readonly scale: 1 | 2;
}

const eventOf = (measure: Attributed): Event =>
  measure === 'mixing' ? { measure, script: '*' } : { measure };

/** How many of a pair's samples tell something of their own. */
const observationsOf = ({ trials, both: { observations = trials } }: Paired): number => observations;

/** What two cells have counted of a prompt, by its number. */
interface OfPrompt extends Paired {
  readonly prompt: number;
}

/** Sums by prompt. */
class Sums {
  readonly #of = new Map<
    number,
    { trials: number; candidate: number; baseline: number; observations: number }
  >();

  add(prompt: number, candidate: number, baseline: number, trials: number, observations: number): void {
    const known = this.#of.get(prompt);
    if (known === undefined) {
      this.#of.set(prompt, { trials, candidate, baseline, observations });
      return;
    }
    known.trials += trials;
    known.candidate += candidate;
    known.baseline += baseline;
    known.observations += observations;
  }

  /** Of prompts, each its own measure; where these were given, or there is a single one, of their repeats. */
  evidence(inference: Inference): Evidence | null {
    const pairs = Array.from(
      this.#of.values(),
      ({ observations, ...sum }): ClusterPair => (observations < sum.trials ? { ...sum, observations } : sum),
    );
    return evidenceOfPairs(pairs, inference);
  }
}

/** Contrasts of the cells of one plan. */
export class Contrasts {
  readonly #plan: Plan;
  readonly #inference: Inference;
  readonly #known = new Map<string, readonly OfPrompt[]>();
  readonly #prompts = new Map<string, number>();

  constructor(plan: Plan, inference: Inference) {
    this.#plan = plan;
    this.#inference = inference;
  }

  /** What a cell has counted of each prompt. */
  counted(
    cell: TalliedCell,
    measure: Attributed,
  ): { readonly prompt: number; readonly events: number; readonly trials: number }[] {
    return this.#paired({ before: cell, after: cell }, measure).map(({ prompt, ours: events, trials }) => ({
      prompt,
      events,
      trials,
    }));
  }

  /** Rates of the cells in which anything is scored, by prompt: each a number for every prompt that all of them have scored. */
  rates(measure: Attributed): { readonly cell: TalliedCell; readonly rates: readonly number[] }[] {
    const rows = this.#plan.cells
      .map((cell) => ({
        cell,
        rates: new Map(
          this.counted(cell, measure).map(({ prompt, events, trials }) => [prompt, events / trials]),
        ),
      }))
      .filter(({ rates }) => rates.size > 0);
    const shared = [...(rows[0]?.rates.keys() ?? [])].filter((prompt) =>
      rows.every(({ rates }) => rates.has(prompt)),
    );
    return rows.map(({ cell, rates }) => ({ cell, rates: shared.map((prompt) => rates.get(prompt) ?? 0) }));
  }

  /** A number for each prompt of the plan, whichever cells were asked it. */
  #numberOf(key: string): number {
    const known = this.#prompts.get(key) ?? this.#prompts.size;
    this.#prompts.set(key, known);
    return known;
  }

  /** What both cells of a pair have counted. */
  #paired({ before, after }: Pair, measure: Attributed): readonly OfPrompt[] {
    const name = JSON.stringify([before.target, after.target, measure]);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const sides = sidesOf([before.target, before.tally], [after.target, after.tally], this.#inference);
    const found: OfPrompt[] = [];
    eachPair(sides, '*', eventOf(measure), (pair, number) => {
      found.push({ ...pair, prompt: this.#numberOf(after.tally.promptKey(number)) });
    });
    this.#known.set(name, found);
    return found;
  }

  /** What a step changes, whatever the others are, or where some have these levels. Null where no two cells differ in it alone, or none of their prompts is scored in both. */
  main(
    step: Step,
    measure: Attributed,
    at: readonly { readonly factor: string; readonly level: Level }[] = [],
  ): Contrast | null {
    return this.between(pairsFor(this.#plan, step, at), measure);
  }

  /** What changes from the first to the second of each of these pairs. */
  between(pairs: readonly Pair[], measure: Attributed): Contrast | null {
    const sums = new Sums();
    let matched = 0;
    for (const pair of pairs) {
      const both = this.#paired(pair, measure);
      if (both.length > 0) matched++;
      for (const one of both) sums.add(one.prompt, one.ours, one.theirs, one.trials, observationsOf(one));
    }
    const evidence = sums.evidence(this.#inference);
    return evidence === null ? null : { evidence, matched, scale: 1 };
  }

  /**
   * By how much a step changes more where another one is made: the difference of two differences, of prompts that all four cells have scored as often. It is half as
   * large as evidence of "events here against events there" has it, since there are twice as many samples on each side.
   */
  interaction(step: Step, other: Step, measure: Attributed): Contrast | null {
    const fours = foursFor(this.#plan, step, other);
    const sums = new Sums();
    let matched = 0;
    for (const { usual, moved } of fours) {
      let isMatched = false;
      const before = new Map(this.#paired(usual, measure).map((one) => [one.prompt, one]));
      for (const after of this.#paired(moved, measure)) {
        const base = before.get(after.prompt);
        if (base === undefined || base.trials !== after.trials) continue;
        isMatched = true;
        sums.add(
          after.prompt,
          after.ours + base.theirs,
          after.theirs + base.ours,
          after.trials + base.trials,
          observationsOf(after) + observationsOf(base),
        );
      }
      if (isMatched) matched++;
    }
    const evidence = sums.evidence(this.#inference);
    return evidence === null ? null : { evidence, matched, scale: 2 };
  }
}

/** The difference of a contrast with its interval at a level. */
export function differenceIn({ evidence, scale }: Contrast, level: number): Difference {
  const difference = differenceOf(evidence);
  const { low, high } = intervalOf(difference, level);
  return {
    delta: scale * difference.delta,
    low: scale * Math.min(difference.delta, low),
    high: scale * Math.max(difference.delta, high),
    level,
    prompts: evidence.prompts,
  };
}
