/** Reads the responses of files, whatever their formats. */

import { realpathSync } from 'node:fs';
import { policyFor } from '../../detectors/index.js';
import type { Unread } from '../../files/index.js';
import { readHead, UserError } from '../../files/index.js';
import { promptHash } from '../../store/index.js';
import { languageOf, targetOf } from './fields.js';
import type { ReadOptions } from './format.js';
import { formatOf, unanswered } from './formats/index.js';
import type { Double, Found, Row } from './response.js';

/** Text of a log in a message: short. */
const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

function toRow(found: Found | Unread | Double, { language: asked, target: named }: ReadOptions): Row {
  if (found.kind !== 'found') return found;
  const { where, record, messages, channels, id } = found;
  const unread = (reason: string): Unread => ({ kind: 'unread', where, reason });
  const language = languageOf(record, found.language, asked);
  if (language === undefined)
    return unread(
      asked === undefined
        ? 'the row names no language; --language gives one'
        : `the row has no language in the field "${shown(asked)}"`,
    );
  if (policyFor(language) === undefined)
    return unread(`no policy for the language "${shown(language)}" (offscript languages lists them)`);
  const target = targetOf(record, found.target, found.model, named);
  if (target === undefined) return unread('the row names no model; --target gives one');
  const promptId = found.promptId ?? (messages ? promptHash({ language, messages }).slice(0, 12) : where);
  return {
    kind: 'response',
    where,
    target,
    language,
    promptId,
    channels,
    ...(messages && { messages }),
    ...(id !== undefined && { id }),
  };
}

/** The files once each. Throws UserError where one is named twice. */
function checkFiles(files: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const file of files) {
    readHead(file);
    const path = realpathSync(file);
    const other = seen.get(path);
    if (other !== undefined) throw new UserError('the file is named twice', file);
    seen.set(path, file);
  }
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
  checkFiles(files);
  for (const path of files) {
    const head = readHead(path);
    const format = formatOf(head, options.from, options.text);
    for await (const found of format.read(head, options)) yield toRow(found, options);
  }
  const { requests } = options;
  if (requests === undefined) return;
  for (const [customId, request] of requests.byId)
    if (!requests.answered.has(customId)) yield toRow(unanswered(customId, request), options);
}
