/** Counts the tokens of files of training data, and goes on where it was stopped. */

import { hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { type Unread, UserError, type Value } from '../../files/index.js';
import type { Shard } from '../../store/index.js';
import { Counter, noCounts, PartEncoder, type TokenCounts } from '../counting/index.js';
import type { Vocabulary } from '../tokenizer/index.js';
import { rowsOf, sampleOf } from './samples.js';
import type { CountedFile, Coverage } from './types.js';

export interface CountOptions {
  /** Every `of`th row, from the `index`th on. */
  readonly shard?: Shard | undefined;
  /** Counts of the same data, to go on from. */
  readonly before?: Coverage | undefined;
  /** Called with the counts so far, at times and at the end: what it writes can be gone on from. */
  readonly keep?: ((coverage: Coverage) => void) | undefined;
  /** Stops at the next row. */
  readonly signal?: AbortSignal | undefined;
}

/** Bytes at either end of a file that it is known by. */
const ENDS = 1 << 20;

/** Milliseconds between two times that counts are kept. */
const KEEP_EVERY = 30_000;

/** Rows between two looks at the clock. */
const ROWS = 256;

/** What a file of data is known by: its size and both its ends, so that hundreds of gigabytes need not be read twice. */
async function keyOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const ends = await Promise.all(
      [0, Math.max(0, size - ENDS)].map(async (at) => {
        const { buffer, bytesRead } = await file.read(
          Buffer.alloc(Math.min(ENDS, size)),
          0,
          Math.min(ENDS, size),
          at,
        );
        return buffer.subarray(0, bytesRead);
      }),
    );
    return hash('sha256', Buffer.concat([Buffer.from(`${size}\n`), ...ends]));
  } finally {
    await file.close();
  }
}

/** The files as they are counted, those of `before` as far as they were. Throws UserError: a file twice, other data than before. */
async function filesOf(
  paths: readonly string[],
  { before, shard }: CountOptions,
  tokenizer: string,
): Promise<CountedFile[]> {
  const files: CountedFile[] = [];
  for (const name of paths) {
    // What is no file, or no data, is said before anything is counted.
    await rowsOf(name);
    const key = await keyOf(name);
    if (files.some((file) => file.key === key)) throw new UserError('the file is named twice', name);
    const known = before?.files.find((file) => file.key === key);
    const { rows = 0, samples = 0, unread = 0, done = false } = known ?? {};
    files.push({ name, key, rows, samples, unread, done });
  }
  if (before === undefined) return files;
  const other = before.files.find(({ key }) => !files.some((file) => file.key === key));
  const [was] = before.shards;
  if (before.tokenizer.sha256 !== tokenizer)
    throw new UserError('the counts so far are by another tokenizer', '--counts');
  if (other !== undefined)
    throw new UserError(
      `the counts so far are of ${other.name}, too`,
      '--counts',
      'name it, or another file of counts',
    );
  if (was?.index !== shard?.index || was?.of !== shard?.of || before.shards.length > 1)
    throw new UserError('the counts so far are of another shard', '--counts', 'name another file of counts');
  return files;
}

function countsFrom(before: Coverage | undefined, ids: number): TokenCounts {
  const counts = noCounts(ids);
  if (before === undefined) return counts;
  for (const name of ['samples', 'targets', 'read'] as const) counts[name].set(before[name].subarray(0, ids));
  return counts;
}

/** Adds the sample in a row, where there is one. */
function addRow(file: CountedFile, counter: Counter, row: Value | Unread): void {
  const sample = row.kind === 'value' ? sampleOf(row.value) : undefined;
  if (sample === undefined) {
    file.unread++;
    return;
  }
  counter.add(sample);
  file.samples++;
}

/**
 * Counts tokens in files: chats and texts as training has them, without what a template puts around them. Rejects with UserError: a file that cannot
 * be read, a tokenizer of which it is not known how it splits texts.
 */
export async function countTokens(
  vocabulary: Vocabulary,
  paths: readonly string[],
  options: CountOptions = {},
): Promise<Coverage> {
  const { shard, before, keep, signal } = options;
  const encoding = await vocabulary.encoding();
  if (encoding.kind === 'unknown') throw new UserError(encoding.why, vocabulary.source.path, encoding.todo);
  const files = await filesOf(paths, options, vocabulary.source.sha256);
  const counts = countsFrom(before, vocabulary.size);
  const { format, model, sha256 } = vocabulary.source;
  const shards = shard === undefined ? [] : [shard];
  const coverage: Coverage = { tokenizer: { format, model, sha256 }, files, shards, ...counts };
  const counter = new Counter(new PartEncoder(encoding), counts);
  let kept = Date.now();
  for (const file of files) {
    if (file.done) continue;
    let row = 0;
    for await (const one of await rowsOf(file.name)) {
      row++;
      if (row > file.rows) {
        file.rows = row;
        if (shard === undefined || (row - 1) % shard.of === shard.index - 1) addRow(file, counter, one);
      }
      if (signal?.aborted) break;
      if (row % ROWS !== 0 || Date.now() - kept < KEEP_EVERY) continue;
      keep?.(coverage);
      kept = Date.now();
    }
    if (signal?.aborted) break;
    file.done = true;
  }
  keep?.(coverage);
  return coverage;
}
