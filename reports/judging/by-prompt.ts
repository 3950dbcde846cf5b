/** Samples of a target in one language by prompt and repeat, each with a code of what it came to, in 16 bytes: what every rate is counted from. */

import type { Cluster } from '../statistics/index.js';
import { Column, columnFrom } from './column.js';
import { hasEvent, isCountedIn, type PromptOf, type Test } from './counted.js';
import { type Groups, groupsOf } from './groups.js';
import { KindMaker, type Kinds, valuesOf } from './kinds.js';
import { type Paired, Pairing, type Side } from './pairing.js';

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

/** Numbers below it, two of them and a bit, are exact as one number. */
const MOST_REPEATS = 2 ** 24;

/** Samples with what of them is counted. */
export interface Counted {
  readonly samples: ByPrompt;
  readonly test: Test;
  /** Tells the test from others of these samples. */
  readonly name: string;
}

export class ByPrompt {
  readonly #prompts = new Column();
  readonly #repeats = new Column();
  readonly #codes = new Column();
  readonly #texts = new Column();
  #groups: Compared | undefined;
  /** What was counted since samples were added last, by the name of what it was. */
  #made = new Map<string, Kinds<Cluster>>();
  #paired:
    | {
        readonly other: ByPrompt;
        readonly size: number;
        readonly promptOf: PromptOf;
        readonly pairing: Pairing;
      }
    | undefined;
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
    this.#forget();
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
    this.#forget();
  }

  #forget(): void {
    if (this.#groups === undefined) return;
    this.#groups = undefined;
    this.#made = new Map();
    this.#paired = undefined;
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

  /** One cluster a prompt, in the order in which they came first: counted samples, and those with the event. `name` names the test. */
  clusters(counted: Pick<Counted, 'name' | 'test'>): Cluster[] {
    return valuesOf(this.#kindsOf(counted));
  }

  /** The same of a test that is asked for once: nothing of it is kept. */
  clustersOnce(test: Test): Cluster[] {
    return valuesOf(this.#clusterKinds(test));
  }

  /** How many prompts have a counted sample. */
  prompts(counted: Pick<Counted, 'name' | 'test'>): number {
    const { kinds, codes } = this.#kindsOf(counted);
    let filled = 0;
    for (const code of codes) if ((kinds[code]?.trials ?? 0) > 0) filled++;
    return filled;
  }

  #kindsOf({ name, test }: Pick<Counted, 'name' | 'test'>): Kinds<Cluster> {
    const known = this.#made.get(name) ?? this.#clusterKinds(test);
    this.#made.set(name, known);
    return known;
  }

  #clusterKinds(test: Test): Kinds<Cluster> {
    const { prompts, starts, order } = this.#grouped();
    const observed = this.#once();
    const maker = new KindMaker<Cluster>();
    const codes = new Uint32Array(prompts.length);
    for (let group = 0; group < codes.length; group++) {
      let events = 0;
      let trials = 0;
      const end = starts[group + 1] ?? 0;
      for (let place = starts[group] ?? 0; place < end; place++) {
        const tested = test(order[place] ?? 0);
        trials += Number(isCountedIn(tested));
        events += hasEvent(tested);
      }
      const once = observed[group] === 1;
      codes[group] = maker.code(2 * (trials * MOST_REPEATS + events) + Number(once), () => ({
        events,
        trials,
        ...(once && { observations: 1 }),
      }));
    }
    return { kinds: maker.kinds, codes };
  }

  /** The same clusters, each with the number of its prompt. */
  numbered(counted: Pick<Counted, 'name' | 'test'>): (readonly [prompt: number, Cluster])[] {
    const { prompts } = this.#grouped();
    return this.clusters(counted).map((cluster, i) => [prompts[i] ?? 0, cluster]);
  }

  /** How many prompts have the same text in all their repeats; undefined where that are not most. */
  identical(): IdenticalRepeats | undefined {
    const { identical } = this.#grouped();
    return isDeterministic(identical) ? identical : undefined;
  }

  /** The samples of the same prompts and repeats here and there, where prompts have the numbers that `promptOf` gives. */
  #pairingWith(other: ByPrompt, promptOf: PromptOf): Pairing {
    const known = this.#paired;
    const { size } = other;
    if (known?.other === other && known.size === size && known.promptOf === promptOf) return known.pairing;
    const pairing = new Pairing(this.#side(), other.#side(), promptOf);
    this.#paired = { other, size, promptOf, pairing };
    return pairing;
  }

  #side(): Side {
    return { groups: this.#grouped(), repeats: this.#repeats.values(), once: this.#once() };
  }

  /**
   * What both have counted of each prompt, over the same repeats, in the order of these; `take` is shown those of which that is any sample.
   */
  pairs(
    own: Omit<Counted, 'samples'>,
    other: Counted,
    promptOf: PromptOf,
    take: (pair: Paired, prompt: number) => void,
  ): void {
    const pairing = this.#pairingWith(other.samples, promptOf);
    const { kinds, codes } = pairing.pairs(`${own.name}\n${other.name}`, own.test, other.test);
    for (const [i, prompt] of pairing.prompts.entries()) {
      const pair = kinds[codes[i] ?? 0];
      if (pair !== undefined && pair.trials > 0) take(pair, prompt);
    }
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
    const { starts, order } = groups;
    for (let group = 0; group < same.length; group++) {
      let [counted, first] = [0, 0];
      let alike = true;
      const end = starts[group + 1] ?? 0;
      for (let place = starts[group] ?? 0; place < end; place++) {
        const sample = order[place] ?? 0;
        if (!this.#isCounted(this.#codes.at(sample))) continue;
        const text = this.#texts.at(sample);
        if (counted++ === 0) first = text;
        else alike &&= text === first;
      }
      if (counted < 2) continue;
      of++;
      prompts += Number(alike);
      same[group] = Number(alike);
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
