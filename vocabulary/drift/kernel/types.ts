/** What works on pairs of rows: the same in WebAssembly with SIMD and in plain JavaScript. */

import type { Matrix } from '../../checkpoint/index.js';

/** Which of a pair is meant. */
export type Side = 'base' | 'post';

/** Rows that are worked on at once: what of them is in the processor's cache is read twice. */
export const TILE_ROWS = 16;

/** Bytes of rows of a side that are read at once. */
const ROOM = 2 << 20;

/** Places that rows are read to: one is filled while the other is worked on. */
export const SLOTS = 2;

/** Rows of each side that a slot has room for. The order of all sums follows from it, so it depends on the rows' lengths alone. */
export function roomRows(base: Matrix, post: Matrix): number {
  const fit = Math.floor(ROOM / Math.max(base.rowBytes, post.rowBytes));
  return Math.max(TILE_ROWS, fit - (fit % TILE_ROWS));
}

/** Up to {@link TILE_ROWS} pairs in a slot. */
export interface Tile {
  readonly slot: number;
  /** The first of them in the slot. */
  readonly first: number;
  readonly count: number;
  /** The rows' numbers in their matrices, which scales go by. */
  readonly base: ArrayLike<number>;
  readonly post: ArrayLike<number>;
}

export interface Kernel {
  /** Where the rows of a slot are read to, as they are written. */
  room(slot: number, side: Side): Uint8Array;
  /** Squares of before, after and their difference, added up over columns: three a pair. */
  squares(tile: Tile, into: Float64Array): void;
  /**
   * Adds shifts (after less before) of pairs of the tile that {@link squares} was called for last to two vectors: as they are, and
   * scaled. `pairs` are numbers in the tile.
   */
  shifts(tile: Tile, pairs: readonly number[], scales: readonly number[]): void;
  /** Adds both vectors to these and begins them anew. Their columns are in an order of the kernel's own. */
  drain(sums: Float64Array, units: Float64Array): void;
  /** Vectors that rows of a side are multiplied with; all of a length. */
  setQueries(side: Side, queries: readonly Float32Array[]): void;
  /** Products of the rows of a tile with the queries of a side, row by row. */
  products(tile: Tile, side: Side, into: Float32Array): void;
}
