/** What lengths of answers come to where questions have no names any more: sums of logarithms, of each target and of each pair of targets, in one language. */

import * as v from 'valibot';
import {
  addLogSums,
  addPairedLogSums,
  type LogSums,
  NO_LOGS,
  NO_PAIRED_LOGS,
  type PairedLogSums,
} from '../statistics/index.js';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Whole numbers of any size, in decimal digits: JSON's readers take larger ones than 2^53 for others. */
const large = v.pipe(
  v.string(),
  v.regex(/^-?\d{1,60}$/),
  v.transform((digits) => BigInt(digits)),
);

export const storedLengths = v.strictObject({
  /** Of each target how many answers have each length. */
  lengths: v.record(v.string(), v.array(v.strictTuple([whole, whole]))),
  /** Of each target its questions, the sum of their logarithms and that of the squares. */
  own: v.record(v.string(), v.strictTuple([whole, large, large])),
  /** Of two targets the questions that both answered, the sums of both, and the squares of the differences. */
  pairs: v.array(v.strictTuple([v.string(), v.string(), whole, large, large, large])),
});

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** Of two targets, in the order of their names. */
const pairName = (one: string, other: string): string => JSON.stringify([one, other]);

export class FoldedLengths {
  readonly #lengths = new Map<string, Map<number, number>>();
  readonly #own = new Map<string, LogSums>();
  readonly #pairs = new Map<string, PairedLogSums>();

  addLength(target: string, length: number, answers = 1): void {
    const own = this.#lengths.get(target) ?? new Map<number, number>();
    this.#lengths.set(target, own);
    own.set(length, (own.get(length) ?? 0) + answers);
  }

  addSums(target: string, sums: LogSums): void {
    this.#own.set(target, addLogSums(this.#own.get(target) ?? NO_LOGS, sums));
  }

  /** Of two targets in the order of their names, of which the first one stands as the candidate. */
  addPairs(one: string, other: string, sums: PairedLogSums): void {
    if (sums.n === 0) return;
    const name = pairName(one, other);
    this.#pairs.set(name, addPairedLogSums(this.#pairs.get(name) ?? NO_PAIRED_LOGS, sums));
  }

  merge(other: FoldedLengths): void {
    for (const [target, lengths] of other.#lengths)
      for (const [length, answers] of lengths) this.addLength(target, length, answers);
    for (const [target, sums] of other.#own) this.addSums(target, sums);
    for (const [name, sums] of other.#pairs) {
      const [one, two] = JSON.parse(name) as [string, string];
      this.addPairs(one, two, sums);
    }
  }

  /** Lengths of a target's answers, each as often as it came. */
  lengthsOf(target: string): Int32Array<ArrayBuffer> {
    const lengths = [...(this.#lengths.get(target) ?? [])].sort(([a], [b]) => a - b);
    const all = new Int32Array(lengths.reduce((sum, [, answers]) => sum + answers, 0));
    let at = 0;
    for (const [length, answers] of lengths) {
      all.fill(length, at, at + answers);
      at += answers;
    }
    return all;
  }

  sumsOf(target: string): LogSums {
    return this.#own.get(target) ?? NO_LOGS;
  }

  pairsOf(candidate: string, baseline: string): PairedLogSums {
    if (candidate < baseline) return this.#pairs.get(pairName(candidate, baseline)) ?? NO_PAIRED_LOGS;
    const sums = this.#pairs.get(pairName(baseline, candidate)) ?? NO_PAIRED_LOGS;
    return { ...sums, candidate: sums.baseline, baseline: sums.candidate };
  }

  toJSON(): v.InferInput<typeof storedLengths> {
    return {
      lengths: Object.fromEntries(
        [...this.#lengths].sort(byName).map(([target, own]) => [target, [...own].sort(([a], [b]) => a - b)]),
      ),
      own: Object.fromEntries(
        [...this.#own]
          .sort(byName)
          .map(([target, { n, sum, squares }]) => [target, [n, String(sum), String(squares)]]),
      ),
      pairs: [...this.#pairs].sort(byName).map(([name, { n, candidate, baseline, squares }]) => {
        const [one, other] = JSON.parse(name) as [string, string];
        return [one, other, n, String(candidate), String(baseline), String(squares)];
      }),
    };
  }

  static fromJSON({ lengths, own, pairs }: v.InferOutput<typeof storedLengths>): FoldedLengths {
    const folded = new FoldedLengths();
    for (const [target, counts] of Object.entries(lengths))
      for (const [length, answers] of counts) folded.addLength(target, length, answers);
    for (const [target, [n, sum, squares]] of Object.entries(own))
      folded.addSums(target, { n, sum, squares });
    for (const [one, other, n, candidate, baseline, squares] of pairs)
      folded.addPairs(one, other, { n, candidate, baseline, squares });
    return folded;
  }
}
