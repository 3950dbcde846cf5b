/** The tokens whose rows are closest to one's own, before and after: a token that was forgotten is among others then. */

import { type Matrices, readBlocks } from './blocks.js';
import type { Compared } from './compare.js';
import { type Kernel, type Side, TILE_ROWS } from './kernel/index.js';
import type { Pairs } from './pairs.js';

/** A neighbour of a row: the number of its pair, and the cosine between the two. */
export interface Neighbour {
  readonly pair: number;
  readonly cosine: number;
}

/** The neighbours of a pair, the closest first. */
export interface Neighbours {
  readonly pair: number;
  readonly base: readonly Neighbour[];
  readonly post: readonly Neighbour[];
}

/** Keeps the closest few. */
class Closest {
  readonly #most: number;
  readonly found: Neighbour[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  offer(pair: number, cosine: number): void {
    const last = this.found.at(-1);
    if (this.found.length === this.#most && last !== undefined && !(cosine > last.cosine)) return;
    let at = this.found.length;
    while (at > 0 && cosine > (this.found[at - 1]?.cosine ?? 0)) at--;
    this.found.splice(at, 0, { pair, cosine });
    if (this.found.length > this.#most) this.found.pop();
  }
}

/** The rows of some pairs as f32, at length 1. */
async function queriesOf(
  { base, post }: Matrices,
  pairs: Pairs,
  asked: readonly number[],
  { normBase, normPost }: Compared,
): Promise<Record<Side, readonly Float32Array[]>> {
  const queries: Record<Side, Float32Array[]> = { base: [], post: [] };
  for (const pair of asked)
    for (const [side, matrix, ids, norms] of [
      ['base', base, pairs.base(pair, pair + 1), normBase],
      ['post', post, pairs.post(pair, pair + 1), normPost],
    ] as const) {
      const bytes = new Uint8Array(matrix.rowBytes);
      const row = new Float32Array(matrix.columns);
      await matrix.read(ids[0] ?? 0, bytes);
      matrix.widen(ids[0] ?? 0, bytes, row);
      queries[side].push(row.map((value) => value / (norms[pair] ?? 1)));
    }
  return queries;
}

/** The `most` closest neighbours of some pairs among all that were compared. Rejects with UserError where a row cannot be read. */
export async function neighboursOf(
  matrices: Matrices,
  pairs: Pairs,
  kernel: Kernel,
  asked: readonly number[],
  compared: Compared,
  most: number,
): Promise<readonly Neighbours[]> {
  if (asked.length === 0) return [];
  const queries = await queriesOf(matrices, pairs, asked, compared);
  const closest = { base: asked.map(() => new Closest(most)), post: asked.map(() => new Closest(most)) };
  for (const side of ['base', 'post'] as const) kernel.setQueries(side, queries[side]);
  const products = new Float32Array(TILE_ROWS * asked.length);
  for await (const tiles of readBlocks(matrices, pairs, kernel))
    for (const tile of tiles)
      for (const [side, norms] of [
        ['base', compared.normBase],
        ['post', compared.normPost],
      ] as const) {
        kernel.products(tile, side, products);
        for (let i = 0; i < tile.count; i++) {
          const pair = tile.at + i;
          const norm = norms[pair] ?? 0;
          // Neither zero nor NaN nor infinite.
          if (!(norm > 0 && norm < Number.POSITIVE_INFINITY)) continue;
          for (const [j, one] of closest[side].entries())
            if (pair !== asked[j]) one.offer(pair, (products[i * asked.length + j] ?? 0) / norm);
        }
      }
  return asked.map((pair, i) => ({
    pair,
    base: closest.base[i]?.found ?? [],
    post: closest.post[i]?.found ?? [],
  }));
}
