/** Samples of a target in one language by prompt and repeat, each with a code of what it came to, in 16 bytes: what every rate is counted from. */

import type { Cluster } from '../statistics/index.js';
import { Column, columnFrom } from './column.js';
import { type Groups, groupsOf, samplesIn } from './groups.js';

/** The number that a prompt of one tally has in another; undefined where it has none. */
export type PromptOf = (prompt: number) => number | undefined;

/** Of each sample its prompt, its repeat, its code, and the fingerprint of its text. */
export const storedColumns = {
  prompts: columnFrom(0),
  repeats: columnFrom(0),
  codes: columnFrom(0),
  texts: columnFrom(-0x80000000),
};

/** Columns of integers. */
export type StoredColumns = Readonly<Record<keyof typeof storedColumns, Int32Array>>;

/** Whether there are as many of all. */
export const haveOneLength = ({ prompts, repeats, codes, texts }: StoredColumns): boolean =>
  [prompts, repeats, texts].every(({ length }) => length === codes.length);

/** Samples by prompt, and what is told of their texts. */
interface Compared extends Groups {
  /** 1 where all counted repeats of a prompt, two at least, are the same text. */
  readonly same: Uint8Array;
  readonly identical: IdenticalRepeats;
}

/** Prompts with two counted repeats or more, and those of them whose counted repeats are all the same text. */
export interface IdenticalRepeats {
  readonly prompts: number;
  readonly of: number;
}

/** Most prompts: then the endpoint gives the same answer whenever it is asked, as at temperature 0 or by a cache. */
const isDeterministic = ({ prompts, of }: IdenticalRepeats): boolean => 2 * prompts > of;

/** What two targets have both counted of one prompt: events of either, over the same repeats. */
export interface Paired {
  /** Its number among ours. */
  readonly prompt: number;
  readonly trials: number;
  readonly ours: number;
  readonly theirs: number;
  /** Whether the repeats of a side are one observation: the same text, where most prompts are so. */
  readonly oursOnce: boolean;
  readonly theirsOnce: boolean;
}

/** More repeats than a prompt has: with two numbers below it and a bit, a whole number is exact. */
const MOST_REPEATS = 2 ** 24;

/** Says of the `i`th sample whether it is counted (1), and whether the event happened too (3), with 4 of one that is counted though excluded; 0 of one that is not. */
export type Test = (i: number) => number;

export const COUNTED = 1;
export const HAPPENED = 3;
/** Of a sample that is in no rate. Where both sides of a pair are, it says nothing of either. */
export const THOUGH_EXCLUDED = 4;

const isCountedIn = (tested: number): boolean => (tested & COUNTED) !== 0;
const hasEvent = (tested: number): number => (tested >> 1) & 1;

/** Samples with what of them is counted. */
export interface Counted {
  readonly samples: ByPrompt;
  readonly test: Test;
}

export class ByPrompt {
  readonly #prompts = new Column();
  readonly #repeats = new Column();
  readonly #codes = new Column();
  readonly #texts = new Column();
  #groups: Compared | undefined;
  readonly #isCounted: (code: number) => boolean;

  /** `isCounted` says of which codes texts are compared, to find repeats that are one text. */
  constructor(isCounted: (code: number) => boolean) {
    this.#isCounted = isCounted;
  }

  get size(): number {
    return this.#codes.size;
  }

  /** `prompt` is its number in the tally; `repeat` a whole number under 2^31. Each repeat of a prompt is added once. */
  add(prompt: number, repeat: number, code: number, fingerprint: number): void {
    this.#prompts.push(prompt);
    this.#repeats.push(repeat);
    this.#codes.push(code);
    this.#texts.push(fingerprint);
    this.#groups = undefined;
  }

