/** The kernel in WebAssembly with SIMD: kernel.wat, over one memory that rows are read into. */

import type { Matrix } from '../../checkpoint/index.js';
import { KERNEL } from './kernel.generated.js';
import { type Kernel, roomRows, type Side, SLOTS, TILE_ROWS, type Tile } from './types.js';

/** What of WebAssembly is used: its types come with those of browsers alone. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface WasmModule {
  readonly [Symbol.toStringTag]: string;
}
declare const WebAssembly: {
  readonly validate: (bytes: Uint8Array) => boolean;
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Memory: new (limits: { readonly initial: number }) => WasmMemory;
  readonly Instance: new (
    module: WasmModule,
    imports: { readonly env: object },
  ) => { readonly exports: unknown };
};

type Pairs = (base: number, post: number, bytes: number, rows: number, out: number) => void;
type Shifts = (list: number, rows: number, bytes: number, sums: number, units: number) => void;
type Widen = (from: number, to: number, count: number) => void;

/** What kernel.wat exports. */
interface Exports {
  readonly pairs_bf16: Pairs;
  readonly pairs_f32: Pairs;
  readonly shifts_bf16: Shifts;
  readonly shifts_f32: Shifts;
  readonly widen_bf16: Widen;
  readonly widen_f16: Widen;
  readonly products: (
    rows: number,
    bytes: number,
    count: number,
    queries: number,
    asked: number,
    out: number,
  ) => void;
}

const PAGE = 1 << 16;
const F32 = 4;

/** Queries that a side may have. */
export const MOST_QUERIES = 64;

/** Columns and pairs that kernel.wat takes at once. */
const LANES = 8;
const PAIRS = 4;

/** Bytes of a pair in the list that `shifts` takes. */
const LISTED = 12;

const roundUp = (value: number, to: number): number => Math.ceil(value / to) * to;

let compiled: WasmModule | undefined | null;

/** The module; undefined where this engine has no SIMD. */
function moduleOf(): WasmModule | undefined {
  if (compiled === undefined) {
    const bytes = Buffer.from(KERNEL, 'base64');
    compiled = WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
  }
  return compiled ?? undefined;
}

/** Gives out places in a memory that is made when all are known. */
class Plan {
  #bytes = 0;

