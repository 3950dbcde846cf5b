/** Reads rank files, the format of tiktoken: a line a token, its bytes in Base64 and its rank, which is its id. */

import { UserError } from '../../../files/index.js';
import { isSeparable } from '../patterns.js';
import { PieceEncoder, rulesOf } from '../pieces/index.js';
import { NOT_READ, TokenTable, vocabularyOf } from '../table.js';
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

function hasAllBytes(table: TokenTable): boolean {
  const single = new Set<number | undefined>();
  for (let id = 0; id < table.size; id++)
    if (table.bytesOf(id).length === 1) single.add(table.bytesOf(id)[0]);
  return single.size === 256;
}

/** The tokens as the lines of a rank file. */
function linesOf(table: TokenTable): string {
  const lines: string[] = [];
  for (let id = 0; id < table.size; id++)
    if (table.kindOf(id) !== 'padding')
      lines.push(`${Buffer.from(table.bytesOf(id)).toString('base64')} ${id}`);
  return lines.join('\n');
}

/** What cuts texts by a pattern: by tiktoken where it is none of the known ones. */
async function encodingBy(table: TokenTable, { pattern, where }: Pattern): Promise<Encoding> {
  const rules = rulesOf(pattern);
  if (rules !== undefined) {
    const encoder = new PieceEncoder({ size: table.size, bytesOf: (id) => table.bytesOf(id) }, rules);
    return { kind: 'known', prefixed: false, separable: false, encode: (text) => encoder.encode(text) };
  }
  const { Tiktoken } = await import('tiktoken/lite');
  try {
    const encoder = new Tiktoken(linesOf(table), {}, pattern);
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

/** A pattern, and where it is from. */
interface Pattern {
  readonly pattern: string;
  readonly where: string;
}

/** The pattern of a rank file; undefined where it is not known. */
function patternOf(sha256: string, path: string, { pattern }: OpenOptions): Pattern | undefined {
  if (pattern !== undefined) return { pattern, where: '--pattern' };
  const known = knownRanks.find((one) => one.sha256 === sha256);
  return known === undefined ? undefined : { pattern: known.pattern, where: path };
}

/** The tokens of a rank file. Throws UserError: a line of another form, bytes or ranks twice. */
function tableOf(text: string, path: string): { readonly table: TokenTable; readonly entries: number } {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const entries = lines.reduce((sum, line) => sum + (line === '' ? 0 : 1), 0);
  const table = new TokenTable(path, entries);
  const seen = new Map<string, number>();
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
  let learnt = 0;
  for (let id = 0; id < table.size; id++) if (table.bytesOf(id).length > 1) table.learn(id, learnt++);
  return { table, entries };
}

/** What a rank file holds. Throws UserError: a line of another form, bytes or ranks twice. */
export function readRanks(text: string, path: string, sha256: string, options: OpenOptions): Vocabulary {
  const { table, entries } = tableOf(text, path);
  const pattern = patternOf(sha256, path, options);
  const encode = async (): Promise<Encoding> => {
    if (options.tokensOnly === true) return NOT_READ;
    if (!hasAllBytes(table))
      return { kind: 'unknown', why: 'not every byte has a token', todo: 'the file may be cut off' };
    if (pattern === undefined)
      return {
        kind: 'unknown',
        why: 'by which pattern texts are split is not known for this rank file',
        todo: 'name the tokenizer’s pattern with --pattern',
      };
    return encodingBy(table, pattern);
  };
  return vocabularyOf(table, {
    source: { path, format: 'tiktoken', model: 'bpe', sha256 },
    entries,
    added: 0,
    encoding: encode,
  });
}
