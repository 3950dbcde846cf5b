/** Rows of the Language Confusion Benchmark's prompts, from its `test_sets.zip` (arXiv 2406.20052): `TASK/SOURCE/LANGUAGE.csv`. */

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { strFromU8, type Unzipped, unzipSync } from 'fflate';
import { UserError } from '../../files/index.js';
import type { Prompt } from '../types.js';
import type { Row } from './types.js';

const MEMBER = /^(?:mono|cross)lingual\/[^/]+\/[^/]+\.csv$/;

/** Names of sources in the responses, where the folder of their prompts has a shorter one. */
const FOLDERS: Readonly<Record<string, string>> = {
  aya_human_annotated: 'aya',
  dolly_human_edited: 'dolly',
  native_prompts: 'native',
};

type Cells = Readonly<Record<string, string | undefined>>;

/** The tables of the archive by `TASK/SOURCE/LANGUAGE.csv`. Throws UserError where the file is no such archive. */
function openArchive(bytes: Uint8Array, path: string): ReadonlyMap<string, Uint8Array> {
  let files: Unzipped;
  try {
    files = unzipSync(bytes);
  } catch {
    throw new UserError(
      'no ZIP archive of prompts',
      path,
      'name the test_sets.zip of the Language Confusion Benchmark',
    );
  }
  const tables = new Map(
    Object.entries(files)
      .map(([name, bytes]) => [name.split('/').slice(-3).join('/'), bytes] as const)
      .filter(([name]) => MEMBER.test(name)),
  );
  if (tables.size > 0) return tables;
  throw new UserError(
    'the archive has no prompts',
    path,
    'name the test_sets.zip of the Language Confusion Benchmark',
  );
}

function rowsIn(bytes: Uint8Array, where: string): Cells[] {
  try {
    return parse(strFromU8(bytes), { columns: true, bom: true });
  } catch (error) {
    throw new UserError((error as Error).message, where);
  }
}

function readArchive(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new UserError('no such archive of prompts, or it cannot be read', path);
  }
}

/** Finds the prompt of a response by the response's own columns. */
export type PromptSource = (response: {
  task: string;
  source: string;
  language: string;
  id: string;
}) => Prompt['messages'] | undefined;

/** Opens the archive. A response's `id` is the row of the prompt in its table, from 0. Throws UserError where it is no such archive. */
export function openLcbPrompts(path: string): PromptSource {
  const tables = openArchive(readArchive(path), path);
  const read = new Map<string, readonly Cells[]>();
  return ({ task, source, language, id }) => {
    const name = `${task}/${FOLDERS[source] ?? source}/${language}.csv`;
    let rows = read.get(name);
    if (rows === undefined) {
      const bytes = tables.get(name);
      rows = bytes === undefined ? [] : rowsIn(bytes, `${path}: ${name}`);
      read.set(name, rows);
    }
    const prompt = rows[Number(id)]?.prompt;
    return prompt === undefined ? undefined : [{ role: 'user', content: prompt }];
  };
}

/**
 * All prompts of the archive. Their ids are those that `score` gives to the benchmark's responses (`TASK/SOURCE/LANGUAGE/ROW`), their
 * tags the benchmark's own: task and source, and where the instruction stands in crosslingual ones.
 */
export function* readLcbRows(archive: Uint8Array, path: string): Generator<Row> {
  let line = 0;
  for (const [name, bytes] of openArchive(archive, path)) {
    const [task = '', folder = '', file = ''] = name.split('/');
    for (const [i, { prompt, source = folder, language, location }] of rowsIn(
      bytes,
      `${path}: ${name}`,
    ).entries()) {
      const tag = language ?? file.replace(/\.csv$/, '');
      yield {
        line: ++line,
        where: `${path}: ${name}, row ${i}`,
        value: {
          id: `${task}/${source}/${tag}/${i}`,
          language: tag,
          text: prompt,
          tags: [
            ...(task === 'crosslingual' ? ['cross-lingual'] : []),
            `lcb:${task}`,
            `lcb:${source}`,
            ...(location === undefined || location === '' ? [] : [`lcb:${location.toLowerCase()}`]),
          ],
        },
      };
    }
  }
}
