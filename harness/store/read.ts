/** Reading a run folder. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { UserError } from '../../prompts/index.js';
import { detectionSchema } from './detection.js';
import { KeySet } from './key-set.js';
import { readLines } from './lines.js';
import type { PromptRecord, RunManifest, Sample } from './types.js';

export const MANIFEST = 'run.json';
export const PROMPTS = 'prompts.jsonl';
export const SAMPLES = 'samples.jsonl';

const manifest = v.object({
  schema: v.literal(1),
  made_by: v.picklist(['run', 'score']),
  suite: v.object({ name: v.string(), hash: v.string() }),
  created_at: v.string(),
  targets: v.array(v.object({ id: v.string(), model: v.string() })),
  repeats: v.number(),
  prompts: v.number(),
  detection: v.exactOptional(detectionSchema),
});

/** What every sample must have for the rest of it to be of use. */
const sample = v.object({
  key: v.string(),
  target: v.string(),
  prompt: v.string(),
  language: v.string(),
  repeat: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
  answer: v.nullable(v.string()),
});

/** The manifest of a run folder. Throws UserError where there is none or it is of another schema. */
export function readManifest(folder: string): RunManifest {
  const path = join(folder, MANIFEST);
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
  const parsed = v.safeParse(manifest, value);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    throw new UserError(
      `${v.getDotPath(issue) ?? 'manifest'}: ${issue.message}`,
      path,
      'was it written by another version?',
    );
  }
  return value as RunManifest;
}

async function* readRecords<T>(
  path: string,
  check: (value: unknown) => boolean,
  onTorn: () => void,
): AsyncGenerator<T> {
  for await (const { text, number, complete } of readLines(path)) {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      if (!complete) return onTorn();
    }
    if (!check(value)) {
      throw new UserError(
        'this line is no record of a run',
        `${path}:${number}`,
        'remove the line; the rest of the file is untouched',
      );
    }
    yield value as T;
  }
}

const isSample = (value: unknown): boolean => v.is(sample, value);
const isPrompt = (value: unknown): boolean =>
  v.is(v.object({ id: v.string(), language: v.string(), messages: v.array(v.unknown()) }), value);

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

/** The prompts of a run by id; empty where the run has none. Throws UserError at a line that is no prompt. */
export async function readPrompts(folder: string): Promise<Map<string, PromptRecord>> {
  const prompts = new Map<string, PromptRecord>();
  try {
    for await (const prompt of readRecords<PromptRecord>(join(folder, PROMPTS), isPrompt, () => {}))
      prompts.set(prompt.id, prompt);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return prompts;
}

/** The keys in `samples.jsonl` that have an answer. */
export async function readAnswered(folder: string): Promise<KeySet> {
  const answered = new KeySet();
  for await (const { key, error } of readSampleLines(folder)) if (error === undefined) answered.add(key);
  return answered;
}

/** How every line begins that this version wrote. */
const KEY_FIRST = /^\{"key":"([0-9a-f]{24})",/;

/** The key of every line. Parses only lines that begin otherwise: whoever reads the samples checks all of them. */
async function* readKeys(folder: string, onTorn: () => void): AsyncGenerator<string> {
  const path = join(folder, SAMPLES);
  if (!existsSync(path)) return;
  for await (const { text, complete } of readLines(path)) {
    const key = complete ? KEY_FIRST.exec(text)?.[1] : undefined;
    if (key !== undefined) yield key;
    else {
      try {
        yield String((JSON.parse(text) as Partial<Sample>).key);
      } catch {
        if (!complete) onTorn();
      }
    }
  }
}

/** The keys that stand in several lines, with the number of the line that counts: the last without an error, else the last. */
async function readRepeated(folder: string, onTorn: () => void): Promise<Map<string, number>> {
  const seen = new KeySet();
  const counting = new Map<string, number>();
  for await (const key of readKeys(folder, onTorn)) if (!seen.add(key)) counting.set(key, -1);
  if (counting.size === 0) return counting;
  const answered = new Set<string>();
  let line = 0;
  for await (const { key, error } of readSampleLines(folder)) {
    if (counting.has(key) && (error === undefined || !answered.has(key))) counting.set(key, line);
    if (error === undefined && counting.has(key)) answered.add(key);
    line++;
  }
  return counting;
}

/**
 * The samples of a run, each key once: its last line without an error, else its last line. Reads the file more than once, so that
 * only keys are held in memory.
 */
export async function* readSamples(folder: string, onTorn: () => void = () => {}): AsyncGenerator<Sample> {
  const repeated = await readRepeated(folder, onTorn);
  let line = 0;
  for await (const sample of readSampleLines(folder)) {
    if ((repeated.get(sample.key) ?? line) === line) yield sample;
    line++;
  }
}
