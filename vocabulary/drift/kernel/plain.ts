/** The kernel in plain JavaScript, for engines without SIMD, and as the measure of the other one: all sums are doubles. */

import type { Matrix } from '../../checkpoint/index.js';
import { type Kernel, roomRows, type Side, SLOTS, TILE_ROWS, type Tile } from './types.js';

export function plainKernel(base: Matrix, post: Matrix): Kernel {
  const { columns } = base;
  const matrices = { base, post };
  const rows = roomRows(base, post);
  const rooms = Array.from({ length: SLOTS }, () => ({
    base: new Uint8Array(rows * base.rowBytes),
    post: new Uint8Array(rows * post.rowBytes),
  }));
  const room = (slot: number, side: Side): Uint8Array => rooms[slot]?.[side] ?? new Uint8Array();
  const wide = { base: new Float32Array(TILE_ROWS * columns), post: new Float32Array(TILE_ROWS * columns) };
  const [sums, units] = [new Float64Array(columns), new Float64Array(columns)];
  const queries: Record<Side, readonly Float32Array[]> = { base: [], post: [] };

  function widen(tile: Tile, side: Side): Float32Array {
    const { rowBytes, widen: widenRow } = matrices[side];
    const bytes = room(tile.slot, side);
    for (let i = 0; i < tile.count; i++) {
      const from = (tile.first + i) * rowBytes;
      widenRow(
        tile[side][i] ?? 0,
        bytes.subarray(from, from + rowBytes),
        wide[side].subarray(i * columns, (i + 1) * columns),
      );
    }
    return wide[side];
  }

  return {
    room,
    squares(tile, into) {
      const [before, after] = [widen(tile, 'base'), widen(tile, 'post')];
      for (let i = 0; i < tile.count; i++) {
        let [bb, pp, dd] = [0, 0, 0];
        for (let at = i * columns; at < (i + 1) * columns; at++) {
          const [b, p] = [before[at] ?? 0, after[at] ?? 0];
          bb += b * b;
          pp += p * p;
          dd += (p - b) * (p - b);
        }
        into[3 * i] = bb;
        into[3 * i + 1] = pp;
        into[3 * i + 2] = dd;
      }
    },
    shifts(_tile, pairs, scales) {
      for (const [i, pair] of pairs.entries()) {
        const scale = scales[i] ?? 0;
        for (let column = 0, at = pair * columns; column < columns; column++, at++) {
          const shift = (wide.post[at] ?? 0) - (wide.base[at] ?? 0);
          sums[column] = (sums[column] ?? 0) + shift;
          units[column] = (units[column] ?? 0) + shift * scale;
        }
      }
    },
    drain(intoSums, intoUnits) {
      for (let i = 0; i < columns; i++) {
        intoSums[i] = (intoSums[i] ?? 0) + (sums[i] ?? 0);
        intoUnits[i] = (intoUnits[i] ?? 0) + (units[i] ?? 0);
      }
      sums.fill(0);
      units.fill(0);
    },
    setQueries(side, asked) {
      queries[side] = asked;
    },
    products(tile, side, into) {
      const values = widen(tile, side);
      const asked = queries[side];
      for (let i = 0; i < tile.count; i++)
        for (const [j, query] of asked.entries()) {
          let sum = 0;
          for (let column = 0, at = i * columns; column < columns; column++, at++)
            sum += (values[at] ?? 0) * (query[column] ?? 0);
          into[i * asked.length + j] = sum;
        }
    },
  };
}
