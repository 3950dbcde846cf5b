/** What a thread that reads ZIP archives does: it opens one, and gives a member that was stored, deflated or packed in Zstandard. */

import { isUtf8 } from 'node:buffer';
import { crc32, inflateRawSync } from 'node:zlib';
import { Decompress } from 'fzstd';
import { move } from 'piscina';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { mebibytes } from '../problem.js';
import { ZSTD_STEP } from './limits.js';

export type Task =
  | { readonly do: 'open'; readonly path: string }
  /** A member, and the bytes that it may have. */
  | { readonly do: 'read'; readonly name: string; readonly longest: number };

export type Answer =
  | {
      readonly kind: 'opened';
      /** Bytes of each member by its name, as the directory claims; of several of one name, of the last. */
      readonly sizes: ReadonlyMap<string, number>;
      /** Bytes of all members as they are packed. */
      readonly packed: number;
    }
  | { readonly kind: 'failed'; readonly reason: string }
  /** The text of a member, in UTF-8. */
  | Uint8Array;

/** Packed bytes as they were, at most `longest` of them; null where there are more. Throws where they are malformed or cut off. */
type Unpack = (packed: Buffer, longest: number) => Buffer | null;

const inflate: Unpack = (packed, longest) => {
  try {
    return inflateRawSync(packed, { maxOutputLength: longest });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw error;
  }
};

const unzstd: Unpack = (packed, longest) => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress((piece) => {
    length += piece.length;
    if (length <= longest) pieces.push(piece.slice());
  });
  for (let from = 0; from < packed.length; from += ZSTD_STEP) {
    stream.push(packed.subarray(from, from + ZSTD_STEP), from + ZSTD_STEP >= packed.length);
    if (length > longest) return null;
  }
  return Buffer.concat(pieces);
};

/** By the number of the method. */
const METHODS: Readonly<Record<number, Unpack>> = { 0: (packed) => packed, 8: inflate, 93: unzstd };

/** Methods that there are elsewhere. */
const OTHERS: Readonly<Record<number, string>> = { 9: 'Deflate64', 12: 'bzip2', 14: 'LZMA', 95: 'XZ' };

async function readPacked(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const packed: Buffer[] = [];
  for await (const piece of stream as AsyncIterable<Buffer>) packed.push(piece);
  return Buffer.concat(packed);
}

async function readMember(zip: ZipFile, entry: Entry, longest: number): Promise<Buffer> {
  const { compressionMethod: method, compressedSize, uncompressedSize } = entry;
  const tooLarge = `it is larger than ${mebibytes(longest)}`;
  const unpack = METHODS[method];
  if (entry.isEncrypted()) throw new Error('it is encrypted');
  if (uncompressedSize > longest || compressedSize > longest) throw new Error(tooLarge);
  if (unpack === undefined) throw new Error(`its compression is ${OTHERS[method] ?? `method ${method}`}`);
  let bytes: Buffer | null;
  try {
    bytes = unpack(await readPacked(zip, entry), longest);
  } catch {
    throw new Error('it is damaged');
  }
  if (bytes === null) throw new Error(tooLarge);
  if (bytes.length !== uncompressedSize || crc32(bytes) !== entry.crc32) throw new Error('it is damaged');
  if (!isUtf8(bytes)) throw new Error('it is not in UTF-8');
  return bytes;
}

async function directoryOf(zip: ZipFile): Promise<{ entries: Map<string, Entry>; packed: number }> {
  const entries = new Map<string, Entry>();
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    packed += entry.compressedSize;
    entries.set(entry.fileName, entry);
  }
  return { entries, packed };
}

let zip: ZipFile | undefined;
let entries: ReadonlyMap<string, Entry> = new Map();

const failed = (error: unknown): Answer => ({
  kind: 'failed',
  reason: error instanceof Error ? error.message : String(error),
});

async function open(path: string): Promise<Answer> {
  zip = await openPromise(path, { autoClose: false });
  const directory = await directoryOf(zip);
  entries = directory.entries;
  const sizes = new Map([...entries].map(([name, { uncompressedSize }]) => [name, uncompressedSize]));
  return { kind: 'opened', sizes, packed: directory.packed };
}

export default async function answer(task: Task): Promise<Answer> {
  try {
    if (task.do === 'open') return await open(task.path);
    const entry = entries.get(task.name);
    if (zip === undefined || entry === undefined) throw new Error('it is not there');
    const bytes = await readMember(zip, entry, task.longest);
    // A small buffer is a part of a larger one, which others have parts of.
    const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
    return move(own) as Uint8Array;
  } catch (error) {
    return failed(error);
  }
}
