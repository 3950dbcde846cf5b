/** The prompts of the Language Confusion Benchmark, from its `test_sets.zip` (arXiv 2406.20052): `TASK/SOURCE/LANGUAGE.csv`. */

import { isArchive, openArchive, readCsv, UserError, type Value } from '../files/index.js';
import type { Prompt } from './types.js';

const MEMBER = /^(?:mono|cross)lingual\/[^/]+\/[^/]+\.csv$/;

/** What is read of an archive. The benchmark's has 5 MiB in 76 tables, of which the largest has 0.3, and 100 prompts in each. */
const BOUNDS = { member: 16 << 20, together: 32 << 20 } as const;

/** A mebibyte may hold half a million prompts of a letter. */
const MOST_PROMPTS = 20_000;

/** Names of sources in the responses, where the folder of their prompts has a shorter one. */
const FOLDERS: Readonly<Record<string, string>> = {
  aya_human_annotated: 'aya',
  dolly_human_edited: 'dolly',
  native_prompts: 'native',
};

type Cells = Readonly<Record<string, string | undefined>>;

/** A table of the archive. */
interface Table {
  /** `p.zip: monolingual/okapi/ja.csv` */
  readonly where: string;
  /** Throws UserError where one cannot be read, or where there are too many in the archive. */
  rows(): AsyncGenerator<Cells>;
}

/** What to do about any other file. */
const ADVICE = 'name the test_sets.zip of the Language Confusion Benchmark';

/** The tables of the archive by `TASK/SOURCE/LANGUAGE.csv`. Throws UserError where the file is no such archive. */
async function readTables(path: string): Promise<ReadonlyMap<string, Table>> {
  if (!(await isArchive(path))) throw new UserError('no ZIP archive of prompts', path, ADVICE);
  const tables = new Map<string, Table>();
  let prompts = 0;
  async function* rowsIn(text: string, where: string): AsyncGenerator<Cells> {
    for await (const row of readCsv({ name: where, bytes: [Buffer.from(text)] })) {
      if (row.kind === 'unread') throw new UserError(row.reason, row.where);
      if (++prompts > MOST_PROMPTS)
        throw new UserError(`the archive has more than ${MOST_PROMPTS} prompts`, path, ADVICE);
      yield row.value as Cells;
    }
  }
  const archive = await openArchive(path, BOUNDS);
  try {
    for (const member of archive.names) {
      const name = member.split('/').slice(-3).join('/');
      if (!MEMBER.test(name)) continue;
      const where = `${path}: ${name}`;
      const text = await archive.read(member).catch((error: Error) => {
        throw new UserError(`the member cannot be read: ${error.message}`, where, ADVICE);
      });
      tables.set(name, { where, rows: () => rowsIn(text ?? '', where) });
    }
  } finally {
    await archive.close();
  }
  if (tables.size === 0) throw new UserError('the archive has no prompts', path, ADVICE);
  return tables;
}

async function promptsIn(table: Table | undefined): Promise<readonly (string | undefined)[]> {
  const prompts: (string | undefined)[] = [];
  if (table !== undefined) for await (const { prompt } of table.rows()) prompts.push(prompt);
  return prompts;
}

/** Finds the prompt of a response by the response's own columns. */
export type PromptSource = (response: {
  task: string;
  source: string;
  language: string;
  id: string;
}) => Promise<Prompt['messages'] | undefined>;

/**
 * Opens the archive. A response's `id` is the row of the prompt in its table, from 0. Throws UserError where it is no such archive; so does
 * what it returns, where a table is malformed.
 */
export async function openLcbPrompts(path: string): Promise<PromptSource> {
  const tables = await readTables(path);
  const read = new Map<string, Promise<readonly (string | undefined)[]>>();
  return async ({ task, source, language, id }) => {
    const name = `${task}/${FOLDERS[source] ?? source}/${language}.csv`;
    const prompts = read.get(name) ?? promptsIn(tables.get(name));
    read.set(name, prompts);
    const prompt = (await prompts)[Number(id)];
    return prompt === undefined ? undefined : [{ role: 'user', content: prompt }];
  };
}

/**
 * All prompts of the archive. Their ids are those that `score` gives to the benchmark's responses (`TASK/SOURCE/LANGUAGE/ROW`), their
 * tags the benchmark's own: task and source, and where the instruction stands in crosslingual ones.
 */
export async function* readLcbRows(path: string): AsyncGenerator<Value> {
  let number = 0;
  for (const [name, table] of await readTables(path)) {
    const [task = '', folder = '', file = ''] = name.split('/');
    let row = -1;
    for await (const { prompt, source = folder, language, location } of table.rows()) {
      row++;
      const tag = language ?? file.replace(/\.csv$/, '');
      yield {
        kind: 'value',
        number: ++number,
        where: `${table.where}, row ${row}`,
        value: {
          id: `${task}/${source}/${tag}/${row}`,
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
