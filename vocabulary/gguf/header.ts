/**
 * Reads the beginning of a GGUF file, a piece at a time. Our own reader: @huggingface/gguf reads texts with a TextDecoder, so that a token loses
 * the byte order mark that it begins with and bytes that are no whole characters, and it fills a file that ends too early up with
 * zeros, so that one that is cut off in its vocabulary has empty tokens.
 */

import { UserError } from '../../files/index.js';
import { Cursor } from './cursor.js';
import type { Gguf, GgufSource, GgufTensor, GgufValue } from './types.js';
import { readValue, skipValue } from './values.js';

const MAGIC = 'GGUF';
/** Where tensors begin, unless `general.alignment` says another one. */
const ALIGNMENT = 32;
/** Axes that a tensor has at most. */
const MOST_AXES = 8;
/** Bytes that a key with its value takes at least, and a tensor's line. */
const LEAST_PAIR = 13;
const LEAST_TENSOR = 24;

async function readVersion(cursor: Cursor): Promise<number> {
  if (cursor.left < 24) throw new UserError('this is no GGUF file', cursor.name);
  await cursor.need(8);
  if (cursor.take(4).toString('latin1') !== MAGIC) throw new UserError('this is no GGUF file', cursor.name);
  const version = await cursor.u32();
  if (version === 2 || version === 3) return version;
  const isBig = version !== 0 && version % 0x10000 === 0;
  throw new UserError(
    isBig ? 'a GGUF file for big-endian machines' : `version ${version} of GGUF`,
    cursor.name,
    'versions 2 and 3 are read, little-endian',
  );
}

async function readTensor(cursor: Cursor): Promise<GgufTensor> {
  const name = (await cursor.text()).toString('utf8');
  const axes = await cursor.u32();
  if (axes > MOST_AXES)
    throw new UserError(`a tensor of ${axes} axes`, `${cursor.name}:${cursor.position}`, 'it may be damaged');
  await cursor.need(8 * axes + 12);
  const shape = Array.from({ length: axes }, () => Number(cursor.take(8).readBigUInt64LE()));
  const type = cursor.take(4).readUInt32LE();
  return { name, shape, type, offset: Number(cursor.take(8).readBigUInt64LE()) };
}

/**
 * The metadata that `wanted` takes by its key, and where the tensors lie. Throws UserError: no GGUF file, cut off, or it says that it holds
 * more than its size allows.
 */
export async function readGgufHeader(
  source: GgufSource,
  wanted: (key: string) => boolean = () => true,
): Promise<Gguf> {
  const cursor = new Cursor(source);
  const version = await readVersion(cursor);
  const tensorCount = await cursor.count(LEAST_TENSOR);
  const pairs = await cursor.count(LEAST_PAIR);
  const metadata = new Map<string, GgufValue>();
  let alignment = ALIGNMENT;
  for (let i = 0; i < pairs; i++) {
    const key = (await cursor.text()).toString('utf8');
    const type = await cursor.u32();
    const isAlignment = key === 'general.alignment';
    if (!isAlignment && !wanted(key)) {
      await skipValue(cursor, type);
      continue;
    }
    const value = await readValue(cursor, type);
    if (isAlignment && typeof value === 'number') alignment = value;
    if (wanted(key)) metadata.set(key, value);
  }
  const tensors: GgufTensor[] = [];
  for (let i = 0; i < tensorCount; i++) tensors.push(await readTensor(cursor));
  if (!Number.isSafeInteger(alignment) || alignment < 1)
    throw new UserError(`an alignment of ${alignment} bytes`, source.name, 'it may be damaged');
  const start = Math.ceil(cursor.position / alignment) * alignment;
  return {
    version,
    metadata,
    tensors: tensors.map((tensor) => ({ ...tensor, offset: start + tensor.offset })),
    length: cursor.position,
  };
}
