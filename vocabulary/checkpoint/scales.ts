/** Scales of FP8 weights: one for a tensor, one a row, or one a block of rows and columns, by which values are multiplied. */

import { UserError } from '../../files/index.js';
import type { Tensor, Tensors } from './formats/index.js';
import { layoutOf, rowBytesOf, widen } from './layout.js';

/** What scales are called beside a weight: DeepSeek's, which multiply despite their name, and those of other tools. */
const ENDINGS = ['_scale_inv', '_scale'];

/** Bytes that scales may have: one a row of 200,000 in f32 takes 0.8 MB. */
const MOST = 64 << 20;

/** A scale for each block of a matrix. */
export interface Scales {
  readonly values: Float32Array;
  /** Scales in a row of blocks. */
  readonly across: number;
  readonly blockRows: number;
  readonly blockColumns: number;
}

/** The scales of a tensor; undefined where it has none. `block` is what the checkpoint's configuration says of their blocks. Throws UserError. */
export async function readScales(
  tensors: Tensors,
  { name, shape, place }: Tensor,
  block: () => Promise<readonly [number, number] | undefined>,
): Promise<Scales | undefined> {
  const [rows = 0, columns = 0] = shape;
  for (const ending of ENDINGS) {
    const tensor = tensors.names.includes(name + ending) ? await tensors.tensor(name + ending) : undefined;
    if (tensor === undefined) continue;
    const values = await readValues(tensor);
    const [down = 1, across = 1] = tensor.shape.length === 1 ? [tensor.shape[0]] : tensor.shape;
    const isWhole = down === 1 && across === 1;
    const [blockRows, blockColumns] = isWhole
      ? [rows, columns]
      : down === rows && across === 1
        ? [1, columns]
        : ((await block()) ?? [blockOf(rows, down), blockOf(columns, across)]);
    const fits =
      tensor.shape.length <= 2 &&
      Math.ceil(rows / blockRows) === down &&
      Math.ceil(columns / blockColumns) === across;
    if (fits) return { values, across, blockRows, blockColumns };
    throw new UserError(
      `the scales ${tensor.name} have the shape ${tensor.shape.join(' x ')}, which does not fit ${rows} x ${columns}`,
      place.name,
    );
  }
  return undefined;
}

/** How long blocks are, of which so many cover a side; 128 is usual, else the power of two that fits. */
function blockOf(side: number, count: number): number {
  const fits = (block: number): boolean => Math.ceil(side / block) === count;
  if (fits(128)) return 128;
  for (let block = 1; block < 2 * side; block *= 2) if (fits(block)) return block;
  return side;
}

async function readValues({ name, dtype, shape, place, from, to }: Tensor): Promise<Float32Array> {
  const count = shape.reduce((product, one) => product * one, 1);
  const layout = dtype === 'F8_E8M0' ? 'f8_e8m0' : layoutOf(dtype);
  const bytes = layout === 'f8_e8m0' ? count : layout === undefined ? undefined : rowBytesOf(layout, count);
  if (layout === undefined || bytes !== to - from || bytes > MOST)
    throw new UserError(
      `the scales ${name} are in ${dtype}, ${to - from} bytes`,
      place.name,
      'this is not read',
    );
  const raw = new Uint8Array(bytes);
  await place.read(raw, from);
  const values = new Float32Array(count);
  widen(layout, raw, values);
  return values;
}

/** Scales a row that was read as f32. */
export function scaleRow(
  { values, across, blockRows, blockColumns }: Scales,
  row: number,
  into: Float32Array,
): void {
  const first = Math.floor(row / blockRows) * across;
  for (let block = 0, at = 0; at < into.length; block++) {
    const scale = values[first + block] ?? Number.NaN;
    for (const end = Math.min(at + blockColumns, into.length); at < end; at++)
      into[at] = (into[at] ?? 0) * scale;
  }
}
