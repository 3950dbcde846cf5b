/** Token ids that a user names: in a file, or in the command. */

import { existsSync } from 'node:fs';
import { readDocument, readText, UserError } from '../../files/index.js';
import type { TokenId } from '../tokenizer/index.js';

/** Names under which files of `offscript vocab` list tokens, those that are found worst first. */
const LISTS = ['changed', 'forgotten_tokens', 'tokens', 'ids'] as const;

/** Most ids of a file: no vocabulary has as many. */
const MOST = 10_000_000;

function idOf(value: unknown, where: string): TokenId {
  const id =
    typeof value === 'object' && value !== null && 'id' in value ? (value as { id: unknown }).id : value;
  if (typeof id === 'number' && Number.isSafeInteger(id) && id >= 0) return id;
  throw new UserError(
    `${JSON.stringify(id)?.slice(0, 40) ?? 'nothing'} is no id of a token`,
    where,
    'ids are whole numbers from 0 on',
  );
}

function fieldOf(value: unknown, names: readonly string[]): readonly unknown[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  return names.map((name) => fields[name]).find(Array.isArray);
}

function listIn(value: unknown, path: string): readonly unknown[] {
  const list = Array.isArray(value) ? value : fieldOf(value, LISTS);
  if (list !== undefined) return list;
  // A probe lists them for each target.
  const lists = fieldOf(value, ['targets'])?.map((one) => fieldOf(one, LISTS)) ?? [];
  if (lists.some((one) => one !== undefined)) return lists.flatMap((one) => one ?? []);
  throw new UserError(
    'it holds no list of tokens',
    path,
    'name what `vocab drift` or `vocab probe` wrote as JSON, a JSON list of ids, or a file with an id a line',
  );
}

/** Each id once, in order. */
function distinct(values: readonly unknown[], path: string): TokenId[] {
  if (values.length > MOST) throw new UserError(`it lists more than ${MOST} tokens`, path);
  return [...new Set(values.map((value, i) => idOf(value, `${path}: ${i + 1}`)))];
}

/** The ids in a file: a JSON list of numbers or of objects with an `id`, JSON that lists changed or forgotten tokens, or an id at the start of each line. Throws UserError. */
export async function readIds(path: string): Promise<TokenId[]> {
  const text = await readText(path);
  if (/^\s*[[{]/.test(text)) return distinct(listIn(await readDocument(path), path), path);
  const lines = text.split(/\r?\n/).map((line, i) => ({ line, number: i + 1 }));
  const rows = lines.filter(
    ({ line, number }) => line.trim() !== '' && !(number === 1 && /^"?id"?\b/.test(line)),
  );
  const ids = rows.map(({ line, number }) => {
    const [, digits] = /^\s*"?(\d{1,15})"?\s*(?:[,;\t#].*)?$/.exec(line) ?? [];
    return idOf(digits === undefined ? line.slice(0, 40) : Number(digits), `${path}:${number}`);
  });
  return distinct(ids, path);
}

/** Numbers with signs between them, which a file is not called. */
const NUMBERS = /^[\d\s,;.+-]*$/;

/** The ids that a word of the command names: `17,4,2051`, or a file. Throws UserError. */
export async function namedIds(word: string): Promise<TokenId[]> {
  if (/^\s*\d{1,15}(?:[\s,]+\d{1,15})*\s*$/.test(word))
    return distinct(
      word
        .trim()
        .split(/[\s,]+/)
        .map(Number),
      word,
    );
  if (NUMBERS.test(word) && !existsSync(word))
    throw new UserError(`"${word}" names no ids of tokens`, '', 'ids are whole numbers from 0 on: 17,2051');
  return readIds(word);
}
