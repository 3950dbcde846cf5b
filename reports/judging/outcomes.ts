/** The outcomes of a target's samples in one language, by prompt and repeat, in 16 bytes each: what every rate is counted from. */

import * as v from 'valibot';
import type { ScriptCode } from '../../detectors/index.js';
import type { Cluster } from '../statistics/index.js';
import { isScored, type Outcome, STATES, type State, type TextJudgement } from './outcome.js';

/** What is counted: mixed at all, mixed with one script, or wrong language. */
export type Event =
  | { readonly measure: 'mixing'; readonly script: ScriptCode | '*' }
  | { readonly measure: 'wrong_language' };

function happened(event: Event, { state, scripts }: Outcome): boolean {
  if (event.measure === 'wrong_language') return state === 'wrong_language';
  return state === 'mixed' && (event.script === '*' || scripts.includes(event.script));
}

/** The number that a prompt of one tally has in another; undefined where it has none. */
export type PromptOf = (prompt: number) => number | undefined;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fffffff));
const int = v.pipe(v.number(), v.integer(), v.minValue(-0x80000000), v.maxValue(0x7fffffff));
const stored = v.pipe(
  v.strictObject({
    /** State and scripts of each kind of outcome. */
    kinds: v.array(v.strictTuple([v.picklist(STATES), v.array(v.string())])),
    /** Of each sample its prompt, its repeat, the index of its kind, and the fingerprint of its text. */
    prompts: v.array(whole),
    repeats: v.array(whole),
    codes: v.array(whole),
    texts: v.array(int),
  }),
  v.check(
    ({ kinds, prompts, repeats, codes, texts }) =>
      [prompts, repeats, texts].every(({ length }) => length === codes.length) &&
      codes.every((code) => code < kinds.length),
    'columns that do not fit each other',
  ),
);

/** Within its length wherever this file asks. */
const at = (column: Int32Array | Uint8Array, i: number): number => column[i] as number;

/** Samples by prompt: those of the `i`th prompt are `order[starts[i]]` to `order[starts[i + 1] - 1]`, by repeat. */
interface Groups {
  /** Numbers of the prompts, in the order in which they came first. */
  readonly prompts: readonly number[];
  readonly starts: Int32Array;
  readonly order: Int32Array;
  /** 1 where all scored repeats of a prompt, two at least, are the same text. */
  readonly same: Uint8Array;
  readonly identical: IdenticalRepeats;
}

/** Prompts with two scored repeats or more, and those of them whose scored repeats are all the same text. */
export interface IdenticalRepeats {
  readonly prompts: number;
  readonly of: number;
}

/** Most prompts: then the endpoint gives the same answer whenever it is asked, as at temperature 0 or by a cache. */
const isDeterministic = ({ prompts, of }: IdenticalRepeats): boolean => 2 * prompts > of;

/** What two targets have both scored of one prompt: events of either, over the same repeats. */
export interface Paired {
  readonly trials: number;
  readonly ours: number;
  readonly theirs: number;
  /** Whether the repeats of a side are one observation: the same text, where most prompts are so. */
  readonly oursOnce: boolean;
  readonly theirsOnce: boolean;
}

export class Outcomes {
  #size = 0;
  #prompts = new Int32Array(8);
  #repeats = new Int32Array(8);
  #codes = new Int32Array(8);
  #texts = new Int32Array(8);
  readonly #kinds: Outcome[] = [];
  readonly #codeOf = new Map<string, number>();
  #groups: Groups | undefined;

  /** `prompt` is its number in the tally; `repeat` a whole number under 2^31. Each repeat of a prompt is added once. */
  add(
    prompt: number,
    repeat: number,
    { outcome, fingerprint }: Pick<TextJudgement, 'outcome' | 'fingerprint'>,
  ): void {
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
    this.#codes[this.#size] = this.#code(outcome);
    this.#texts[this.#size] = fingerprint;
    this.#size++;
    this.#groups = undefined;
  }

