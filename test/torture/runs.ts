/** Runs under torture: their suites, and what must hold of their folders whatever happened. */

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECRET } from './programs.js';
import type { Seen } from './torment.js';

/** Writes `s.yaml` and its `count` questions. */
export function writeSuite(
  folder: string,
  url: string,
  count: number,
  fields: Readonly<Record<string, unknown>> = {},
): void {
  const target = { id: 'a', base_url: url, model: 'm', api_key_env: 'OFFSCRIPT_TORTURE_KEY', ...fields };
  const suite = { name: 'torture', targets: [target], prompts: [{ file: 'p.jsonl' }] };
  const prompt = (_: unknown, i: number): string =>
    `${JSON.stringify({ id: `p${i}`, language: 'ja', text: `${i}番目の昼ごはんについて教えてください。` })}\n`;
  writeFileSync(join(folder, 's.yaml'), JSON.stringify(suite));
  writeFileSync(join(folder, 'p.jsonl'), Array.from({ length: count }, prompt).join(''));
}

export interface Stored {
  /** Keys of its whole lines that hold an answer, in their order. */
  readonly answered: readonly string[];
  /** Keys of all whole lines. */
  readonly keys: readonly string[];
  /** Lines, but the last one without its end, that are no JSON. */
  readonly torn: number;
}

/** What a run folder holds now; nothing where there is none yet. */
export function stored(folder: string): Stored {
  const file = join(folder, 'samples.jsonl');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  const answered: string[] = [];
  const keys: string[] = [];
  let torn = 0;
  for (const line of lines) {
    try {
      const { key, error } = JSON.parse(line) as { key: string; error?: unknown };
      keys.push(key);
      if (error === undefined) answered.push(key);
    } catch {
      torn++;
    }
  }
  return { answered, keys, torn };
}

/** What was stored before and is not now. */
export function lostSince(before: Stored, now: Stored, when: string): Seen[] {
  const left = new Set(now.keys);
  const lost = before.keys.filter((key) => !left.has(key)).length;
  return lost === 0 ? [] : [{ fault: 'lost', what: `${when}: ${lost} samples are gone` }];
}

/** Files of a run folder that nobody writes to. */
const WHOLE: ReadonlySet<string> = new Set([
  'run.json',
  'prompts.jsonl',
  'samples.jsonl',
  'report.html',
  'labels.jsonl',
  'tallies',
]);

/** Parts of a report that a kill left: another process could still write them, so they are removed when they are ten minutes old. */
const YOUNG_PART = /^report\.html\.[0-9a-f]{8}\.new$/;

/** What is wrong with the folder of a run that came to its end with `count` questions. */
export function faultsOfEnd(folder: string, count: number): Seen[] {
  const { answered, torn } = stored(folder);
  const different = new Set(answered).size;
  const seen: Seen[] = [];
  if (torn > 0) seen.push({ fault: 'torn', what: `${torn} lines of samples.jsonl` });
  if (different < count) seen.push({ fault: 'lost', what: `${count - different} of ${count} questions` });
  if (answered.length > different)
    seen.push({ fault: 'doubled', what: `${answered.length - different} answers` });
  for (const name of readdirSync(folder))
    if (!WHOLE.has(name) && !YOUNG_PART.test(name))
      seen.push({ fault: 'unhandled', what: `${name} is left behind` });
  const page = join(folder, 'report.html');
  if (existsSync(page) && !readFileSync(page, 'utf8').trimEnd().endsWith('</html>'))
    seen.push({ fault: 'torn', what: 'report.html' });
  return seen;
}

/** Files below a folder that hold the key. */
export function leaksIn(folder: string): Seen[] {
  const seen: Seen[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile() && readFileSync(path).includes(SECRET))
      seen.push({ fault: 'leaked', what: `${name} holds the key` });
  }
  return seen;
}
