/** ZIP archives, member by member: stored, deflated or in Zstandard, each and all together of a bounded size. */

import { isUtf8 } from 'node:buffer';
import { crc32, inflateRawSync } from 'node:zlib';
import { Decompress } from 'fzstd';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { openFile } from './open.js';
import { UserError } from './problem.js';
import { ZSTD_STEP } from './unpack.js';

/** Bytes that an archive may hold. */
export interface Bounds {
  /** Of a member, packed or unpacked. */
  readonly member: number;
  /** Of all members that are read, unpacked. */
  readonly together: number;
}

/**
 * Of logs, whose members are read one after the other and not held. The largest member is a conversation with pictures in it, the largest
 * log has some gibibytes; what has more is a bomb, of which a byte may stand for 30,000.
 */
const LOGS: Bounds = { member: 256 << 20, together: 64 * 2 ** 30 };

export interface Archive {
  /** Names of the members, in the order of the directory; a name may stand there twice, and the last one counts. */
  readonly names: readonly string[];
  /** The text of a member; undefined where there is none. Throws an Error whose message says why it cannot be read. */
  read(name: string): Promise<string | undefined>;
  close(): void;
}

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

const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;

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

/**
 * Opens the archive in `path`. Throws UserError: no such file, no archive, one that is cut off, or one whose members overlap, as those of
 * bombs do.
 */
export async function openArchive(path: string, { member, together }: Bounds = LOGS): Promise<Archive> {
  const file = await openFile(path);
  const { size: whole } = await file.stat().finally(() => file.close());
  let zip: ZipFile | undefined;
  let directory: Awaited<ReturnType<typeof directoryOf>>;
  try {
    zip = await openPromise(path, { autoClose: false });
    directory = await directoryOf(zip);
  } catch (error) {
    zip?.close();
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    throw new UserError('the archive is damaged or cut off', path, 'copy or write it again');
  }
  const opened = zip;
  const { entries, packed } = directory;
  if (packed > whole) {
    opened.close();
    throw new UserError('members of the archive overlap', path, 'copy or write it again');
  }
  let unpacked = 0;
  return {
    names: [...entries.keys()],
    async read(name) {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      const { uncompressedSize: size } = entry;
      if (size <= member && unpacked + size > together)
        throw new Error(`the members before it have ${mebibytes(together)} together`);
      const bytes = await readMember(opened, entry, member);
      unpacked += bytes.length;
      return bytes.toString('utf8');
    },
    close: () => opened.close(),
  };
}
