/** The files that hold responses, of paths that may be folders; each once. */

import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  type Head,
  isPackedFile,
  readHead,
  readUnpacked,
  UserError,
  unpackedName,
} from '../../files/index.js';
import { headOptions } from './encodings.js';
import type { ReadOptions } from './format.js';
import { formatOf, holdsResponses } from './formats/index.js';

/** Endings of logs, which are looked for in folders. */
const LOG = /\.(?:jsonl|ndjson|json|csv|tsv|parquet|eval)$/i;

/** Names of files in a message. */
const SHOWN = 3;

export interface Files {
  readonly files: readonly string[];
  /** Files of folders that were passed over, a text each folder. */
  readonly notes: readonly string[];
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** The logs in a folder and in the folders in it, in the order of their names. */
function* logsIn(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* logsIn(path);
    else if (LOG.test(unpackedName(entry.name)) && statOf(path)?.isFile() === true) yield path;
  }
}

/** True where the beginning of a file in a folder shows responses: beside them lie questions, scores, settings. */
function isLog(head: Head, options: ReadOptions): boolean {
  if (options.from !== undefined) return true;
  try {
    return holdsResponses(formatOf(head, undefined, options.text), head, options);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** The files in a folder that hold responses, and what is to be said of the others. */
async function filesIn(folder: string, options: ReadOptions): Promise<Files> {
  const files: string[] = [];
  const others: string[] = [];
  for (const path of logsIn(folder)) {
    const isEmpty = statSync(path).size === 0;
    const fits = !isEmpty && isLog(await readHead(path, headOptions(options)), options);
    (fits ? files : others).push(path);
  }
  if (files.length === 0) throw new UserError('there is no file with responses in the folder', folder);
  const names = others.slice(0, SHOWN).map((path) => relative(folder, path));
  const more = others.length > SHOWN ? ` and ${others.length - SHOWN} more` : '';
  const notes =
    others.length === 0 ? [] : [`${folder}: without responses, passed over: ${names.join(', ')}${more}`];
  return { files, notes };
}

const piecesOf = async (path: string): Promise<AsyncIterable<Buffer>> =>
  (await isPackedFile(path)) ? readUnpacked(path) : (createReadStream(path) as AsyncIterable<Buffer>);

/** Bytes of what a file holds, unpacked. */
async function sizeOf(path: string): Promise<number> {
  if (!(await isPackedFile(path))) return statSync(path).size;
  let size = 0;
  for await (const piece of readUnpacked(path)) size += piece.length;
  return size;
}

/** SHA-256 of it. */
async function contentOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of await piecesOf(path)) hash.update(piece);
  return hash.digest('hex');
}

/**
 * Throws UserError where a file is named twice, or given twice under two names or packed and not: its responses would count double.
 */
async function refuseTwice(files: readonly string[]): Promise<void> {
  if (files.length < 2) return;
  const places = new Set<string>();
  const bySize = new Map<number, string[]>();
  for (const file of files) {
    const path = realpathSync(file);
    if (places.has(path)) throw new UserError('the file is named twice', file);
    places.add(path);
    if (!statSync(path).isFile()) continue;
    const size = await sizeOf(path);
    bySize.set(size, [...(bySize.get(size) ?? []), file]);
  }
  for (const alike of bySize.values()) {
    if (alike.length < 2) continue;
    const contents = new Map<string, string>();
    for (const file of alike) {
      const content = await contentOf(file);
      const other = contents.get(content);
      if (other !== undefined)
        throw new UserError(`the file holds the same as ${other}`, file, 'name one of them');
      contents.set(content, file);
    }
  }
}

/**
 * The files of `paths`: those that are named, and of folders those that hold responses. Throws UserError: a file that is not there or
 * cannot be read, a folder without one, a file twice.
 */
export async function filesOf(paths: readonly string[], options: ReadOptions): Promise<Files> {
  const files: string[] = [];
  const notes: string[] = [];
  for (const path of paths) {
    if (statOf(path)?.isDirectory() === true) {
      const found = await filesIn(path, options);
      // A folder may have more files than a call takes arguments.
      for (const file of found.files) files.push(file);
      for (const note of found.notes) notes.push(note);
    } else {
      await readHead(path, headOptions(options));
      files.push(path);
    }
  }
  await refuseTwice(files);
  return { files, notes };
}
