/** What the answers of a target in one language come to by their probabilities, prompt by prompt. */

import * as v from 'valibot';
import { type LatentOfAnswer, PIECES, type Pieces, type Slip, type Tail } from './types.js';

/** What is taken of an answer; `untold` names why nothing is. */
export type LatentValue = LatentOfAnswer | { readonly untold: string };

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const amount = v.pipe(v.number(), v.minValue(0));
const slips = v.strictObject({
  slipped: v.array(v.picklist([0, 1])),
  least: v.array(amount),
  most: v.array(amount),
});
const COUNTED = ['all', 'bare', 'apart', 'joined', 'places', 'likeliest', 'expected', 'variance'] as const;
const TAIL = ['rest', 'tail', 'tailOff', 'unlisted'] as const;
const tails = v.strictObject(v.entriesFromList(TAIL, amount));
const stored = v.pipe(
  v.strictObject({
    prompts: v.array(whole),
    apart: slips,
    joined: slips,
    tails: v.strictObject({ apart: tails, joined: tails }),
    sums: v.record(v.picklist(COUNTED), amount),
    untold: v.record(v.string(), whole),
  }),
  v.check(
    ({ prompts, apart, joined }) =>
      [apart, joined].every((one) =>
        [one.slipped, one.least, one.most].every(({ length }) => length === prompts.length),
      ),
    'columns that do not fit each other',
  ),
);

type Sums = Record<(typeof COUNTED)[number], number>;
type Tails = Record<(typeof TAIL)[number], number>;

const noTail = (): Tails => ({ rest: 0, tail: 0, tailOff: 0, unlisted: 0 });

function addTail(to: Tails, from: Tail): void {
  for (const name of TAIL) to[name] += from[name];
}

/** Answers of one prompt. */
export interface OfPrompt {
  readonly prompt: number;
  readonly slips: readonly Slip[];
}

export class LatentTally {
  readonly #prompts: number[] = [];
  readonly #slips: Record<Pieces, Slip[]> = { apart: [], joined: [] };
  readonly #sums: Sums = Object.fromEntries(COUNTED.map((name) => [name, 0])) as Sums;
  readonly #tails: Record<Pieces, Tails> = { apart: noTail(), joined: noTail() };
  readonly #untold = new Map<string, number>();

  /** Sums over all answers. */
  get sums(): Readonly<Sums> {
    return this.#sums;
  }

  /** What is not listed, where pieces are given so. */
  tail(pieces: Pieces): Tail {
    return this.#tails[pieces];
  }

  /** Answers of which nothing is told, by why. */
  get untold(): ReadonlyMap<string, number> {
    return this.#untold;
  }

  /** Answers with probabilities. */
  get told(): number {
    return this.#prompts.length;
  }

  /** How the server gives pieces of characters: one entry for all of them where that was seen. */
  get pieces(): Pieces {
    return this.#sums.joined > 0 ? 'joined' : 'apart';
  }

  add(prompt: number, value: LatentValue): void {
    if ('untold' in value) {
      this.#untold.set(value.untold, (this.#untold.get(value.untold) ?? 0) + 1);
      return;
    }
    this.#prompts.push(prompt);
    for (const pieces of PIECES) {
      const { slipped, least, most } = value[pieces];
      this.#slips[pieces].push({ slipped, least, most });
      addTail(this.#tails[pieces], value[pieces]);
    }
    const { places, likeliest, expected, variance } = value.drawing;
    const sums = { ...value.places, places, likeliest, expected, variance };
    for (const name of COUNTED) this.#sums[name] += sums[name];
  }

  /** Prompt by prompt, in the order in which they came first, with what their answers come to where pieces are given so. */
  byPrompt(pieces: Pieces): OfPrompt[] {
    const groups = new Map<number, Slip[]>();
    for (const [i, prompt] of this.#prompts.entries()) {
      const slip = this.#slips[pieces][i] as Slip;
      const group = groups.get(prompt);
      if (group === undefined) groups.set(prompt, [slip]);
      else group.push(slip);
    }
    return Array.from(groups, ([prompt, own]) => ({ prompt, slips: own }));
  }

  merge(other: LatentTally, promptOf: (prompt: number) => number): void {
    for (const prompt of other.#prompts) this.#prompts.push(promptOf(prompt));
    for (const pieces of PIECES) {
      for (const slip of other.#slips[pieces]) this.#slips[pieces].push(slip);
      addTail(this.#tails[pieces], other.#tails[pieces]);
    }
    for (const name of COUNTED) this.#sums[name] += other.#sums[name];
    for (const [why, n] of other.#untold) this.#untold.set(why, (this.#untold.get(why) ?? 0) + n);
  }

  toJSON(): v.InferInput<typeof stored> {
    const columns = (pieces: Pieces) => ({
      slipped: this.#slips[pieces].map(({ slipped }) => (slipped === 1 ? 1 : 0) as 0 | 1),
      least: this.#slips[pieces].map(({ least }) => least),
      most: this.#slips[pieces].map(({ most }) => most),
    });
    return {
      prompts: [...this.#prompts],
      apart: columns('apart'),
      joined: columns('joined'),
      tails: { apart: { ...this.#tails.apart }, joined: { ...this.#tails.joined } },
      sums: { ...this.#sums },
      untold: Object.fromEntries(this.#untold),
    };
  }

  /** Throws where it is none. */
  static fromJSON(json: unknown): LatentTally {
    const { prompts, sums, untold, tails: tailsOf, ...slipsOf } = v.parse(stored, json);
    const tally = new LatentTally();
    for (const prompt of prompts) tally.#prompts.push(prompt);
    for (const pieces of PIECES) {
      addTail(tally.#tails[pieces], tailsOf[pieces]);
      const { slipped, least, most } = slipsOf[pieces];
      for (const [i, own] of slipped.entries())
        tally.#slips[pieces].push({ slipped: own, least: least[i] ?? 0, most: most[i] ?? 0 });
    }
    for (const name of COUNTED) tally.#sums[name] = sums[name] ?? 0;
    for (const [why, n] of Object.entries(untold)) tally.#untold.set(why, n);
    return tally;
  }
}
