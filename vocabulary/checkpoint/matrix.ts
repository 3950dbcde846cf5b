/** A matrix of a checkpoint with a row a token, of which rows are read as they are written. */

import { UserError } from '../../files/index.js';
import type { Tensor, Tensors } from './formats/index.js';
import { LAYOUTS, type Layout, layoutOf, rowBytesOf, widen } from './layout.js';
import type { Told } from './places/index.js';
import { readScales, type Scales, scaleRow } from './scales.js';

export interface Matrix {
  /** The tensor's name in its file. */
  readonly name: string;
  /** The file, for messages. */
  readonly where: string;
  readonly rows: number;
  readonly columns: number;
  readonly layout: Layout;
  readonly rowBytes: number;
  /** Brings all rows to this machine. Throws UserError. */
  hold(told: Told): Promise<void>;
  /** Fills `into` with rows from `first` on, as they are written. Throws UserError. */
  read(first: number, into: Uint8Array): Promise<void>;
  /** Reads a row from its bytes as f32. */
  widen(row: number, bytes: Uint8Array, into: Float32Array): void;
}

/** Columns that a matrix may have: the largest models have 16,384. */
const MOST_COLUMNS = 1 << 17;

/** Rows that it may have: the largest vocabularies have 262,144. */
const MOST_ROWS = 1 << 23;

/** The matrix that a tensor is. Throws UserError: no matrix, a type that is not read, scales that do not fit. */
export async function toMatrix(
  tensors: Tensors,
  tensor: Tensor,
  block: () => Promise<readonly [number, number] | undefined>,
): Promise<Matrix> {
  const { name, dtype, shape, place, from, to } = tensor;
  const where = `${place.name}: ${name}`;
  const [rows = 0, columns = 0] = shape;
  if (shape.length !== 2 || rows === 0 || columns === 0)
    throw new UserError(
      `the tensor has the shape ${shape.join(' x ') || 'of one number'} and is no matrix`,
      where,
    );
  const layout = layoutOf(dtype);
  if (layout === undefined)
    throw new UserError(
      `the tensor is in ${dtype}`,
      where,
      `what is read is ${LAYOUTS.join(', ')}; take a checkpoint that is not quantized`,
    );
  const rowBytes = rowBytesOf(layout, columns);
  if (rowBytes === undefined || rowBytes * rows !== to - from || columns > MOST_COLUMNS || rows > MOST_ROWS)
    throw new UserError(
      `${rows} x ${columns} values of ${dtype} do not fit ${to - from} bytes or are too many`,
      where,
    );
  const isF8 = layout.startsWith('f8');
  const scales: Scales | undefined = isF8 ? await readScales(tensors, tensor, block) : undefined;
  return {
    name,
    where: place.name,
    rows,
    columns,
    layout,
    rowBytes,
    hold: (told) => place.hold(from, to, told),
    read: (first, into) => place.read(into, from + first * rowBytes),
    widen(row, bytes, into) {
      widen(layout, bytes, into);
      if (scales !== undefined) scaleRow(scales, row, into);
    },
  };
}
