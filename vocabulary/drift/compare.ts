/** Compares rows before and after: cosine, distance, norms, and what they moved by together. */

import { UserError } from '../../files/index.js';
import type { Matrix } from '../checkpoint/index.js';
import { type Matrices, type PlacedTile, readBlocks } from './blocks.js';
import { type Kernel, TILE_ROWS } from './kernel/index.js';
import type { Pairs } from './pairs.js';
import { type SharedShift, ShiftSums } from './shift.js';
import type { UnusedMeans } from './unused.js';

/** Of each pair a value, in their order. */
export interface Compared {
  /** Cosine between the row before and after; NaN where one of them is zero or not finite. */
  readonly cosine: Float64Array;
  /** Euclidean distance between them. */
  readonly l2: Float64Array;
  readonly normBase: Float64Array;
  readonly normPost: Float64Array;
  /** Cosine distance (1 less the cosine) to the mean of rows that are known to be unused; undefined without such. */
  readonly unusedBase: Float64Array | undefined;
  readonly unusedPost: Float64Array | undefined;
  /** Rows without a cosine. */
  readonly zero: number;
  readonly notFinite: number;
  readonly shift: SharedShift;
}

export interface CompareOptions {
  /** Whether the shift of a pair counts for {@link Compared.shift}. */
  readonly shifts?: ((pair: number) => boolean) | undefined;
  readonly unused?: UnusedMeans | undefined;
  /** Is told how many pairs have been compared. */
  readonly told?: (pairs: number) => void;
}

/** Squares whose sum a kernel of single floats may have lost in its last digits, or beyond its largest number. */
const [SMALLEST, LARGEST] = [1e-24, 1e30];

/** The sums of squares of a pair in doubles, whatever the size of its values. */
function exactly(
  { base, post }: Matrices,
  kernel: Kernel,
  tile: PlacedTile,
  i: number,
): [number, number, number] {
  const row = (matrix: Matrix, side: 'base' | 'post'): Float32Array => {
    const from = (tile.first + i) * matrix.rowBytes;
    const into = new Float32Array(matrix.columns);
    matrix.widen(tile[side][i] ?? 0, kernel.room(tile.slot, side).slice(from, from + matrix.rowBytes), into);
    return into;
  };
  const [before, after] = [row(base, 'base'), row(post, 'post')];
  let [bb, pp, dd] = [0, 0, 0];
  for (const [at, b] of before.entries()) {
    const p = after[at] ?? 0;
    bb += b * b;
    pp += p * p;
    dd += (p - b) * (p - b);
  }
  return [bb, pp, dd];
}

/**
 * The cosine of two vectors by the squares of their lengths and of their difference. Unlike their product, these tell 0.9999999 from 1: the
 * law of cosines has the small number itself.
 */
function cosineOf(base: number, post: number, l2: number): number {
  const cosine = 1 - ((l2 - (post - base)) * (l2 + (post - base))) / (2 * base * post);
  return Math.max(-1, Math.min(1, cosine));
}

/** Throws UserError where rows of two models cannot be compared. */
export function checkColumns({ base, post }: Matrices): void {
  if (base.columns === post.columns) return;
  throw new UserError(
    `${base.name} has ${base.columns} columns, and ${post.name} has ${post.columns}`,
    post.where,
    'name two states of one model',
  );
}

/** Compares all pairs by a kernel for these matrices. Rejects with UserError where a row cannot be read. */
export async function compareRows(
  matrices: Matrices,
  pairs: Pairs,
  kernel: Kernel,
  options: CompareOptions = {},
): Promise<Compared> {
  const { shifts: counts = () => true, unused, told = () => {} } = options;
  const { count } = pairs;
  const values = (): Float64Array => new Float64Array(count);
  const [cosine, l2, normBase, normPost] = [values(), values(), values(), values()];
  const unusedBase = unused?.base && values();
  const unusedPost = unused?.post && values();
  if (unused?.base) kernel.setQueries('base', [unused.base]);
  if (unused?.post) kernel.setQueries('post', [unused.post]);
  const squares = new Float64Array(3 * TILE_ROWS);
  const products = new Float32Array(TILE_ROWS);
  const shift = new ShiftSums(matrices.base.columns);
  let [zero, notFinite] = [0, 0];

  function take(tile: PlacedTile): void {
    kernel.squares(tile, squares);
    const [moving, scales]: [number[], number[]] = [[], []];
    for (let i = 0; i < tile.count; i++) {
      const pair = tile.at + i;
      let [bb, pp, dd] = [squares[3 * i] ?? 0, squares[3 * i + 1] ?? 0, squares[3 * i + 2] ?? 0];
      const isSafe = bb > SMALLEST && bb < LARGEST && pp > SMALLEST && pp < LARGEST;
      if (!isSafe) [bb, pp, dd] = exactly(matrices, kernel, tile, i);
      const [before, after, distance] = [Math.sqrt(bb), Math.sqrt(pp), Math.sqrt(dd)];
      normBase[pair] = before;
      normPost[pair] = after;
      l2[pair] = distance;
      const isNumber = Number.isFinite(bb + pp + dd);
      if (!isNumber) notFinite++;
      else if (bb === 0 || pp === 0) zero++;
      cosine[pair] = isNumber && bb > 0 && pp > 0 ? cosineOf(before, after, distance) : Number.NaN;
      if (!isNumber || !counts(pair)) continue;
      shift.count(dd);
      if (dd === 0) continue;
      moving.push(i);
      scales.push(1 / distance);
    }
    if (moving.length > 0) kernel.shifts(tile, moving, scales);
    for (const [side, norms, into] of [
      ['base', normBase, unusedBase],
      ['post', normPost, unusedPost],
    ] as const) {
      if (into === undefined) continue;
      kernel.products(tile, side, products);
      for (let i = 0; i < tile.count; i++) {
        const norm = norms[tile.at + i] ?? 0;
        into[tile.at + i] = norm > 0 ? 1 - (products[i] ?? 0) / norm : Number.NaN;
      }
    }
  }

  for await (const tiles of readBlocks(matrices, pairs, kernel)) {
    for (const tile of tiles) take(tile);
    kernel.drain(shift.sums, shift.units);
    const last = tiles.at(-1);
    if (last !== undefined) told(last.at + last.count);
  }
  return { cosine, l2, normBase, normPost, unusedBase, unusedPost, zero, notFinite, shift: shift.result() };
}
