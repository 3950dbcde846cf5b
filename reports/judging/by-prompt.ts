/** Samples of a target in one language by prompt and repeat, each with a code of what it came to, in 16 bytes: what every rate is counted from. */

import * as v from 'valibot';
import type { Cluster } from '../statistics/index.js';

/** The number that a prompt of one tally has in another; undefined where it has none. */
export type PromptOf = (prompt: number) => number | undefined;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fffffff));
const int = v.pipe(v.number(), v.integer(), v.minValue(-0x80000000), v.maxValue(0x7fffffff));

/** Of each sample its prompt, its repeat, its code, and the fingerprint of its text. */
export const storedColumns = {
  prompts: v.array(whole),
  repeats: v.array(whole),
  codes: v.array(whole),
  texts: v.array(int),
};

type StoredColumns = v.InferOutput<v.StrictObjectSchema<typeof storedColumns, undefined>>;

/** Whether there are as many of all. */
export const haveOneLength = ({ prompts, repeats, codes, texts }: StoredColumns): boolean =>
  [prompts, repeats, texts].every(({ length }) => length === codes.length);

/** Within its length wherever this file asks. */
const at = (column: Int32Array | Uint8Array, i: number): number => column[i] as number;

/** Samples by prompt: those of the `i`th prompt are `order[starts[i]]` to `order[starts[i + 1] - 1]`, by repeat. */
interface Groups {
  /** Numbers of the prompts, in the order in which they came first. */
  readonly prompts: readonly number[];
  readonly starts: Int32Array;
  readonly order: Int32Array;
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
  readonly trials: number;
  readonly ours: number;
  readonly theirs: number;
  /** Whether the repeats of a side are one observation: the same text, where most prompts are so. */
  readonly oursOnce: boolean;
  readonly theirsOnce: boolean;
}

/** Says of the `i`th sample whether it is counted (1), and whether the event happened too (3); 0 of one that is not. */
export type Test = (i: number) => number;

export const COUNTED = 1;
export const HAPPENED = 3;

/** Samples with what of them is counted. */
export interface Counted {
  readonly samples: ByPrompt;
  readonly test: Test;
}

export class ByPrompt {
  #size = 0;
  #prompts = new Int32Array(8);
  #repeats = new Int32Array(8);
  #codes = new Int32Array(8);
  #texts = new Int32Array(8);
  #groups: Groups | undefined;
  readonly #isCounted: (code: number) => boolean;

  /** `isCounted` says of which codes texts are compared, to find repeats that are one text. */
  constructor(isCounted: (code: number) => boolean) {
    this.#isCounted = isCounted;
  }

  get size(): number {
    return this.#size;
  }

