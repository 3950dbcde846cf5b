/** What safetensors say of themselves: a JSON header behind its length in eight bytes (the format of Hugging Face, version 0.4 and up). */

import { isDense, UserError } from '../../../files/index.js';
import type { Place } from '../places/index.js';
import type { Tensor } from './tensor.js';

/** Bytes that a header may have: 91,000 tensors, as the largest models have in all their files, take 12 MiB. */
const LONGEST = 32 << 20;

const LENGTH = 8;

/** Bytes of a value; types that are packed have none. */
const BYTES: Readonly<Record<string, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  F8_E8M0: 1,
  U16: 2,
  I16: 2,
  F16: 2,
  BF16: 2,
  U32: 4,
  I32: 4,
  F32: 4,
  U64: 8,
  I64: 8,
  F64: 8,
  C64: 8,
};

async function readHeader(place: Place): Promise<{ readonly header: object; readonly data: number }> {
  const damaged = 'it may be cut off; download it again';
  if (place.size < LENGTH) throw new UserError('the file is too short for safetensors', place.name, damaged);
  const length = Buffer.alloc(LENGTH);
  await place.read(length, 0);
  const said = length.readBigUInt64LE();
  if (said > BigInt(place.size - LENGTH))
    throw new UserError(
      `the file says that its header has ${said} bytes, and has ${place.size} itself`,
      place.name,
      'it is cut off or no safetensors',
    );
  if (said > BigInt(LONGEST))
    throw new UserError(`the header has ${said} bytes, more than ${LONGEST}`, place.name);
  const bytes = Buffer.alloc(Number(said));
  await place.read(bytes, LENGTH);
  const malformed = new UserError('the header is no JSON object', place.name, damaged);
  if (isDense(bytes)) throw new UserError('the header holds more than 3,000,000 values', place.name);
  let header: unknown;
  try {
    header = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw malformed;
  }
  if (header === null || typeof header !== 'object' || Array.isArray(header)) throw malformed;
  return { header, data: LENGTH + bytes.length };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isCounts = (value: unknown): value is readonly number[] => Array.isArray(value) && value.every(isCount);

function toTensor(name: string, said: unknown, data: number, place: Place): Tensor {
  const { dtype, shape, data_offsets: offsets } = (said ?? {}) as Readonly<Record<string, unknown>>;
  const wrong = (what: string): UserError =>
    new UserError(what, `${place.name}: ${JSON.stringify(name).slice(1, -1)}`);
  if (typeof dtype !== 'string' || !isCounts(shape) || !isCounts(offsets) || offsets.length !== 2)
    throw wrong('the header does not say the type, shape and place of this tensor');
  const [from = 0, to = 0] = offsets;
  if (from > to || to > place.size - data)
    throw wrong(`the tensor is said to stand at bytes ${from} to ${to} of ${place.size - data}`);
  const bytes = Object.hasOwn(BYTES, dtype) ? BYTES[dtype] : undefined;
  const should = shape.reduce((product, one) => product * one, bytes ?? 1);
  if (bytes !== undefined && should !== to - from)
    throw wrong(`the tensor should have ${should} bytes by its shape, and has ${to - from}`);
  return { name, dtype, shape, place, from: data + from, to: data + to };
}

/** The tensors of a file of safetensors, by their names. Throws UserError: damaged, tensors outside of it or over each other. */
export async function readSafetensors(place: Place): Promise<ReadonlyMap<string, Tensor>> {
  const { header, data } = await readHeader(place);
  const found = new Map<string, Tensor>();
  for (const [name, said] of Object.entries(header))
    if (name !== '__metadata__') found.set(name, toTensor(name, said, data, place));
  let last: Tensor | undefined;
  for (const tensor of [...found.values()].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (last !== undefined && tensor.from < last.to)
      throw new UserError(`the tensors ${last.name} and ${tensor.name} stand over each other`, place.name);
    last = tensor;
  }
  return found;
}
