/** Opens a tokenizer by what its file begins with, or the one in a folder. */

import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDense, parseJson, readBytes, readPieces, readUnpacked, UserError } from '../../files/index.js';
import { readGguf } from './gguf/index.js';
import { readTokenizerJson, VocabularyApart, withoutVocabulary } from './json/index.js';
import { isRanks, readRanks } from './ranks/index.js';
import type { OpenOptions, Vocabulary } from './types.js';

/** Lists, objects and strings of a tokenizer.json: the largest that are in use have a million. */
const MOST_VALUES = 8_000_000;

/** Bytes of a text; the largest tokenizer.json in use has 35 million. */
const LARGEST = 256 << 20;

/** Bytes by which formats are told. */
const LOOKED_AT = 4096;

const KINDS = 'a tokenizer.json, a rank file of tiktoken or a GGUF file';

/** Names that tokenizers have, the first of them before the others. */
const NAMES: readonly RegExp[] = [
  /^tokenizer\.json$/,
  /\.tiktoken$/,
  /^tiktoken\.model$/,
  /^tokenizer\.model$/,
  /\.gguf$/,
];

/** The tokenizer in a folder; undefined where there is none that can be read. */
export function findTokenizer(folder: string): string | undefined {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    return undefined;
  }
  for (const pattern of NAMES) {
    const name = names.find((one) => pattern.test(one));
    if (name !== undefined) return join(folder, name);
  }
  return undefined;
}

async function beginning(path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of readUnpacked(path, { missing: `name ${KINDS}` })) {
    pieces.push(piece);
    length += piece.length;
    if (length >= LOOKED_AT) break;
  }
  return Buffer.concat(pieces).subarray(0, LOOKED_AT);
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** False for what cannot be looked at: to read it says why. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The text of a file and its hash; its bytes are let go of, since what is made of them takes as much again. */
async function textOf(
  path: string,
  isJson: boolean,
  apart: VocabularyApart | undefined,
): Promise<{ readonly text: string; readonly sha256: string }> {
  const hash = createHash('sha256');
  async function* hashed(): AsyncGenerator<Buffer> {
    for await (const piece of readPieces(path)) {
      hash.update(piece);
      yield piece;
    }
  }
  const pieces = apart === undefined ? hashed() : withoutVocabulary(hashed(), apart);
  const bytes = await readBytes({ name: path, bytes: pieces });
  if (isJson && (isDense(bytes, MOST_VALUES) || (apart?.count ?? 0) > MOST_VALUES))
    throw new UserError('it holds more values than any tokenizer', path);
  return { text: bytes.toString('utf8'), sha256: hash.digest('hex') };
}

/** What `read` gives of JSON. Throws UserError where that is malformed. */
function asJson<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError('malformed JSON', path, 'it may be cut off');
  }
}

/**
 * Opens a tokenizer: a tokenizer.json, a rank file of tiktoken, a GGUF file, or a folder with one of them. Throws UserError: no such file,
 * another format, damaged; a single line that says where.
 */
export async function openVocabulary(path: string, options: OpenOptions = {}): Promise<Vocabulary> {
  if (isFolder(path)) {
    const found = findTokenizer(path);
    if (found === undefined)
      throw new UserError('there is no tokenizer in this folder', path, `name ${KINDS}`);
    return openVocabulary(found, options);
  }
  const first = await beginning(path);
  if (first.length === 0) throw new UserError('the file is empty', path);
  if (first.toString('latin1', 0, 4) === 'GGUF') return readGguf(path, options);
  const text = first.toString('utf8').replace(/^\ufeff/, '');
  const isJson = text.trimStart().startsWith('{');
  if (!isJson && !isRanks(text))
    throw new UserError(
      first[0] === 0x0a
        ? 'this looks like a model of SentencePiece, which is not read'
        : `this is not ${KINDS}`,
      path,
      first[0] === 0x0a ? 'name the tokenizer.json of the same model' : '',
    );
  if (sizeOf(path) > LARGEST)
    throw new UserError(`the file is larger than any tokenizer: more than ${LARGEST >> 20} MiB`, path);
  const apart = isJson && options.tokensOnly === true ? new VocabularyApart(path) : undefined;
  const { text: whole, sha256 } = await textOf(path, isJson, apart);
  return isJson
    ? asJson(path, () => readTokenizerJson(parseJson(whole), path, sha256, apart))
    : readRanks(whole, path, sha256, options);
}