  #code({ state, scripts }: Outcome): number {
    const name = scripts.length === 0 ? state : `${state} ${scripts.join()}`;
    let code = this.#codeOf.get(name);
    if (code === undefined) {
      code = this.#kinds.push({ state, scripts }) - 1;
      this.#codeOf.set(name, code);
    }
    return code;
  }

  #outcome(i: number): Outcome {
    return this.#kinds[at(this.#codes, i)] as Outcome;
  }

  /** Adds those of other samples, whose prompts have the numbers that `promptOf` gives. */
  merge(other: Outcomes, promptOf: (prompt: number) => number): void {
    for (let i = 0; i < other.#size; i++)
      this.add(promptOf(at(other.#prompts, i)), at(other.#repeats, i), {
        outcome: other.#outcome(i),
        fingerprint: at(other.#texts, i),
      });
  }

  /** Samples by state. */
  count(): ReadonlyMap<State, number> {
    const byCode = new Int32Array(this.#kinds.length);
    for (let i = 0; i < this.#size; i++) {
      const code = at(this.#codes, i);
      byCode[code] = at(byCode, code) + 1;
    }
    const counts = new Map<State, number>();
    for (const [code, { state }] of this.#kinds.entries())
      counts.set(state, (counts.get(state) ?? 0) + at(byCode, code));
    return counts;
  }

  /** Scripts found in mixed samples, sorted. */
  scripts(): ScriptCode[] {
    return [...new Set(this.#kinds.flatMap(({ scripts }) => scripts))].sort();
  }

  /** One cluster a prompt, in the order in which they came first: scored samples, and those with the event. */
  clusters(event: Event): Cluster[] {
    const { prompts, starts, order } = this.#grouped();
    const tests = this.#tests(event);
    const observed = this.#once();
    return prompts.map((_, group) => {
      let events = 0;
      let trials = 0;
      for (let place = at(starts, group); place < at(starts, group + 1); place++) {
        const test = at(tests, at(this.#codes, at(order, place)));
        trials += test & 1;
        events += test >> 1;
      }
      return { events, trials, ...(observed[group] === 1 && { observations: 1 }) };
    });
  }

  /** How many prompts have the same text in all their repeats; undefined where that are not most. */
  identical(): IdenticalRepeats | undefined {
    const { identical } = this.#grouped();
    return isDeterministic(identical) ? identical : undefined;
  }

  /** The prompts of which both have scored the same repeats, in the order of these; their numbers there are what `promptOf` gives. */
  pairs(other: Outcomes, promptOf: PromptOf, event: Event): Paired[] {
    const ours = this.#grouped();
    const theirs = other.#grouped();
    const tests = this.#tests(event);
    const otherTests = other.#tests(event);
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
        const test = at(tests, at(this.#codes, mine));
        const otherTest = at(otherTests, at(other.#codes, yours));
        if ((test & otherTest & 1) === 0) continue;
        paired.trials++;
        paired.ours += test >> 1;
        paired.theirs += otherTest >> 1;
      }
      return paired.trials === 0 ? [] : [paired];
    });
  }

  /** 1 for each prompt whose repeats are one observation: those of the same text, where most are. */
  #once(): Uint8Array {
    const { same } = this.#grouped();
    return this.identical() === undefined ? new Uint8Array(same.length) : same;
  }

  /** Of each kind of outcome: 1 where it is scored, 3 where the event happened too. */
  #tests(event: Event): Uint8Array {
    return Uint8Array.from(this.#kinds, (kind) =>
      isScored(kind.state) ? (happened(event, kind) ? 3 : 1) : 0,
    );
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

  /** Which groups are the same text throughout, among scored samples. */
  #compareTexts(starts: Int32Array, order: Int32Array): Pick<Groups, 'same' | 'identical'> {
    const counted = Uint8Array.from(this.#kinds, ({ state }) => Number(isScored(state)));
    const same = new Uint8Array(starts.length - 1);
    let prompts = 0;
    let of = 0;
    for (let group = 0; group < same.length; group++) {
      let scored = 0;
      let first = 0;
      let alike = 1;
      for (let place = at(starts, group); place < at(starts, group + 1); place++) {
        const i = at(order, place);
        if (counted[at(this.#codes, i)] === 0) continue;
        const text = at(this.#texts, i);
        if (scored++ === 0) first = text;
        else if (text !== first) alike = 0;
      }
      if (scored < 2) continue;
      of++;
      prompts += alike;
      same[group] = alike;
    }
    return { same, identical: { prompts, of } };
  }

  toJSON(): v.InferInput<typeof stored> {
    const column = (values: Int32Array): number[] => Array.from(values.subarray(0, this.#size));
    return {
      kinds: this.#kinds.map(({ state, scripts }) => [state, [...scripts]]),
      prompts: column(this.#prompts),
      repeats: column(this.#repeats),
      codes: column(this.#codes),
      texts: column(this.#texts),
    };
  }

  /** Throws where it is none. */
  static fromJSON(json: unknown): Outcomes {
    const { kinds, prompts, repeats, codes, texts } = v.parse(stored, json);
    const outcomes = new Outcomes();
    for (const [state, scripts] of kinds) outcomes.#code({ state, scripts });
    for (const [i, code] of codes.entries()) {
      const kind = outcomes.#kinds[code];
      if (kind !== undefined)
        outcomes.add(prompts[i] ?? 0, repeats[i] ?? 0, { outcome: kind, fingerprint: texts[i] ?? 0 });
    }
    return outcomes;
  }
}
