/** Reads rank files, the format of tiktoken: a line a token, its bytes in Base64 and its rank, which is its id. */

import { UserError } from '../../../files/index.js';
import { isSeparable } from '../patterns.js';
import { PieceEncoder, type Rules, rulesOf } from '../pieces/index.js';
import { TokenTable, vocabularyOf } from '../table.js';
import type { Encoding, OpenOptions, Vocabulary } from '../types.js';
import { inParts } from './long-words.js';
import { knownRanks } from './patterns.js';

const LINE = /^([A-Za-z0-9+/]+={0,2}) (\d{1,10})$/;

/** Whether a text begins like a rank file. */
export const isRanks = (beginning: string): boolean =>
  LINE.test(beginning.split('\n', 1)[0]?.trimEnd() ?? '');

const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);

/** Adds typed numbers to a list, by hand: Array.from takes ten times as long. */
function append(list: number[], ids: Uint32Array): void {
  for (let i = 0; i < ids.length; i++) list.push(ids[i] as number);
}

/** What cuts texts by a pattern that is known. */
function encodingOf(table: TokenTable, rules: Rules): Encoding {
  const encoder = new PieceEncoder({ size: table.size, bytesOf: (id) => table.bytesOf(id) }, rules);
  return { kind: 'known', prefixed: false, separable: false, encode: (text) => encoder.encode(text) };
}

/** What cuts them by any other one. */
async function encodingBy(lines: string, pattern: string, where: string): Promise<Encoding> {
  const { Tiktoken } = await import('tiktoken/lite');
  try {
    const encoder = new Tiktoken(lines, {}, pattern);
    return {
      kind: 'known',
      prefixed: false,
      separable: isSeparable(pattern),
      encode: (text) => {
        const ids: number[] = [];
        inParts(text, (part) => append(ids, encoder.encode_ordinary(part)));
        return ids;
      },
    };
  } catch (error) {
    throw new UserError(`the pattern cannot be used: ${reason(error)}`, where);
  }
}

/** The pattern of a rank file, and where it is from; undefined where it is not known. */
function patternOf(
  sha256: string,
  path: string,
  { pattern }: OpenOptions,
): { pattern: string; where: string } | undefined {
  if (pattern !== undefined) return { pattern, where: '--pattern' };
  const known = knownRanks.find((one) => one.sha256 === sha256);
  return known === undefined ? undefined : { pattern: known.pattern, where: path };
}

/** What a rank file holds. Throws UserError: a line of another form, bytes or ranks twice. */
export function readRanks(text: string, path: string, sha256: string, options: OpenOptions): Vocabulary {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const count = lines.reduce((sum, line) => sum + (line === '' ? 0 : 1), 0);
  const table = new TokenTable(path, count);
  const seen = new Map<string, number>();
  let learnt = 0;
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const [, base64 = '', rank] = LINE.exec(line) ?? [];
    if (rank === undefined)
      throw new UserError('no token in Base64 and its rank', `${path}:${i + 1}`, 'it may be cut off');
    const bytes = Buffer.from(base64, 'base64');
    const key = bytes.toString('latin1');
    const before = seen.get(key);
    if (before !== undefined)
      throw new UserError(`the token of line ${before} stands here again`, `${path}:${i + 1}`);
    seen.set(key, i + 1);
    table.add(Number(rank), bytes, undefined, String(i + 1));
  }
  for (let id = 0; id < table.size; id++) if (table.bytesOf(id).length > 1) table.learn(id, learnt++);
  const isWhole = Array.from({ length: 256 }, (_, byte) => seen.has(String.fromCharCode(byte))).every(
    Boolean,
  );
  const pattern = patternOf(sha256, path, options);
  const encode = async (): Promise<Encoding> => {
    if (!isWhole)
      return { kind: 'unknown', why: 'not every byte has a token', todo: 'the file may be cut off' };
    if (pattern === undefined)
      return {
        kind: 'unknown',
        why: 'by which pattern texts are split is not known for this rank file',
        todo: 'name the tokenizer’s pattern with --pattern',
      };
    const rules = rulesOf(pattern.pattern);
    if (rules !== undefined) return encodingOf(table, rules);
    return encodingBy(lines.filter((line) => line !== '').join('\n'), pattern.pattern, pattern.where);
  };
  let encoding: Promise<Encoding> | undefined;
  return vocabularyOf(table, {
    source: { path, format: 'tiktoken', model: 'bpe', sha256 },
    entries: count,
    added: 0,
    encoding: () => {
      encoding ??= encode();
      return encoding;
    },
  });
}