  /** `prompt` is its number in the tally; `repeat` a whole number under 2^31. Each repeat of a prompt is added once. */
  add(prompt: number, repeat: number, code: number, fingerprint: number): void {
    if (this.#size === this.#codes.length) {
      const length = Math.ceil(this.#size * 1.5);
      const longer = (column: Int32Array) => {
        const copy = new Int32Array(length);
        copy.set(column);
        return copy;
      };
      this.#prompts = longer(this.#prompts);
      this.#repeats = longer(this.#repeats);
      this.#codes = longer(this.#codes);
      this.#texts = longer(this.#texts);
    }
    this.#prompts[this.#size] = prompt;
    this.#repeats[this.#size] = repeat;
    this.#codes[this.#size] = code;
    this.#texts[this.#size] = fingerprint;
    this.#size++;
    this.#groups = undefined;
  }

  /** Adds those of others, whose prompts have the numbers that `promptOf` gives, and their codes those of `codeOf`. */
  merge(
    other: ByPrompt,
    promptOf: (prompt: number) => number,
    codeOf: (code: number) => number = (code) => code,
  ): void {
    for (let i = 0; i < other.#size; i++)
      this.add(
        promptOf(at(other.#prompts, i)),
        at(other.#repeats, i),
        codeOf(at(other.#codes, i)),
        at(other.#texts, i),
      );
  }

  /** The code of the `i`th sample. */
  code(i: number): number {
    return at(this.#codes, i);
  }

  /** The number of its prompt. */
  prompt(i: number): number {
    return at(this.#prompts, i);
  }

  /** One cluster a prompt, in the order in which they came first: counted samples, and those with the event. */
  clusters(test: Test): Cluster[] {
    const { prompts, starts, order } = this.#grouped();
    const observed = this.#once();
    return prompts.map((_, group) => {
      let events = 0;
      let trials = 0;
      for (let place = at(starts, group); place < at(starts, group + 1); place++) {
        const tested = test(at(order, place));
        trials += tested & 1;
        events += tested >> 1;
      }
      return { events, trials, ...(observed[group] === 1 && { observations: 1 }) };
    });
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
        trials: 0,
        ours: 0,
        theirs: 0,
        oursOnce: once[group] === 1,
        theirsOnce: otherOnce[found] === 1,
      };
      let there = at(theirs.starts, found);
      const end = at(theirs.starts, found + 1);
      for (let place = at(ours.starts, group); place < at(ours.starts, group + 1); place++) {
        const mine = at(ours.order, place);
        const repeat = at(this.#repeats, mine);
        while (there < end && at(other.#repeats, at(theirs.order, there)) < repeat) there++;
        if (there === end) break;
        const yours = at(theirs.order, there);
        if (at(other.#repeats, yours) !== repeat) continue;
        there++;
        const tested = test(mine);
        const otherTested = otherTest(yours);
        if ((tested & otherTested & 1) === 0) continue;
        paired.trials++;
        paired.ours += tested >> 1;
        paired.theirs += otherTested >> 1;
      }
      return paired.trials === 0 ? [] : [paired];
    });
  }

  /** 1 for each prompt whose repeats are one observation: those of the same text, where most are. */
  #once(): Uint8Array {
    const { same } = this.#grouped();
    return this.identical() === undefined ? new Uint8Array(same.length) : same;
  }

  #grouped(): Groups {
    this.#groups ??= this.#group();
    return this.#groups;
  }

  #group(): Groups {
    const numbers = new Map<number, number>();
    const groupOf = new Int32Array(this.#size);
    for (let i = 0; i < this.#size; i++) {
      const prompt = at(this.#prompts, i);
      let group = numbers.get(prompt);
      if (group === undefined) {
        group = numbers.size;
        numbers.set(prompt, group);
      }
      groupOf[i] = group;
    }
    const starts = new Int32Array(numbers.size + 1);
    for (const group of groupOf) starts[group + 1] = at(starts, group + 1) + 1;
    for (let group = 0; group < numbers.size; group++)
      starts[group + 1] = at(starts, group + 1) + at(starts, group);
    const next = starts.slice();
    const order = new Int32Array(this.#size);
    for (const [i, group] of groupOf.entries()) {
      const place = at(next, group);
      order[place] = i;
      next[group] = place + 1;
    }
    for (let group = 0; group < numbers.size; group++) {
      const [from, to] = [at(starts, group), at(starts, group + 1)];
      if (to - from > 1) order.subarray(from, to).sort((a, b) => at(this.#repeats, a) - at(this.#repeats, b));
    }
    return { prompts: [...numbers.keys()], starts, order, ...this.#compareTexts(starts, order) };
  }

  /** Which groups are the same text throughout, among counted samples. */
  #compareTexts(starts: Int32Array, order: Int32Array): Pick<Groups, 'same' | 'identical'> {
    const same = new Uint8Array(starts.length - 1);
    let prompts = 0;
    let of = 0;
    for (let group = 0; group < same.length; group++) {
      let counted = 0;
      let first = 0;
      let alike = 1;
      for (let place = at(starts, group); place < at(starts, group + 1); place++) {
        const i = at(order, place);
        if (!this.#isCounted(at(this.#codes, i))) continue;
        const text = at(this.#texts, i);
        if (counted++ === 0) first = text;
        else if (text !== first) alike = 0;
      }
      if (counted < 2) continue;
      of++;
      prompts += alike;
      same[group] = alike;
    }
    return { same, identical: { prompts, of } };
  }

  toJSON(): StoredColumns {
    const column = (values: Int32Array): number[] => Array.from(values.subarray(0, this.#size));
    return {
      prompts: column(this.#prompts),
      repeats: column(this.#repeats),
      codes: column(this.#codes),
      texts: column(this.#texts),
    };
  }

  /** Adds what `toJSON` gave, with the codes of `codeOf`; columns of one length. */
  addStored(
    { prompts, repeats, codes, texts }: StoredColumns,
    codeOf: (code: number) => number = (code) => code,
  ): void {
    for (const [i, code] of codes.entries())
      this.add(prompts[i] ?? 0, repeats[i] ?? 0, codeOf(code), texts[i] ?? 0);
  }
}
