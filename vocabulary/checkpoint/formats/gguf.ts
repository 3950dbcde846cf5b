/** Tensors of GGUF, llama.cpp's format. */

import { UserError } from '../../../files/index.js';
import { type GgufTensor, readGgufHeader } from '../../gguf/index.js';
import type { Place } from '../places/index.js';
import type { Tensor } from './tensor.js';

/** Types of ggml that are read, by their numbers: values of a block, and its bytes. */
const READ: Readonly<
  Record<number, { readonly dtype: string; readonly values: number; readonly bytes: number }>
> = {
  0: { dtype: 'F32', values: 1, bytes: 4 },
  1: { dtype: 'F16', values: 1, bytes: 2 },
  8: { dtype: 'Q8_0', values: 32, bytes: 34 },
  30: { dtype: 'BF16', values: 1, bytes: 2 },
};

/** What others are called, for messages. */
const OTHERS: Readonly<Record<number, string>> = {
  2: 'Q4_0',
  3: 'Q4_1',
  6: 'Q5_0',
  7: 'Q5_1',
  10: 'Q2_K',
  11: 'Q3_K',
  12: 'Q4_K',
  13: 'Q5_K',
  14: 'Q6_K',
  15: 'Q8_K',
  20: 'IQ4_NL',
  23: 'IQ4_XS',
};

function toTensor({ name, shape, type, offset }: GgufTensor, place: Place): Tensor {
  const layout = READ[type];
  const values = shape.reduce((product, one) => product * one, 1);
  // How many bytes a type takes that is not read is not known either: of such a tensor only the beginning is.
  const to = offset + (layout === undefined ? 0 : (values / layout.values) * layout.bytes);
  if (!(to <= place.size))
    throw new UserError(`the tensor is said to end at byte ${to} of ${place.size}`, `${place.name}: ${name}`);
  const dtype = layout?.dtype ?? OTHERS[type] ?? `ggml's type ${type}`;
  return { name, dtype, shape: shape.toReversed(), place, from: offset, to };
}

/** What the header of a GGUF file says. */
export interface GgufHeader {
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Its bytes. */
  readonly length: number;
}

/** Reads where the tensors of a GGUF file are. Throws UserError: damaged, tensors outside of it or over each other. */
export async function readGguf(place: Place): Promise<GgufHeader> {
  const read = async (offset: number, wanted: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(Math.max(0, Math.min(wanted, place.size - offset)));
    await place.read(bytes, offset);
    return bytes;
  };
  const { tensors, length } = await readGgufHeader({ name: place.name, size: place.size, read }, () => false);
  const found = new Map<string, Tensor>();
  let last: Tensor | undefined;
  for (const one of tensors.toSorted((a, b) => a.offset - b.offset)) {
    const tensor = toTensor(one, place);
    if (last !== undefined && tensor.from < last.to)
      throw new UserError(`the tensors ${last.name} and ${tensor.name} stand over each other`, place.name);
    if (tensor.to > tensor.from) last = tensor;
    found.set(tensor.name, tensor);
  }
  return { tensors: found, length };
}
