/** Reads which tokens a file names: ids one a line, a list in JSON, or what a command about vocabularies wrote, as JSON or CSV. */

import { existsSync } from 'node:fs';
import { readBytes, readDocument, UserError } from '../../files/index.js';
import type { Claim } from '../agreeing/index.js';
import type { TokenId } from '../tokenizer/index.js';
import { claimIn } from './claim.js';
import { fromDocument } from './document.js';
import { idsIn, type Naming, type NamingOptions, noCosines, noSamples, REMEDY } from './naming.js';
import { fromLines, fromTable } from './table.js';

/** Ids in a file. */
export interface NamedIds {
  /** Each once: in the file's order, or the worst first where it has figures. */
  readonly ids: readonly TokenId[];
  /** What they are, for people: `tokens with a cosine under 0.95`. */
  readonly what: string;
  /** How many the file says that there are, where it lists fewer of them. */
  readonly of?: number;
  /** Whether a figure of theirs has them here, and nobody named them: rows of padding have figures, too. */
  readonly isMeasured: boolean;
  /** What the file says of its tokenizer, where it does. */
  readonly claim: Claim | undefined;
}

/** Each once, the lowest figures first; what has none stays where it is. */
function inOrder({ found, ...about }: Naming, claim?: Claim): NamedIds {
  const isMeasured = found.some(({ figure }) => figure !== undefined);
  const sorted = isMeasured ? [...found].sort((a, b) => (a.figure ?? 0) - (b.figure ?? 0)) : found;
  return { ...about, ids: [...new Set(sorted.map(({ id }) => id))], isMeasured, claim };
}

/** Reads the ids in a file. Rejects with UserError: no such file, none that names tokens, a figure that it does not have. */
export async function readNamedIds(path: string, options: NamingOptions = {}): Promise<NamedIds> {
  // A pipe can be read once.
  const bytes = await readBytes(path, { missing: REMEDY });
  const source = { name: path, bytes: [bytes] };
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (/^\s*[[{]/.test(text)) {
    const value = await readDocument(source);
    if (!Array.isArray(value)) return inOrder(fromDocument(value, path, options), claimIn(value, path));
    noCosines(options, path);
    noSamples(options, path);
    return inOrder({ found: idsIn(value, path), what: 'tokens' });
  }
  const naming = /^"?id"?,/.test(text)
    ? await fromTable(source, path, options)
    : fromLines(text, path, options);
  return inOrder(naming);
}

/** Ids between commas or spaces, as a command may name them. */
const IDS = /^\s*\d{1,15}(?:[\s,]+\d{1,15})*\s*$/;

/** Numbers with signs between them, which a file is not called. */
const NUMBERS = /^[\d\s,;.+-]*$/;

/** The ids that a word of a command names: `17,4,2051`, or a file. Rejects with UserError. */
export async function namedIds(word: string, options: NamingOptions = {}): Promise<NamedIds> {
  if (!IDS.test(word)) {
    if (NUMBERS.test(word) && !existsSync(word))
      throw new UserError(`"${word}" names no ids of tokens`, '', 'ids are whole numbers from 0 on: 17,2051');
    return readNamedIds(word, options);
  }
  noCosines(options, word);
  noSamples(options, word);
  return inOrder({ found: idsIn(word.trim().split(/[\s,]+/), word), what: 'tokens' });
}
