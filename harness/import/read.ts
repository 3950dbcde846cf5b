/** Reads the responses of files, whatever their formats. */

import { createHash } from 'node:crypto';
import { createReadStream, realpathSync, statSync } from 'node:fs';
import { type Head, readHead, shortened, type Unread, UserError } from '../../files/index.js';
import { askedHash } from '../../store/index.js';
import { hasPolicy, languageOf, targetOf } from './fields.js';
import type { ReadOptions } from './format.js';
import { formatOf, unanswered } from './formats/index.js';
import type { Double, Found, Row } from './response.js';

/** Code units of a log's text in a message. */
const SHOWN = 60;

function toRow(found: Found | Unread | Double, { language: asked, target: named }: ReadOptions): Row {
  if (found.kind !== 'found') return found;
  const { where, record, messages, channels, field, mark, id } = found;
  const unread = (reason: string): Unread => ({ kind: 'unread', where, reason });
  const language = languageOf(record, found.language, asked);
  if (language === undefined)
    return unread(
      asked === undefined
        ? 'the row names no language; --language gives one'
        : `the row has no language in the field "${shortened(asked, SHOWN)}"`,
    );
  if (!hasPolicy(language))
    return unread(
      `no policy for the language "${shortened(language, SHOWN)}" (offscript languages lists them)`,
    );
  const target = targetOf(record, found.target, found.model, named);
  if (target === undefined) return unread('the row names no model; --target gives one');
  const promptId = found.promptId ?? (messages ? askedHash({ language, messages }).slice(0, 12) : where);
  return {
    kind: 'response',
    where,
    target,
    language,
    promptId,
    channels,
    ...(messages && { messages }),
    ...(field !== undefined && { field }),
    ...(mark !== undefined && { mark }),
    ...(id !== undefined && { id }),
  };
}

/** SHA-256 of what a file holds. */
async function contentOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** The beginnings of the files. Throws UserError where one is named twice, or given twice under two names: its responses would count double. */
async function readHeads(files: readonly string[]): Promise<readonly Head[]> {
  const seen = new Set<string>();
  const bySize = new Map<number, string[]>();
  const heads: Head[] = [];
  for (const file of files) {
    heads.push(await readHead(file));
    const path = realpathSync(file);
    if (seen.has(path)) throw new UserError('the file is named twice', file);
    seen.add(path);
    const stats = statSync(path);
    if (!stats.isFile()) continue;
    const alike = bySize.get(stats.size) ?? [];
    bySize.set(stats.size, [...alike, file]);
    for (const other of alike)
      if ((await contentOf(other)) === (await contentOf(file)))
        throw new UserError(`the file holds the same as ${other}`, file, 'name one of them');
  }
  return heads;
}

/**
 * The rows of `files`, one after the other as they are read: responses with a target and a language that has a policy, and rows that
 * cannot be read or only repeat another. Holds one row at a time, of JSON documents the whole. Throws UserError: a file that is not
 * there, of no known format, or of no use as a whole.
 */
export async function* readResponses(
  files: readonly string[],
  options: ReadOptions = {},
): AsyncGenerator<Row> {
  for (const head of await readHeads(files)) {
    const format = formatOf(head, options.from, options.text);
    for await (const found of format.read(head, options)) yield toRow(found, options);
  }
  const { requests } = options;
  if (requests === undefined) return;
  for (const [customId, request] of requests.byId)
    if (!requests.answered.has(customId)) yield toRow(unanswered(customId, request), options);
}
