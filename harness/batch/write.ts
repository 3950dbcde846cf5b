/** A suite as input of an OpenAI Batch: https://platform.openai.com/docs/guides/batch. */

import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { extname } from 'node:path';
import { UserError } from '../../files/index.js';
import { bodyFor } from '../endpoint/index.js';
import type { RunOptions } from '../run/index.js';
import { type Question, questionsFor } from '../run/index.js';
import type { Suite, SuiteTarget } from '../suite/index.js';

/** What a Batch takes: requests a file, bytes a file, and characters of a custom_id where a service is strict. */
const REQUESTS = 50_000;
const BYTES = 190_000_000;
const ID_LENGTH = 64;

/** Bytes that are held before they are written. */
const BATCH = 1 << 18;

/** `KEY.REPEAT.LANGUAGE.PROMPT`: what brings an answer back to its question. A prompt's id that is too long or not plain is hashed. */
function customId({ key, repeat, prompt: { id, language } }: Question): string {
  const start = `${key}.${repeat}.${language}.`;
  const plain = /^[\w.-]+$/.test(id) && start.length + id.length <= ID_LENGTH;
  const name = plain ? id : createHash('sha256').update(id).digest('hex').slice(0, 12);
  return `${start}${name}`;
}

const OWN = /^[0-9a-f]{24}\.\d{1,7}\.(?<language>[A-Za-z0-9-]{2,35})\.(?<prompt>[\w.-]+)$/;

/** Language and prompt in a custom_id that `writeBatch` made; undefined for any other. */
export function parseCustomId(
  id: string,
): { readonly language: string; readonly prompt: string } | undefined {
  const { language, prompt } = OWN.exec(id)?.groups ?? {};
  return language === undefined || prompt === undefined ? undefined : { language, prompt };
}

function requestOf(target: SuiteTarget, question: Question): string {
  const body = bodyFor(target, question.prompt, question.seed);
  return `${JSON.stringify({ custom_id: customId(question), method: 'POST', url: '/v1/chat/completions', body })}\n`;
}

/** `batch.jsonl`, `batch.TARGET.jsonl`, `batch.TARGET.2.jsonl`: names of the parts. */
function partName(path: string, target: string | undefined, part: number): string {
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  const plain = target?.replace(/[^\p{L}\p{N}._-]+/gu, '_');
  return [stem, ...(plain === undefined ? [] : [plain]), ...(part > 1 ? [part] : [])].join('.') + extension;
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new UserError('the file is there already', path, 'name another one with --batch-out');
  }
}

/** Writes one target's requests, in as many files as they need. */
function writeTarget(
  lines: Iterable<string>,
  nameOf: (part: number) => string,
): { path: string; requests: number }[] {
  const files: { path: string; requests: number }[] = [];
  let file: number | undefined;
  let waiting: string[] = [];
  let [held, bytes, requests] = [0, 0, 0];
  const flush = (): void => {
    if (file === undefined) return;
    const all = Buffer.from(waiting.join(''));
    for (let from = 0; from < all.length; ) from += writeSync(file, all, from);
    waiting = [];
    held = 0;
  };
  const close = (): void => {
    if (file === undefined) return;
    flush();
    closeSync(file);
    file = undefined;
    files.push({ path: nameOf(files.length + 1), requests });
    [bytes, requests] = [0, 0];
  };
  for (const line of lines) {
    const length = Buffer.byteLength(line);
    if (requests === REQUESTS || bytes + length > BYTES) close();
    file ??= openNew(nameOf(files.length + 1));
    waiting.push(line);
    held += length;
    bytes += length;
    requests++;
    if (held > BATCH) flush();
  }
  close();
  return files;
}

/**
 * Writes the questions of a suite as Batch input instead of asking them: one file a target, since a Batch has one model, and further
 * ones where 50,000 requests or 190 MB are exceeded. Returns the files. Throws UserError where one is there already.
 */
export function writeBatch(
  suite: Suite,
  path: string,
  { only, ...part }: Pick<RunOptions, 'limit' | 'shard' | 'only'> = {},
): { path: string; requests: number }[] {
  const targets = suite.targets.filter(({ id }) => only?.includes(id) ?? true);
  return targets.flatMap((target) => {
    function* lines(): Generator<string> {
      for (const question of questionsFor(suite, target, part)) yield requestOf(target, question);
    }
    return writeTarget(lines(), (part) => partName(path, targets.length > 1 ? target.id : undefined, part));
  });
}
