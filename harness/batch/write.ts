/** A suite as input of an OpenAI Batch: https://platform.openai.com/docs/guides/batch. */

import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { normalForm } from '../../detectors/bare/index.js';
import { type LeftName, removeLeft, UserError } from '../../files/index.js';
import { underSystem } from '../../prompts/bare/index.js';
import { bodyFor } from '../endpoint/index.js';
import { type Question, questionsFor, type RunOptions } from '../run/index.js';
import { type Suite, type SuiteTarget, TAKES } from '../suite/index.js';

/** What a Batch takes: requests a file, bytes a file, and characters of a custom_id where a service is strict. */
const REQUESTS = 50_000;
const BYTES = 190_000_000;
const ID_LENGTH = 64;

/** Characters of a hash that a prompt goes by; its key, which stands before it, tells it from all others. */
const SHORTEST_NAME = 4;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** UTF-16 code units of a target's id in a file name: file systems take 255 bytes of a name. */
const NAME_LENGTH = 60;

/** Bytes that are held before they are written. */
const BATCH = 1 << 18;

/** `KEY.REPEAT.LANGUAGE.PROMPT`: what brings an answer back to its question. A prompt's id that is too long or not plain is hashed. */
function customId({ key, repeat, prompt: { id, language } }: Question): string {
  const start = `${key}.${repeat}.${language}.`;
  const room = ID_LENGTH - start.length;
  if (/^[\w.-]+$/.test(id) && id.length <= room) return `${start}${id}`;
  if (room < SHORTEST_NAME)
    throw new UserError(
      `the language tag "${language}" is too long for a Batch, whose ids have ${ID_LENGTH} characters`,
      `prompt ${id}`,
      'ask in a language with a shorter tag',
    );
  return `${start}${digest(id).slice(0, Math.min(room, 12))}`;
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
  const body = bodyFor(target, underSystem(question.prompt, target.system), question.seed);
  const url = `/v1${TAKES[target.api ?? 'chat'].path}`;
  return `${JSON.stringify({ custom_id: customId(question), method: 'POST', url, body })}\n`;
}

/** Throws UserError where a Batch of OpenAI's cannot ask a target. */
function refuseOthers({ id, api, logit_bias }: SuiteTarget): void {
  if (logit_bias !== undefined)
    throw new UserError(
      'its "logit_bias" is worked out when the suite is run',
      `target ${id}`,
      'run the suite, or name other targets with --target',
    );
  if (api === 'messages')
    throw new UserError(
      "an OpenAI Batch knows no Messages API, which is Anthropic's",
      `target ${id}`,
      'run the suite, or name other targets with --target',
    );
}

export interface BatchFile {
  readonly path: string;
  readonly requests: number;
}

/** A name as a file system may see it that tells neither cases nor forms of Unicode apart. */
const folded = (name: string): string => normalForm(name).toLowerCase();

/** Gives files their names, each once: `batch.jsonl`, `batch.TARGET.jsonl`, `batch.TARGET.2.jsonl`. */
class FileNames {
  readonly #stem: string;
  readonly #extension: string;
  readonly #taken = new Set<string>();

  constructor(path: string) {
    this.#extension = extname(path);
    this.#stem = path.slice(0, path.length - this.#extension.length);
  }

