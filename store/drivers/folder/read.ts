/** Reading a run folder, record by record: prompts, and samples as they were stored or each key once. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkFileSync,
  type Line,
  type RawLine,
  readLines,
  type Stretch,
  textOfLine,
  UserError,
} from '../../../files/index.js';
import { KeySet } from '../../keys.js';
import { manifestOf, type PromptRecord, promptRecord, type RunManifest } from '../../manifest.js';
import type { RecordKind } from '../../record.js';
import { Repeated, requestsOf } from '../../repeated.js';
import { type Sample, sampleRecord } from '../../sample.js';

/** What a run folder holds. */
export const FILES = {
  manifest: 'run.json',
  prompts: 'prompts.jsonl',
  samples: 'samples.jsonl',
  labels: 'labels.jsonl',
  tallies: 'tallies',
} as const;

/** The manifest of a run folder. Throws UserError where there is none or it is of another schema. */
export function readManifest(folder: string): RunManifest {
  const path = join(folder, FILES.manifest);
  // To open a pipe is to wait for its writer.
  checkFileSync(path);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new UserError('not JSON', path, 'restore it from the run that wrote it');
    throw new UserError(
      'no run folder',
      folder,
      'name a folder that `offscript run` or `offscript score` wrote',
    );
  }
  return manifestOf(value, path);
}

/** The record of a line; undefined for a torn one. Throws UserError where the line is none. */
export function recordOf<T>(path: string, line: Line, kind: RecordKind<T>): T | undefined {
  const { text, number, complete, tooLong } = line;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    if (!complete) return undefined;
  }
  if (kind.is(value)) return value;
  const why = tooLong ? 'it is too long' : value === undefined ? undefined : kind.problem(value);
  const problem = why === undefined ? '' : `: ${why}`;
  throw new UserError(
    `this line is no record of a run${problem}`,
    `${path}:${number}`,
    'remove the line; the rest of the file is untouched',
  );
}

const nothing = (): void => {};

/**
 * The records of a file, in the order written; none where it does not exist. A torn last line is left out and told to `onTorn`. Throws
 * UserError at a line that is no record.
 */
export async function* readRecords<T>(
  path: string,
  kind: RecordKind<T>,
  onTorn: () => void = nothing,
): AsyncGenerator<T> {
  try {
    for await (const lines of readLines(path))
      for (const raw of lines) {
        const line = textOfLine(raw);
        if (line === undefined) continue;
        const record = recordOf(path, line, kind);
        if (record === undefined) return onTorn();
        yield record;
      }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** The prompts of a run by id; empty where the run has none. Throws UserError at a line that is no prompt. */
export async function readPrompts(folder: string): Promise<Map<string, PromptRecord>> {
  const prompts = new Map<string, PromptRecord>();
  for await (const prompt of readRecords(join(folder, FILES.prompts), promptRecord))
    prompts.set(prompt.id, prompt);
  return prompts;
}

/** Every line of `samples.jsonl`. Throws UserError at a line that is no sample. */
export function readHistory(folder: string): AsyncGenerator<Sample> {
  return readRecords(join(folder, FILES.samples), sampleRecord);
}

/** How the writer begins a line. */
const START = Buffer.from('{"key":"');
const KEY_LENGTH = 24;
const QUOTE = 0x22;
/** Stands in a line only as a name or a value: in a text its quotation marks are escaped. */
const ERROR = '"error"';

/** The key of a complete line of an answer, at a fraction of what it takes to parse the line; undefined where that has to be done. */
function keyAtSight({ bytes, complete }: RawLine): string | undefined {
  const end = START.length + KEY_LENGTH;
  const plain =
    complete && bytes[end] === QUOTE && START.compare(bytes, 0, START.length) === 0 && !bytes.includes(ERROR);
  return plain ? bytes.toString('latin1', START.length, end) : undefined;
}

/** The key of a line, and the sample itself where the line had to be parsed: each one with an error. */
interface KeyLine {
  readonly key: string;
  readonly number: number;
  readonly sample?: Sample;
}

/** Tells `take` the keys of all lines. Throws UserError at a line that is no sample. */
export async function readKeys(
  path: string,
  take: (line: KeyLine) => void,
  stretch: Stretch = {},
): Promise<void> {
  for await (const lines of readLines(path, stretch))
    for (const raw of lines) {
      const { number } = raw;
      const key = keyAtSight(raw);
      if (key !== undefined) take({ key, number });
      else {
        const line = textOfLine(raw);
        const sample = line && recordOf(path, line, sampleRecord);
        if (sample !== undefined) take({ key: sample.key, number, sample });
      }
    }
}

async function readRepeated(path: string, stretch: Stretch): Promise<ReadonlyMap<string, Repeated>> {
  const seen = new KeySet();
  const repeated = new Map<string, Repeated>();
  await readKeys(
    path,
    ({ key }) => {
      if (!seen.add(key)) repeated.set(key, new Repeated());
    },
    stretch,
  );
  if (repeated.size === 0) return repeated;
  await readKeys(
    path,
    ({ key, number, sample }) => {
      const failed = sample?.error === undefined ? undefined : requestsOf(sample);
      repeated.get(key)?.add(number, failed);
    },
    stretch,
  );
  return repeated;
}

/**
 * The samples of a run, or of a stretch of them, each key once: its last line without an error, else its last line, with the requests of all
 * its lines. Reads the file more than once, so that only keys are held in memory. A torn last line is left out and told to `onTorn`.
 */
export async function* readSamples(
  folder: string,
  onTorn: () => void = nothing,
  { seen, ...stretch }: Stretch = {},
): AsyncGenerator<Sample> {
  const path = join(folder, FILES.samples);
  try {
    const repeated = await readRepeated(path, stretch);
    for await (const lines of readLines(path, { ...stretch, ...(seen && { seen }) }))
      for (const raw of lines) {
        const line = textOfLine(raw);
        if (line === undefined) continue;
        const sample = recordOf(path, line, sampleRecord);
        if (sample === undefined) {
          onTorn();
          continue;
        }
        const one = repeated.get(sample.key);
        if (one === undefined) yield sample;
        else if (one.number === line.number) yield one.whole(sample);
      }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