  /** Adds those of others, whose prompts have the numbers that `promptOf` gives, and their codes those of `codeOf`. */
  merge(
    other: ByPrompt,
    promptOf: (prompt: number) => number,
    codeOf: (code: number) => number = (code) => code,
  ): void {
    this.#append(
      other.#prompts.values().map(promptOf),
      other.#repeats.values(),
      other.#codes.values().map(codeOf),
      other.#texts.values(),
    );
  }

  #append(prompts: Int32Array, repeats: Int32Array, codes: Int32Array, texts: Int32Array): void {
    this.#prompts.append(prompts);
    this.#repeats.append(repeats);
    this.#codes.append(codes);
    this.#texts.append(texts);
    this.#groups = undefined;
  }

  /** The code of the `i`th sample. */
  code(i: number): number {
    return this.#codes.at(i);
  }

  /** The number of its prompt. */
  prompt(i: number): number {
    return this.#prompts.at(i);
  }

  /** Its repeat. */
  repeat(i: number): number {
    return this.#repeats.at(i);
  }

  /** One cluster a prompt, in the order in which they came first: counted samples, and those with the event. */
  clusters(test: Test): Cluster[] {
    const { prompts, starts, order } = this.#grouped();
    const observed = this.#once();
    const made = new Map<number, Cluster>();
    return prompts.map((_, group) => {
      let events = 0;
      let trials = 0;
      const end = starts[group + 1] ?? 0;
      for (let place = starts[group] ?? 0; place < end; place++) {
        const tested = test(order[place] ?? 0);
        trials += Number(isCountedIn(tested));
        events += hasEvent(tested);
      }
      const once = observed[group] === 1;
      // A rate is taken of many events over thousands of prompts, of which most have come to the same few numbers.
      const name = 2 * (trials * MOST_REPEATS + events) + Number(once);
      const known = made.get(name);
      if (known !== undefined) return known;
      const cluster = { events, trials, ...(once && { observations: 1 }) };
      made.set(name, cluster);
      return cluster;
    });
  }

  /** The numbers of the prompts, in the order of their clusters. */
  numbers(): readonly number[] {
    return this.#grouped().prompts;
  }

  /** Counted samples of each prompt by its number, and those with the event. */
  counts(test: Test): Map<number, { readonly trials: number; readonly events: number }> {
    const { prompts, starts, order } = this.#grouped();
    return new Map(
      prompts.map((prompt, group) => {
        let [trials, events] = [0, 0];
        for (const i of order.subarray(starts[group] ?? 0, starts[group + 1] ?? 0)) {
          const tested = test(i);
          trials += Number(isCountedIn(tested));
          events += hasEvent(tested);
        }
        return [prompt, { trials, events }];
      }),
    );
  }

  /** How many prompts have the same text in all their repeats; undefined where that are not most. */
  identical(): IdenticalRepeats | undefined {
    const { identical } = this.#grouped();
    return isDeterministic(identical) ? identical : undefined;
  }

  /** The prompts of which both have counted the same repeats, in the order of these; their numbers there are what `promptOf` gives. */
  pairs(other: ByPrompt, promptOf: PromptOf, test: Test, otherTest: Test): Paired[] {
    const ours = this.#grouped();
    const theirs = other.#grouped();
    const once = this.#once();
    const otherOnce = other.#once();
    const groupOf = new Map(theirs.prompts.map((prompt, group) => [prompt, group]));
    return ours.prompts.flatMap((prompt, group): Paired[] => {
      const number = promptOf(prompt);
      const found = number === undefined ? undefined : groupOf.get(number);
      if (found === undefined) return [];
      const paired = {
        prompt,
        trials: 0,
        ours: 0,
        theirs: 0,
        oursOnce: once[group] === 1,
        theirsOnce: otherOnce[found] === 1,
      };
      const yours = samplesIn(theirs, found);
      let there = 0;
      for (const mine of samplesIn(ours, group)) {
        const repeat = this.#repeats.at(mine);
        while (there < yours.length && other.#repeats.at(yours[there] ?? 0) < repeat) there++;
        const match = yours[there];
        if (match === undefined) break;
        if (other.#repeats.at(match) !== repeat) continue;
        there++;
        const tested = test(mine);
        const otherTested = otherTest(match);
        if (!isCountedIn(tested & otherTested) || (tested & otherTested & THOUGH_EXCLUDED) !== 0) continue;
        paired.trials++;
        paired.ours += hasEvent(tested);
        paired.theirs += hasEvent(otherTested);
      }
      return paired.trials === 0 ? [] : [paired];
    });
  }

  /** 1 for each prompt whose repeats are one observation: those of the same text, where most are. */
  #once(): Uint8Array {
    const { same } = this.#grouped();
    return this.identical() === undefined ? new Uint8Array(same.length) : same;
  }

  #grouped(): Compared {
    this.#groups ??= this.#compareTexts(groupsOf(this.#prompts.values(), this.#repeats.values()));
    return this.#groups;
  }

  /** Which groups are the same text throughout, among counted samples. */
  #compareTexts(groups: Groups): Compared {
    const same = new Uint8Array(groups.prompts.length);
    let prompts = 0;
    let of = 0;
    for (let group = 0; group < same.length; group++) {
      const counted = samplesIn(groups, group).filter((i) => this.#isCounted(this.#codes.at(i)));
      if (counted.length < 2) continue;
      const first = this.#texts.at(counted[0] ?? 0);
      const alike = Number(counted.every((i) => this.#texts.at(i) === first));
      of++;
      prompts += alike;
      same[group] = alike;
    }
    return { ...groups, same, identical: { prompts, of } };
  }

  /** Views of the columns, until they grow. */
  toData(): StoredColumns {
    return {
      prompts: this.#prompts.values(),
      repeats: this.#repeats.values(),
      codes: this.#codes.values(),
      texts: this.#texts.values(),
    };
  }

  /** Adds what `toData` gave, with the codes of `codeOf`; columns of one length. */
  addStored(
    { prompts, repeats, codes, texts }: StoredColumns,
    codeOf: (code: number) => number = (code) => code,
  ): void {
    this.#append(prompts, repeats, codes.map(codeOf), texts);
  }
}
