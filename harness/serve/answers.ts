/** What is answered about texts: one, or a batch. */

import { setImmediate as turn } from 'node:timers/promises';
import { tagAsWritten } from '../../detectors/core/index.js';
import { type Asked, askedIn, detectAnswer, toRecord } from '../lint/index.js';
import { type BodyKind, checkLength, jsonIn } from './body.js';
import { Refused } from './refused.js';
import type { ServeOptions } from './types.js';

/** What the address of a request says of all its texts. */
export interface Settings {
  readonly language?: string;
  readonly explain: boolean;
}

/** Texts of a batch. */
const MOST_TEXTS = 100_000;

/** How to name a language, in errors. */
export const ADD_LANGUAGE = 'add a field "language", or ?language= to the address';

const bad = (what: string, where: string, todo = ''): Refused => new Refused(400, { what, where, todo });

/** The text that a value asks about. Throws Refused and UserError. */
function textIn(value: unknown, where: string, { language }: Settings): Asked {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw bad('this is no object', where, 'send {"text": ..., "language": ...}');
  const asked = askedIn(value, where, language, ADD_LANGUAGE);
  checkLength(asked.text.length, where);
  checkLength(asked.context.prompt?.length ?? 0, `${where}, prompt`);
  return asked;
}

/** The record of a text, as JSON. */
async function recordOf(
  { id, text, language, context }: Asked,
  where: string,
  { explain }: Settings,
  { detect, policyOf }: ServeOptions,
): Promise<string> {
  const detection = await detectAnswer(detect, text, policyOf(language, where), context);
  try {
    return JSON.stringify(toRecord(id, tagAsWritten(language), detection, explain));
  } catch (error) {
    if (error instanceof RangeError) throw bad('the id is nested too deep', where);
    throw error;
  }
}

/** The answer to a body that holds one text. Throws Refused and UserError. */
export function answerOne(bytes: Buffer, settings: Settings, options: ServeOptions): Promise<string> {
  return recordOf(textIn(jsonIn(bytes, 'body'), 'body', settings), 'body', settings, options);
}

const LINE_FEED = 0x0a;

/** What JSON takes for white space. */
const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === LINE_FEED || byte === 0x0d || byte === 0x09;

/** The lines of bytes that are not blank, each from its first sign on, with their numbers from 1. Blank ones are counted and no more: a body may have millions. */
function* linesOf(bytes: Buffer): Generator<{ readonly line: Buffer; readonly number: number }> {
  let number = 1;
  for (let from = 0; ; ) {
    for (; isSpace(bytes[from]); from++) if (bytes[from] === LINE_FEED) number++;
    if (from >= bytes.length) return;
    const end = bytes.indexOf(LINE_FEED, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    yield { line, number };
    from += line.length;
  }
}

/** The values of a batch, with their places. */
function* valuesOf(bytes: Buffer, kind: BodyKind): Generator<readonly [unknown, string]> {
  if (kind === 'lines') {
    for (const { line, number } of linesOf(bytes)) yield [jsonIn(line, `line ${number}`), `line ${number}`];
    return;
  }
  const value = jsonIn(bytes, 'body');
  const list: unknown = Array.isArray(value) ? value : (value as { texts?: unknown } | null)?.texts;
  if (!Array.isArray(list)) throw bad('there is no list of texts', 'body', 'send {"texts": [{"text": ...}]}');
  for (const [i, each] of list.entries()) yield [each, `texts[${i}]`];
}

/** The answer to a batch: JSON has `{"results": [...]}`, lines have a line each, in their order. All texts are checked before the first is answered. Ends early where the client `isGone`. */
export async function answerBatch(
  bytes: Buffer,
  kind: BodyKind,
  settings: Settings,
  options: ServeOptions,
  isGone: () => boolean,
): Promise<string> {
  const asked: (readonly [Asked, string])[] = [];
  for (const [value, where] of valuesOf(bytes, kind)) {
    if (asked.length === MOST_TEXTS)
      throw new Refused(413, {
        what: `there are more than ${MOST_TEXTS.toLocaleString('en-US')} texts`,
        where,
        todo: '',
      });
    const one = textIn(value, where, settings);
    options.policyOf(one.language, where);
    asked.push([one, where]);
  }
  const records: string[] = [];
  for (const [one, where] of asked) {
    if (isGone()) return '';
    records.push(await recordOf(one, where, settings, options));
    // Others are answered in between.
    await turn();
  }
  return kind === 'lines'
    ? records.map((record) => `${record}\n`).join('')
    : `{"results":[${records.join(',')}]}`;
}
