/**
 * What was added to a run folder since a state of it. A state is the number of bytes of `samples.jsonl` and the SHA-256 of all of them and of
 * `prompts.jsonl`: sizes and times can stay as they were where a file is edited, copied or restored, a hash cannot.
 */

import { createHash, type Hash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KeySet } from '../../keys.js';
import type { Changes } from '../../run-store.js';
import { FILES, readKeys, readSamples } from './read.js';

/** Bytes that are read at once. */
const PIECE = 4 << 20;
const LINE_FEED = 0x0a;

interface State {
  /** Of samples. */
  readonly bytes: number;
  readonly samples: string;
  readonly prompts: string;
}

const nameOf = ({ bytes, samples, prompts }: State): string => `${bytes} ${samples} ${prompts}`;

function stateNamed(name: string): State | undefined {
  const [, bytes = '', samples = '', prompts = ''] =
    /^(\d{1,15}) ([0-9a-f]{64}) ([0-9a-f]{64})$/.exec(name) ?? [];
  return bytes === '' ? undefined : { bytes: Number(bytes), samples, prompts };
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** What is hashed of a file: how many bytes, and whether a line ends with the last one. */
interface Hashed {
  readonly hash: Hash;
  readonly bytes: number;
  readonly endsLine: boolean;
}

/** Hashes a file as far as the byte before `to`; nothing of one that is not there. */
async function hashed(path: string, to = Number.POSITIVE_INFINITY): Promise<Hashed> {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  let bytes = 0;
  let last = LINE_FEED;
  try {
    const file = await open(path);
    try {
      while (bytes < to) {
        const { bytesRead } = await file.read(piece, 0, Math.min(PIECE, to - bytes), bytes);
        if (bytesRead === 0) break;
        hash.update(piece.subarray(0, bytesRead));
        bytes += bytesRead;
        last = piece[bytesRead - 1] ?? LINE_FEED;
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return { hash, bytes, endsLine: last === LINE_FEED };
}

const hashOf = async (path: string): Promise<string> => (await hashed(path)).hash.digest('hex');

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

/** Line feeds in a piece of a file. */
function linesIn(piece: Buffer): number {
  let lines = 0;
  for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, at + 1)) lines++;
  return lines;
}

/** How many lines end before a byte, of a file whose further lines have none of the keys of those; undefined where one may have taken another's place. */
async function linesBefore(path: string, at: number, end: number): Promise<number | undefined> {
  const known = new KeySet();
  let lines = 0;
  const seen = (piece: Buffer): void => {
    lines += linesIn(piece);
  };
  await readKeys(path, ({ key }) => known.add(key), { to: at, seen });
  let isReplaced = false;
  await readKeys(
    path,
    ({ key }) => {
      isReplaced ||= known.has(key);
    },
    { from: at, to: end, lines },
  );
  return isReplaced ? undefined : lines;
}

/** Where reading goes on, with the hash of what stands before. */
interface Start {
  readonly hash: Hash;
  readonly from: number;
  readonly lines: number;
}

const START: () => Start = () => ({ hash: createHash('sha256'), from: 0, lines: 0 });

/** Behind what the state has of samples, where they begin with just that and go on with others; undefined where they do not. */
async function startBehind(path: string, { bytes, samples }: State, end: number): Promise<Start | undefined> {
  if (bytes > end) return undefined;
  const { hash, endsLine, ...before } = await hashed(path, bytes);
  if (before.bytes !== bytes || hash.copy().digest('hex') !== samples) return undefined;
  if (bytes === end) return { hash, from: bytes, lines: 0 };
  const lines = endsLine ? await linesBefore(path, bytes, end) : undefined;
  return lines === undefined ? undefined : { hash, from: bytes, lines };
}

/** Names the prompts and the samples in the first bytes, the last of which may lack its line feed; undefined where there are fewer. */
export async function stateOf(folder: string, to: number): Promise<string | undefined> {
  const { hash, bytes } = await hashed(join(folder, FILES.samples), to);
  if (bytes < to - 1) return undefined;
  return nameOf({ bytes, samples: hash.digest('hex'), prompts: await hashOf(join(folder, FILES.prompts)) });
}

/** What was added to the run since a state; all that there is, where that cannot be told. */
export async function changesIn(folder: string, since?: string): Promise<Changes> {
  const [path, asked] = [join(folder, FILES.samples), join(folder, FILES.prompts)];
  // What a writer appends from now on is not seen, here or there.
  const end = await sizeOf(path);
  const prompts = await hashOf(asked);
  const state = since === undefined ? undefined : stateNamed(since);
  const known = state?.prompts === prompts ? await startBehind(path, state, end) : undefined;
  const { hash, from, lines } = known ?? START();
  let bytes = from;
  const seen = (piece: Buffer): void => {
    hash.update(piece);
    bytes += piece.length;
  };
  return {
    since: known === undefined ? 'other' : from === end ? 'same' : 'grown',
    samples: (onTorn) => readSamples(folder, onTorn, { from, to: end, lines, seen }),
    async state() {
      if ((await hashOf(asked)) !== prompts) return undefined;
      return nameOf({ bytes, samples: hash.copy().digest('hex'), prompts });
    },
  };
}
