/** The text that benchmarks read (real responses where they are at hand, else sentences of the simulator), and how they show what is found in it. */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { Span } from '../detectors/index.js';
import { escapeHidden } from '../reports/display/index.js';

export const data =
  process.env.OFFSCRIPT_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** Paths of the four files of real responses; none where they are not there. */
export const responseFiles: readonly string[] = [
  'command-r',
  'gpt-3.5-turbo',
  'llama-3-instruct',
  'mistral-8x7b',
]
  .map((name) => `${data}/lcb/${name}.csv`)
  .filter((path) => existsSync(path));

/** The rows of a file of real answers; none where it is not there. */
export function answersIn<Row>(file: string): readonly Row[] {
  const path = `${data}/real/${file}`;
  if (!existsSync(path)) return [];
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line): Row => JSON.parse(line));
}

export interface Texts {
  readonly name: string;
  readonly texts: readonly string[];
  /** UTF-16 code units in all. */
  readonly units: number;
}

function named(name: string, texts: readonly string[]): Texts {
  return { name, texts, units: texts.reduce((sum, text) => sum + text.length, 0) };
}

const MIXED = ['ja', 'ko', 'zh', 'ar', 'hi', 'ru'];

/** Texts in six languages that are not written in Latin script. */
export function readTexts(): Texts {
  if (responseFiles.length === 0) {
    const piece =
      '春になると、川沿いの桜並木を見に多くの人が集まります。В парке гуляют дети. 아침 시장에 가면 빵 냄새가 납니다. ';
    return named(
      'generated text',
      Array.from({ length: 8000 }, (_, i) => piece.repeat(2 + (i % 7))),
    );
  }
  const rows = responseFiles.flatMap(
    (path) => parse(readFileSync(path), { columns: true }) as Record<string, string>[],
  );
  const texts = rows
    .filter(({ language = '' }) => MIXED.includes(language))
    .map(({ completion = '' }) => completion);
  return named(`real responses in ${MIXED.join(' ')}`, JSON.parse(JSON.stringify(texts)));
}

/** Mulberry32: the same numbers on every machine. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Code units shown before and after a finding. */
const CONTEXT = 40;
/** Code units shown of a finding. */
const LONGEST = 120;

/** A finding in its context, on one line, to be read. */
export function inContext(text: string, { start, end }: Span): string {
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  const found = text.slice(start, end);
  const shown = found.length > LONGEST ? `${found.slice(0, LONGEST - 1)}…` : found;
  return escapeHidden(`${before}«${shown}»${text.slice(end, end + CONTEXT)}`);
}
