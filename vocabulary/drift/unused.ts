/** The mean of rows that no training touched: what other rows that nothing touched are close to (Land and Bartolo 2024, section 3). */

import type { Matrix } from '../checkpoint/index.js';
import type { Vocabulary } from '../tokenizer/index.js';
import type { Matrices } from './blocks.js';
import type { Pairs } from './pairs.js';

/** Rows that the mean is over at most: of padding there may be thousands, which are alike. */
const MOST = 2048;

/** The mean of each side, at length 1; undefined where it is zero. */
export interface UnusedMeans {
  /** Rows that it is over. */
  readonly rows: number;
  readonly base: Float32Array | undefined;
  readonly post: Float32Array | undefined;
}

async function meanOf(matrix: Matrix, ids: readonly number[]): Promise<Float32Array | undefined> {
  const sums = new Float64Array(matrix.columns);
  const bytes = new Uint8Array(matrix.rowBytes);
  const row = new Float32Array(matrix.columns);
  for (const id of ids) {
    await matrix.read(id, bytes);
    matrix.widen(id, bytes, row);
    if (!row.every(Number.isFinite)) continue;
    for (const [i, value] of row.entries()) sums[i] = (sums[i] ?? 0) + value;
  }
  const norm = Math.sqrt(sums.reduce((square, one) => square + one * one, 0));
  return norm > 0 ? Float32Array.from(sums, (one) => one / norm) : undefined;
}

/** The means over rows of tokens that were kept for later, and of padding; undefined where the vocabulary has none. Throws UserError. */
export async function unusedMeans(
  { base, post }: Matrices,
  pairs: Pairs,
  vocabulary: Vocabulary,
): Promise<UnusedMeans | undefined> {
  const [before, after]: [number[], number[]] = [[], []];
  const [bases, posts] = [pairs.base(0, pairs.count), pairs.post(0, pairs.count)];
  for (const [i, id] of posts.entries()) {
    const kind = vocabulary.kindOf(id);
    if (kind !== 'unused' && kind !== 'padding') continue;
    before.push(bases[i] ?? 0);
    after.push(id);
    if (after.length === MOST) break;
  }
  if (after.length === 0) return undefined;
  return { rows: after.length, base: await meanOf(base, before), post: await meanOf(post, after) };
}
