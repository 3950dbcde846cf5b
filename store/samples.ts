/** Reading the samples of a run folder. */

import { join } from 'node:path';
import * as v from 'valibot';
import { type RawLine, readLines, readRawLines } from '../files/index.js';
import { KeySet } from './key-set.js';
import { outcomeName } from './outcome.js';
import { readRecords, recordOf } from './records.js';
import type { Sample } from './types.js';

export const SAMPLES = 'samples.jsonl';

/** What every sample must have for the rest of it to be of use. */
const sample = v.object({
  key: v.string(),
  target: v.string(),
  prompt: v.string(),
  language: v.string(),
  repeat: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
  answer: v.nullable(v.string()),
});

const isSample = (value: unknown): boolean => v.is(sample, value);

/**
 * Every line of `samples.jsonl`, in the order written; none where the file does not exist yet. A torn last line is left out and
 * told to `onTorn`. Throws UserError at a line that is no sample.
 */
export async function* readSampleLines(
  folder: string,
  onTorn: () => void = () => {},
): AsyncGenerator<Sample> {
  try {
    yield* readRecords<Sample>(join(folder, SAMPLES), isSample, onTorn);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** The keys in `samples.jsonl` that have an answer. */
export async function readAnswered(folder: string): Promise<KeySet> {
  const answered = new KeySet();
  for await (const { key, error } of readSampleLines(folder)) if (error === undefined) answered.add(key);
  return answered;
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
    complete &&
    bytes[end] === QUOTE &&
    bytes.subarray(0, START.length).equals(START) &&
    !bytes.includes(ERROR);
  return plain ? bytes.toString('latin1', START.length, end) : undefined;
}

/** The key of a line, and the sample itself where the line had to be parsed: each one with an error. */
interface KeyLine {
  readonly key: string;
  readonly number: number;
  readonly sample?: Sample;
}

/** The keys of all lines. Throws UserError at a line that is no sample. */
async function* readKeys(path: string): AsyncGenerator<KeyLine> {
  for await (const line of readRawLines(path)) {
    const { number } = line;
    const key = keyAtSight(line);
    if (key !== undefined) yield { key, number };
    else {
      const text = line.bytes.toString('utf8');
      const sample = text.trim() === '' ? undefined : recordOf<Sample>(path, { ...line, text }, isSample);
      if (sample !== undefined) yield { key: sample.key, number, sample };
    }
  }
}

/** What each request of a failed sample came to, the last one included. */
function requestsOf({ error, retried = [] }: Sample): readonly string[] {
  return error === undefined ? [] : [...retried, outcomeName(error)];
}

/** A key that stands in several lines. */
interface Repeated {
  /** The line that counts: the last without an error, else the last. */
  number: number;
  answered: boolean;
  /** What the requests of the other lines came to: they were made for the same question. */
  readonly earlier: Map<number, readonly string[]>;
}

async function readRepeated(path: string): Promise<ReadonlyMap<string, Repeated>> {
  const seen = new KeySet();
  const repeated = new Map<string, Repeated>();
  for await (const { key } of readKeys(path))
    if (!seen.add(key)) repeated.set(key, { number: 0, answered: false, earlier: new Map() });
  if (repeated.size === 0) return repeated;
  for await (const { key, number, sample } of readKeys(path)) {
    const one = repeated.get(key);
    if (one === undefined) continue;
    const failed = sample?.error !== undefined;
    if (!failed || !one.answered) one.number = number;
    one.answered ||= !failed;
    if (sample !== undefined && failed) one.earlier.set(number, requestsOf(sample));
  }
  return repeated;
}

/** A sample with the requests of its earlier lines, which failed, counted as its own. */
function withEarlier(sample: Sample, { number, earlier }: Repeated): Sample {
  const before = [...earlier].flatMap(([line, requests]) => (line === number ? [] : requests));
  if (before.length === 0) return sample;
  return {
    ...sample,
    attempts: before.length + sample.attempts,
    retried: [...before, ...(sample.retried ?? [])],
  };
}

/**
 * The samples of a run, each key once: its last line without an error, else its last line, with the requests of all its lines. Reads
 * the file more than once, so that only keys are held in memory. A torn last line is left out and told to `onTorn`.
 */
export async function* readSamples(folder: string, onTorn: () => void = () => {}): AsyncGenerator<Sample> {
  const path = join(folder, SAMPLES);
  try {
    const repeated = await readRepeated(path);
    for await (const line of readLines(path)) {
      const sample = recordOf<Sample>(path, line, isSample);
      if (sample === undefined) return onTorn();
      const one = repeated.get(sample.key);
      if (one === undefined) yield sample;
      else if (one.number === line.number) yield withEarlier(sample, one);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
