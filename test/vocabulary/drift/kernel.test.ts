import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import wabt from 'wabt';
import type { Matrix } from '../../../vocabulary/checkpoint/index.js';
import { type Layout, rowBytesOf, widen } from '../../../vocabulary/checkpoint/layout.js';
import { type Kernel, openKernel, TILE_ROWS, type Tile } from '../../../vocabulary/drift/kernel/index.js';
import { KERNEL } from '../../../vocabulary/drift/kernel/kernel.generated.js';
import { simdKernel } from '../../../vocabulary/drift/kernel/simd.js';
import { root } from '../../support/needs.js';

/** How far sums of squares of the two kernels may be apart, as a part of them; and vectors that both fill in single floats or doubles. */
const TOLERANCE = 1e-7;
const SINGLE = 1e-5;

let state = 7;

/** Of 24 bits, each as random as the others (xorshift). */
const random = (): number => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return state >>> 8;
};

const matrixOf = (layout: Layout, columns: number): Matrix => ({
  name: 'head',
  where: 'memory',
  rows: 1000,
  columns,
  layout,
  rowBytes: rowBytesOf(layout, columns) ?? 0,
  hold: async () => {},
  read: async () => {},
  widen: (_row, bytes, into) => widen(layout, bytes, into),
});

/** Bytes whose values are of the size of weights, in any layout. */
function fillRoom(layout: Layout, room: Uint8Array): void {
  const view = new DataView(room.buffer, room.byteOffset, room.length);
  for (let at = 0; at < room.length; ) {
    const bits = random();
    if (layout === 'bf16') view.setUint16(at, 0x3c00 + (bits & 0x80ff), true);
    else if (layout === 'f16') view.setUint16(at, 0x2000 + (bits & 0x8fff), true);
    else if (layout === 'f32') view.setFloat32(at, (bits / 2 ** 24 - 0.5) * 0.1, true);
    else if (layout === 'q8_0' && at % 34 === 0) view.setUint16(at, 0x1c00 + (bits & 0xff), true);
    else view.setUint8(at, layout === 'q8_0' ? bits & 0xff : 0x20 + (bits & 0x8f));
    at +=
      layout === 'f32'
        ? 4
        : layout === 'bf16' || layout === 'f16' || (layout === 'q8_0' && at % 34 === 0)
          ? 2
          : 1;
  }
}

const tileOf = (slot: number, first: number, count: number): Tile => ({
  slot,
  first,
  count,
  base: Array.from({ length: count }, (_, i) => first + i),
  post: Array.from({ length: count }, (_, i) => first + i),
});

interface Results {
  readonly squares: Float64Array;
  /** Squares of the lengths of both vectors, and their product: they do not depend on the order of columns. */
  readonly vectors: readonly number[];
  readonly products: Float32Array;
}

/** What a kernel makes of the first `count` rows of slot 1. */
function resultsOf(
  kernel: Kernel,
  count: number,
  queries: readonly Float32Array[],
  columns: number,
): Results {
  kernel.setQueries('post', queries);
  const squares = new Float64Array(3 * count);
  const products = new Float32Array(count * queries.length);
  const [sums, units] = [new Float64Array(columns), new Float64Array(columns)];
  for (let first = 0; first < count; first += TILE_ROWS) {
    const tile = tileOf(1, first, Math.min(TILE_ROWS, count - first));
    const some = new Float64Array(3 * TILE_ROWS);
    kernel.squares(tile, some);
    squares.set(some.subarray(0, 3 * tile.count), 3 * first);
    // All but every third.
    const moving = Array.from({ length: tile.count }, (_, i) => i).filter((i) => i % 3 !== 1);
    kernel.shifts(
      tile,
      moving,
      moving.map((i) => 1 / Math.sqrt(some[3 * i + 2] ?? 1)),
    );
    const into = new Float32Array(TILE_ROWS * queries.length);
    kernel.products(tile, 'post', into);
    products.set(into.subarray(0, tile.count * queries.length), first * queries.length);
  }
  kernel.drain(sums, units);
  const product = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, one, i) => sum + one * (b[i] ?? 0), 0);
  return { squares, vectors: [product(sums, sums), product(units, units), product(sums, units)], products };
}