  /** The first of `words` that makes a name which no other file has. */
  #take(words: (n: number) => readonly string[]): string {
    for (let n = 1; ; n++) {
      const path = [this.#stem, ...words(n)].join('.') + this.#extension;
      if (this.#taken.has(folded(path))) continue;
      this.#taken.add(folded(path));
      return path;
    }
  }

  /** The name of a target's first file. */
  first(target: string | undefined): string {
    const safe = target?.replace(/[^\p{L}\p{N}._-]+/gu, '_');
    const plain =
      safe === undefined || safe.length <= NAME_LENGTH
        ? safe
        : `${safe.slice(0, NAME_LENGTH).replace(/[\ud800-\udbff]$/, '')}-${digest(safe).slice(0, 8)}`;
    return this.#take((n) => (plain === undefined ? [] : [n === 1 ? plain : `${plain}-${n}`]));
  }

  /** The name of a further file of the target whose first one this is. */
  further(first: string): string {
    const own = first.slice(this.#stem.length + 1, first.length - this.#extension.length);
    return this.#take((n) => [...(own === '' ? [] : [own]), String(n + 1)]);
  }
}

function refuseTaken(path: string): void {
  if (existsSync(path))
    throw new UserError('the file is there already', path, 'name another one with --batch-out');
}

/** Writes one target's requests to files in `folder`, as many as they need. */
function writeTarget(lines: Iterable<string>, folder: string): BatchFile[] {
  const files: BatchFile[] = [];
  let file: { readonly path: string; readonly descriptor: number } | undefined;
  let waiting: string[] = [];
  let [held, bytes, requests] = [0, 0, 0];
  const flush = (descriptor: number): void => {
    const all = Buffer.from(waiting.join(''));
    for (let from = 0; from < all.length; ) from += writeSync(descriptor, all, from);
    waiting = [];
    held = 0;
  };
  const close = (): void => {
    if (file === undefined) return;
    const { path, descriptor } = file;
    file = undefined;
    try {
      flush(descriptor);
    } finally {
      closeSync(descriptor);
    }
    files.push({ path, requests });
    [bytes, requests] = [0, 0];
  };
  const begin = () => {
    const path = join(folder, String(files.length + 1));
    return { path, descriptor: openSync(path, 'w') };
  };
  try {
    for (const line of lines) {
      const length = Buffer.byteLength(line);
      if (requests === REQUESTS || bytes + length > BYTES) close();
      file ??= begin();
      waiting.push(line);
      held += length;
      bytes += length;
      requests++;
      if (held > BATCH) flush(file.descriptor);
    }
  } finally {
    close();
  }
  return files;
}

/** The folder in which files are written before they have their names. */
const PARTS = '.batch-';

/** One that its writer was killed over: files by number in a folder a target. */
const LEFT: LeftName = {
  is: (name) => name.startsWith(PARTS) && /^[A-Za-z0-9]{6}$/.test(name.slice(PARTS.length)),
  within: /^\d+(?:\/\d+)?$/,
};

/** Gives files that are written their names, all of them or none. */
function moveAll(files: readonly (BatchFile & { readonly to: string })[]): BatchFile[] {
  for (const { to } of files) refuseTaken(to);
  const moved: BatchFile[] = [];
  try {
    for (const { path, to, requests } of files) {
      renameSync(path, to);
      moved.push({ path: to, requests });
    }
    return moved;
  } catch (error) {
    for (const { path } of moved) rmSync(path, { force: true });
    throw error;
  }
}

/**
 * Writes the questions of a suite as Batch input instead of asking them: one file a target, since a Batch has one model, and further
 * ones where 50,000 requests or 190 MB are exceeded. Returns the files, which appear when all of them are written. Throws UserError
 * where one is there already, or a target is asked by a protocol that Batches do not have.
 */
export function writeBatch(
  suite: Suite,
  path: string,
  { only, ...part }: Pick<RunOptions, 'limit' | 'shard' | 'only'> = {},
): BatchFile[] {
  if (path === '') throw new UserError('no file is named', '--batch-out', 'name one, such as batch.jsonl');
  const targets = suite.targets.filter(({ id }) => only?.includes(id) ?? true);
  for (const target of targets) refuseOthers(target);
  const names = new FileNames(path);
  const named = targets.map((target) => ({
    target,
    first: names.first(targets.length > 1 ? target.id : undefined),
  }));
  for (const { first } of named) refuseTaken(first);
  const folder = mkdtempSync(join(dirname(path), PARTS));
  removeLeft(folder, LEFT);
  try {
    const written = named.flatMap(({ target, first }, i) => {
      function* lines(): Generator<string> {
        for (const question of questionsFor(suite, target, part)) yield requestOf(target, question);
      }
      const own = join(folder, String(i));
      mkdirSync(own);
      return writeTarget(lines(), own).map((file, at) => ({
        ...file,
        to: at === 0 ? first : names.further(first),
      }));
    });
    return moveAll(written);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
