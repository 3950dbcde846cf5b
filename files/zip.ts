/** ZIP archives, member by member: stored, deflated or in Zstandard (method 93), each of a bounded size. */

import { statSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { UserError } from './problem.js';
import { unzstd } from './zstd.js';

/** Bytes that a member may have, packed or unpacked. */
const LONGEST = 256 << 20;

const STORED = 0;
const DEFLATED = 8;
const ZSTANDARD = 93;

/** Names of methods that there are elsewhere. */
const METHODS: Readonly<Record<number, string>> = { 9: 'Deflate64', 12: 'bzip2', 14: 'LZMA', 95: 'XZ' };

export interface Archive {
  /** Names of the members, in the order of the directory; a name may stand there twice, and the last one counts. */
  readonly names: readonly string[];
  /** The text of a member; undefined where there is none. Throws an Error whose message says why it cannot be read. */
  read(name: string): Promise<string | undefined>;
  close(): void;
}

function unpack(bytes: Buffer, method: number): Buffer | null {
  if (method === STORED) return bytes;
  if (method === ZSTANDARD) return unzstd(bytes, LONGEST);
  if (method !== DEFLATED) throw new Error(`its compression is ${METHODS[method] ?? `method ${method}`}`);
  try {
    return inflateRawSync(bytes, { maxOutputLength: LONGEST });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw error;
  }
}

async function readMember(zip: ZipFile, entry: Entry): Promise<string> {
  const tooLarge = `it is larger than ${LONGEST >> 20} MiB`;
  if (entry.isEncrypted()) throw new Error('it is encrypted');
  if (entry.uncompressedSize > LONGEST || entry.compressedSize > LONGEST) throw new Error(tooLarge);
  const stream = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const packed: Buffer[] = [];
  for await (const piece of stream as AsyncIterable<Buffer>) packed.push(piece);
  let bytes: Buffer | null;
  try {
    bytes = unpack(Buffer.concat(packed), entry.compressionMethod);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(message.startsWith('its compression') ? message : 'it is damaged');
  }
  if (bytes === null) throw new Error(tooLarge);
  if (bytes.length !== entry.uncompressedSize || crc32(bytes) !== entry.crc32)
    throw new Error('it is damaged');
  return bytes.toString('utf8');
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

/** Opens the archive in `path`. Throws UserError where it is none, is cut off, or has members that overlap, as bombs do. */
export async function openArchive(path: string): Promise<Archive> {
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
  if (packed > statSync(path).size) {
    opened.close();
    throw new UserError('members of the archive overlap', path, 'copy or write it again');
  }
  return {
    names: [...entries.keys()],
    async read(name) {
      const entry = entries.get(name);
      return entry && readMember(opened, entry);
    },
    close: () => opened.close(),
  };
}
