/** Options that several commands have, and their values, checked. */

import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Option } from 'commander';
import {
  type DetectionSettings,
  isLanguageTag,
  languages,
  type Policy,
  policiesOf,
  policyFor,
  tagAsWritten,
} from '../../../detectors/core/index.js';
import { readText, UserError } from '../../../files/index.js';
import type { JudgingOptions } from '../../../reports/judging/threads/index.js';
import type { Shard } from '../../../store/index.js';
import type { PolicyOf } from '../terminal/index.js';

/** A whole number from `least` on, of `most` at most. Throws UserError. */
export function wholeNumber(
  name: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (Number.isSafeInteger(number) && number >= least && number <= most) return number;
    if (number > most) {
      const bound = most === Number.MAX_SAFE_INTEGER ? 'beyond 2^53' : `more than ${most}`;
      throw new UserError(`"${value}" is ${bound}`, name);
    }
    throw new UserError(`"${value}" is no whole number of at least ${least}`, name);
  };
}

/** `--shard`: `2/5`. Throws UserError. */
export function shardOption(value: string): Shard {
  const [, index = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(value) ?? []).map(Number);
  if (index >= 1 && index <= of) return { index, of };
  throw new UserError(`"${value}" is no shard`, '--shard', 'write which of how many, such as 1/3');
}

/** `--jobs`: how many threads judge. */
export function jobsOption(): Option {
  return new Option('--jobs <n>', 'threads that judge; the report is the same with any number')
    .argParser(wholeNumber('--jobs', 1))
    .default(availableParallelism(), `all ${availableParallelism()}`);
}

/** `--no-cache`: whether tallies are read and kept. */
export const cacheOption = (): Option =>
  new Option('--no-cache', 'judge all answers anew, and keep no tally of what they came to');

/** `--inference`: what is spoken of. */
export const inferenceOption = (): Option =>
  new Option('--inference <of>', 'what is spoken of: prompts like these, or these prompts alone').choices([
    'prompts',
    'these_prompts',
  ]);

/** The policy of a language tag given as `name`. Throws UserError where the tag is malformed or has no policy. */
export function policyOption(written: string, name: string, policyOf: PolicyOf = policyFor): Policy {
  const tag = tagAsWritten(written);
  if (!isLanguageTag(tag))
    throw new UserError(`"${tag}" is no language tag`, name, 'use BCP 47, such as ja or zh-Hans');
  const policy = policyOf(tag);
  if (policy !== undefined) return policy;
  throw new UserError(
    `no policy for the language "${tag}"`,
    name,
    `there are policies for ${languages.join(', ')}`,
  );
}

/** The policies under a policy file, or without one. Throws UserError where the file is not there or malformed. */
export async function policiesFrom(file: string | undefined): Promise<PolicyOf> {
  return policiesOf(await settingsFrom(file));
}

/** The settings in a policy file; none without one. Throws UserError. */
export async function settingsFrom(file: string | undefined): Promise<DetectionSettings> {
  if (file === undefined) return {};
  // Reading YAML takes longer to load than a short text to lint.
  const { loadPolicyFile } = await import('../../suite/index.js');
  return loadPolicyFile(file);
}

/** The benchmark's name for its word list. */
const WORDS = 'words';

/** The word list in a file, or in `words` of a folder. Throws UserError. */
async function readWords(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  const words = await readText(isFolder ? join(path, WORDS) : path, {
    missing: 'name the file `words` of the Language Confusion Benchmark, or its folder',
  });
  if (words.trim() === '') throw new UserError('the list of words is empty', path);
  return words;
}

/** What is asked of the literature's measures; undefined where nothing is. Throws UserError where the list of words cannot be read. */
export async function lcbOption(options: {
  readonly lcb?: boolean;
  readonly lcbWords?: string;
}): Promise<JudgingOptions['lcb']> {
  const { lcb, lcbWords } = options;
  if (lcbWords !== undefined) return { words: await readWords(lcbWords) };
  return lcb === true ? {} : undefined;
}
