/** Reads pairs of rows a block at a time: while one is worked on, the next is read. */

import type { Matrix } from '../checkpoint/index.js';
import { type Kernel, roomRows, SLOTS, TILE_ROWS, type Tile } from './kernel/index.js';
import type { Pairs } from './pairs.js';

export interface Matrices {
  readonly base: Matrix;
  readonly post: Matrix;
}

/** Fills `into` with the rows of these ids; ids in a row are read at once. */
async function readRows(matrix: Matrix, ids: Uint32Array, into: Uint8Array): Promise<void> {
  const { rowBytes } = matrix;
  const reads: Promise<void>[] = [];
  for (let from = 0; from < ids.length; ) {
    const first = ids[from] ?? 0;
    let to = from + 1;
    while (to < ids.length && ids[to] === first + to - from) to++;
    reads.push(matrix.read(first, into.subarray(from * rowBytes, to * rowBytes)));
    from = to;
  }
  await Promise.all(reads);
}

/** A tile, and the number of its first pair. */
export interface PlacedTile extends Tile {
  readonly at: number;
}

/** All pairs, a block of tiles at a time. Rejects with UserError where a row cannot be read. */
export async function* readBlocks(
  { base, post }: Matrices,
  pairs: Pairs,
  kernel: Kernel,
): AsyncGenerator<readonly PlacedTile[]> {
  const rows = roomRows(base, post);
  const read = async (block: number): Promise<readonly PlacedTile[]> => {
    const slot = block % SLOTS;
    const [from, to] = [block * rows, Math.min((block + 1) * rows, pairs.count)];
    const [before, after] = [pairs.base(from, to), pairs.post(from, to)];
    await Promise.all([
      readRows(base, before, kernel.room(slot, 'base')),
      readRows(post, after, kernel.room(slot, 'post')),
    ]);
    const tiles: PlacedTile[] = [];
    for (let first = 0; first < to - from; first += TILE_ROWS) {
      const count = Math.min(TILE_ROWS, to - from - first);
      tiles.push({
        slot,
        first,
        count,
        at: from + first,
        base: before.subarray(first, first + count),
        post: after.subarray(first, first + count),
      });
    }
    return tiles;
  };
  let next = read(0);
  try {
    for (let block = 0; block * rows < pairs.count; block++) {
      const tiles = await next;
      next = (block + 1) * rows < pairs.count ? read(block + 1) : Promise.resolve([]);
      // It is awaited in its turn, and until then nobody hears of its failure.
      next.catch(() => {});
      yield tiles;
    }
  } finally {
    // What still is read goes to memory that another pass will use.
    await next.catch(() => {});
  }
}
