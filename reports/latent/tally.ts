/** What the answers of a target in one language come to by their probabilities, prompt by prompt. */

import * as v from 'valibot';
import type { LatentOfAnswer } from './answer.js';
import { PIECES, type Pieces, type Slip } from './answer.js';

/** What is taken of an answer; `untold` names why nothing is. */
export type LatentValue = LatentOfAnswer | { readonly untold: string };

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const amount = v.pipe(v.number(), v.minValue(0));
const slips = v.strictObject({
  slipped: v.array(v.picklist([0, 1])),
  least: v.array(amount),
  most: v.array(amount),
});
const COUNTED = [
  'all',
  'bare',
  'apart',
  'joined',
  'rest',
  'tail',
  'tailOff',
  'unlisted',
  'places',
  'likeliest',
  'expected',
  'variance',
] as const;
const stored = v.pipe(
  v.strictObject({
    prompts: v.array(whole),
    apart: slips,
    joined: slips,
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

/** Answers of one prompt. */
export interface OfPrompt {
  readonly prompt: number;
  readonly slips: readonly Slip[];
}

export class LatentTally {
  readonly #prompts: number[] = [];
  readonly #slips: Record<Pieces, Slip[]> = { apart: [], joined: [] };
  readonly #sums: Sums = Object.fromEntries(COUNTED.map((name) => [name, 0])) as Sums;
  readonly #untold = new Map<string, number>();

  /** Sums over all answers. */
  get sums(): Readonly<Sums> {
    return this.#sums;
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
    for (const pieces of PIECES) this.#slips[pieces].push(value[pieces]);
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
    for (const pieces of PIECES) for (const slip of other.#slips[pieces]) this.#slips[pieces].push(slip);
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
      sums: { ...this.#sums },
      untold: Object.fromEntries(this.#untold),
    };
  }

  /** Throws where it is none. */
  static fromJSON(json: unknown): LatentTally {
    const { prompts, sums, untold, ...slipsOf } = v.parse(stored, json);
    const tally = new LatentTally();
    for (const prompt of prompts) tally.#prompts.push(prompt);
    for (const pieces of PIECES) {
      const { slipped, least, most } = slipsOf[pieces];
      for (const [i, own] of slipped.entries())
        tally.#slips[pieces].push({ slipped: own, least: least[i] ?? 0, most: most[i] ?? 0 });
    }
    for (const name of COUNTED) tally.#sums[name] = sums[name] ?? 0;
    for (const [why, n] of Object.entries(untold)) tally.#untold.set(why, n);
    return tally;
  }
}