function expectClose(got: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number, scale = 0): void {
  expect(got.length).to.equal(wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    const [one = Number.NaN, other = Number.NaN] = [got[i], wanted[i]];
    expect(Math.abs(one - other), `value ${i}: ${one} and ${other}`).to.be.at.most(
      tolerance * Math.max(Math.abs(other), scale),
    );
  }
}

describe('the kernel', () => {
  it('is made from kernel.wat, by `node vocabulary/drift/kernel/write-kernel.mjs`', async () => {
    const text = readFileSync(join(root, 'vocabulary/drift/kernel/kernel.wat'), 'utf8');
    const { parseWat } = await wabt();
    const parsed = parseWat('kernel.wat', text, { simd: true });
    expect(Buffer.from(parsed.toBinary({}).buffer).toString('base64')).to.equal(KERNEL);
    parsed.destroy();
  });

  it('runs here with SIMD', () => {
    expect(simdKernel(matrixOf('bf16', 64), matrixOf('bf16', 64))).not.to.equal(undefined);
  });

  const layouts: readonly (readonly [Layout, Layout])[] = [
    ['bf16', 'bf16'],
    ['f32', 'f32'],
    ['f16', 'f16'],
    ['bf16', 'f32'],
    ['f16', 'bf16'],
    ['f8_e4m3', 'bf16'],
    ['f8_e5m2', 'f8_e5m2'],
    ['q8_0', 'f16'],
  ];
  for (const [before, after] of layouts)
    for (const columns of [8, 32, 60, 64, 72, 100, 136, 3072]) {
      if (columns % 32 !== 0 && (before === 'q8_0' || after === 'q8_0')) continue;
      it(`comes to what a plain loop does: ${before} and ${after}, ${columns} columns`, () => {
        const [base, post] = [matrixOf(before, columns), matrixOf(after, columns)];
        const kernels = [openKernel(base, post, 'plain'), openKernel(base, post)] as const;
        const [plain, fast] = kernels;
        fillRoom(before, plain.room(1, 'base'));
        fillRoom(after, plain.room(1, 'post'));
        for (const side of ['base', 'post'] as const) fast.room(1, side).set(plain.room(1, side));
        const queries = Array.from({ length: 5 }, () =>
          Float32Array.from({ length: columns }, () => random() / 2 ** 24 - 0.5),
        );
        // A tile that is not full, and a list that is no multiple of four.
        const count = TILE_ROWS + 5;
        const wanted = resultsOf(plain, count, queries, columns);
        const got = resultsOf(fast, count, queries, columns);
        expectClose(got.squares, wanted.squares, TOLERANCE);
        expectClose(got.vectors, wanted.vectors, SINGLE);
        expectClose(got.products, wanted.products, SINGLE, 1);
        expect(wanted.squares.every((one) => one > 0)).to.equal(true);
      });
    }

  it('reads each f16 as the table does', () => {
    const columns = 8;
    const [base, post] = [matrixOf('f16', columns), matrixOf('f16', columns)];
    const [plain, fast] = [openKernel(base, post, 'plain'), openKernel(base, post)];
    const query = new Float32Array(columns);
    query[0] = 1;
    for (const kernel of [plain, fast]) {
      kernel.setQueries('post', [query]);
      const view = kernel.room(0, 'post');
      const halves = new Uint16Array(view.buffer, view.byteOffset, 0x10000 * columns);
      // A row a value: what is left of it is zero.
      for (let bits = 0; bits < 0x10000; bits++) halves[bits * columns] = bits;
    }
    const [one, other] = [new Float32Array(TILE_ROWS), new Float32Array(TILE_ROWS)];
    for (let first = 0; first < 0x10000; first += TILE_ROWS) {
      plain.products(tileOf(0, first, TILE_ROWS), 'post', one);
      fast.products(tileOf(0, first, TILE_ROWS), 'post', other);
      expect([...other], `from ${first}`).to.deep.equal([...one]);
    }
  });
});
