/**
 * What natural logarithms add up to in whole numbers, so that sums are exact and the same in any order and in any groups: a ratio of geometric means needs no more
 * than how many there are, their sum and that of their squares.
 */

import { LEAST_FREEDOM, type LogDifference } from './ratios.js';

/** Parts of 1 that logarithms are rounded to. */
const PARTS = 2 ** 20;

/** A logarithm as a whole number of parts; of a number of 1 at least. */
export const partsOfLog = (value: number): number => Math.round(Math.log(value) * PARTS);

/** The logarithm that so many parts are, whole or not. */
export const logOfParts = (parts: number): number => parts / PARTS;

/** Logarithms in parts. */
export interface LogSums {
  readonly n: number;
  readonly sum: bigint;
  readonly squares: bigint;
}

/** Logarithms of two sides of the same clusters, and the squares of their differences. */
export interface PairedLogSums {
  readonly n: number;
  readonly candidate: bigint;
  readonly baseline: bigint;
  readonly squares: bigint;
}

export const NO_LOGS: LogSums = { n: 0, sum: 0n, squares: 0n };
export const NO_PAIRED_LOGS: PairedLogSums = { n: 0, candidate: 0n, baseline: 0n, squares: 0n };

/** Whole numbers up to which a sum of doubles is exact for so many squares of logarithms at least. */
const AT_ONCE = 16;

/** The sums of these parts. */
export function logSumsOf(parts: readonly number[]): LogSums {
  let [sum, squares] = [0n, 0n];
  for (let from = 0; from < parts.length; from += AT_ONCE) {
    let [few, own] = [0, 0];
    for (const part of parts.slice(from, from + AT_ONCE)) {
      few += part;
      own += part * part;
    }
    sum += BigInt(few);
    squares += BigInt(own);
  }
  return { n: parts.length, sum, squares };
}

/** The same of pairs, of which those at the same place belong together. */
export function pairedLogSumsOf(candidate: readonly number[], baseline: readonly number[]): PairedLogSums {
  const differences = candidate.map((parts, i) => parts - (baseline[i] ?? 0));
  return {
    n: candidate.length,
    candidate: logSumsOf(candidate).sum,
    baseline: logSumsOf(baseline).sum,
    squares: logSumsOf(differences).squares,
  };
}

export const addLogSums = (a: LogSums, b: LogSums): LogSums => ({
  n: a.n + b.n,
  sum: a.sum + b.sum,
  squares: a.squares + b.squares,
});

export const addPairedLogSums = (a: PairedLogSums, b: PairedLogSums): PairedLogSums => ({
  n: a.n + b.n,
  candidate: a.candidate + b.candidate,
  baseline: a.baseline + b.baseline,
  squares: a.squares + b.squares,
});

/** Mean logarithm; of one at least. */
export const meanLog = ({ n, sum }: Pick<LogSums, 'n' | 'sum'>): number => logOfParts(Number(sum) / n);

/** Variance of a mean, exact up to its last division. */
const varianceOfMean = (n: number, sum: bigint, squares: bigint): number =>
  Number(BigInt(n) * squares - sum * sum) / (n * n * (n - 1)) / PARTS ** 2;

/** {@link logDifference} of pairs. Null where there are fewer than four. */
export function pairedLogDifference({
  n,
  candidate,
  baseline,
  squares,
}: PairedLogSums): LogDifference | null {
  const freedom = n - 1;
  if (freedom < LEAST_FREEDOM) return null;
  const sum = candidate - baseline;
  return { difference: meanLog({ n, sum }), error: Math.sqrt(varianceOfMean(n, sum, squares)), freedom };
}

/** {@link logDifference} of samples that share nothing. Null where a side has fewer than four. */
export function unpairedLogDifference(candidate: LogSums, baseline: LogSums): LogDifference | null {
  const freedom = Math.min(candidate.n, baseline.n) - 1;
  if (freedom < LEAST_FREEDOM) return null;
  const variance = ({ n, sum, squares }: LogSums): number => varianceOfMean(n, sum, squares);
  return {
    difference: meanLog(candidate) - meanLog(baseline),
    error: Math.sqrt(variance(candidate) + variance(baseline)),
    freedom,
  };
}