  get pages(): number {
    return Math.ceil(this.#bytes / PAGE);
  }

  take(bytes: number): number {
    const at = this.#bytes;
    this.#bytes += roundUp(bytes, 16);
    return at;
  }
}

/** How rows are taken: as they are where they are of one kind that the kernel knows and fill its lanes, else as f32. */
function directly(base: Matrix, post: Matrix): 'bf16' | 'f32' | undefined {
  const { layout, columns } = base;
  if (layout !== post.layout || (layout !== 'bf16' && layout !== 'f32')) return undefined;
  return columns % LANES === 0 ? layout : undefined;
}

/** The kernel; undefined where this engine has no SIMD. */
export function simdKernel(base: Matrix, post: Matrix): Kernel | undefined {
  const module = moduleOf();
  if (module === undefined) return undefined;
  const { columns } = base;
  const matrices = { base, post };
  const direct = directly(base, post);
  const rows = roomRows(base, post);
  const wideBytes = roundUp(columns, LANES) * F32;

  const plan = new Plan();
  const at = {
    sums: plan.take(wideBytes),
    units: plan.take(wideBytes),
    // A pair of rows of zeros: lists are filled up with it.
    zeros: plan.take(wideBytes),
    squares: plan.take(TILE_ROWS * 24),
    list: plan.take(TILE_ROWS * LISTED),
    products: plan.take(TILE_ROWS * MOST_QUERIES * F32),
    wide: { base: plan.take(TILE_ROWS * wideBytes), post: plan.take(TILE_ROWS * wideBytes) },
    rooms: Array.from({ length: SLOTS }, () => ({
      base: plan.take(rows * base.rowBytes),
      post: plan.take(rows * post.rowBytes),
    })),
    // The last, since most runs have few or none.
    queries: { base: plan.take(0), post: plan.take(0) },
  };
  const memory = new WebAssembly.Memory({ initial: plan.pages });
  const wasm = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
  const asked: Record<Side, number> = { base: 0, post: 0 };

  const bytesAt = (from: number, length: number): Uint8Array => new Uint8Array(memory.buffer, from, length);
  const floatsAt = (from: number, length: number): Float32Array =>
    new Float32Array(memory.buffer, from, length);
  const roomAt = (slot: number, side: Side): number => at.rooms[slot]?.[side] ?? 0;
  const rowAt = (tile: Tile, side: Side, i: number): number =>
    roomAt(tile.slot, side) + (tile.first + i) * matrices[side].rowBytes;

  /** Reads the rows of a tile as f32, which the kernel then finds where this says. */
  function widen(tile: Tile, side: Side): number {
    const { layout, rowBytes, widen: widenRow } = matrices[side];
    const isWhole = columns % LANES === 0;
    if (isWhole && layout === 'bf16')
      wasm.widen_bf16(rowAt(tile, side, 0), at.wide[side], tile.count * columns);
    else if (isWhole && layout === 'f16')
      wasm.widen_f16(rowAt(tile, side, 0), at.wide[side], tile.count * columns);
    else
      for (let i = 0; i < tile.count; i++)
        widenRow(
          tile[side][i] ?? 0,
          bytesAt(rowAt(tile, side, i), rowBytes),
          floatsAt(at.wide[side] + i * wideBytes, columns),
        );
    return at.wide[side];
  }

  /** Where the kernel finds the rows of a tile, and what their bytes are. */
  const taken = (tile: Tile, side: Side): number =>
    direct === undefined ? widen(tile, side) : rowAt(tile, side, 0);
  const rowBytes = direct === undefined ? wideBytes : base.rowBytes;

  return {
    room: (slot, side) => bytesAt(roomAt(slot, side), rows * matrices[side].rowBytes),
    squares(tile, into) {
      const pairs = direct === 'bf16' ? wasm.pairs_bf16 : wasm.pairs_f32;
      pairs(taken(tile, 'base'), taken(tile, 'post'), rowBytes, tile.count, at.squares);
      into.set(new Float64Array(memory.buffer, at.squares, 3 * tile.count));
    },
    shifts(tile, pairs, scales) {
      const view = new DataView(memory.buffer, at.list, TILE_ROWS * LISTED);
      const first = (side: Side): number => (direct === undefined ? at.wide[side] : rowAt(tile, side, 0));
      const [before, after] = [first('base'), first('post')];
      const count = roundUp(pairs.length, PAIRS);
      for (let i = 0; i < count; i++) {
        const pair = pairs[i];
        const offset = pair === undefined ? 0 : pair * rowBytes;
        view.setInt32(i * LISTED, pair === undefined ? at.zeros : before + offset, true);
        view.setInt32(i * LISTED + 4, pair === undefined ? at.zeros : after + offset, true);
        view.setFloat32(i * LISTED + 8, scales[i] ?? 0, true);
      }
      (direct === 'bf16' ? wasm.shifts_bf16 : wasm.shifts_f32)(at.list, count, rowBytes, at.sums, at.units);
    },
    drain(sums, units) {
      for (const [from, into] of [
        [at.sums, sums],
        [at.units, units],
      ] as const) {
        const vector = floatsAt(from, columns);
        for (let i = 0; i < columns; i++) into[i] = (into[i] ?? 0) + (vector[i] ?? 0);
        vector.fill(0);
      }
    },
    setQueries(side, queries) {
      asked[side] = roundUp(queries.length, PAIRS);
      if (asked[side] > MOST_QUERIES) throw new RangeError(`more than ${MOST_QUERIES} queries`);
      at.queries[side] = memory.buffer.byteLength;
      if (queries.length === 0) return;
      memory.grow(Math.ceil((asked[side] * wideBytes) / PAGE));
      for (const [i, query] of queries.entries())
        floatsAt(at.queries[side] + i * wideBytes, columns).set(query);
    },
    products(tile, side, into) {
      if (asked[side] === 0) return;
      const from =
        matrices[side].layout === 'f32' && columns % LANES === 0 ? rowAt(tile, side, 0) : widen(tile, side);
      wasm.products(from, wideBytes, tile.count, at.queries[side], asked[side], at.products);
      const got = floatsAt(at.products, tile.count * asked[side]);
      const each = into.length / TILE_ROWS;
      for (let i = 0; i < tile.count; i++)
        for (let j = 0; j < each; j++) into[i * each + j] = got[i * asked[side] + j] ?? 0;
    },
  };
}
