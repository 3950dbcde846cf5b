/** The prompts of the Language Confusion Benchmark, from its `test_sets.zip` (arXiv 2406.20052). */

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { strFromU8, type Unzipped, unzipSync } from 'fflate';
import { type Prompt, UserError } from '../../../prompts/index.js';

/** Names of sources in the responses, where the folder of their prompts has a shorter one. */
const FOLDERS: Readonly<Record<string, string>> = {
  aya_human_annotated: 'aya',
  dolly_human_edited: 'dolly',
  native_prompts: 'native',
};

/** Finds the prompt of a response by the response's own columns. */
export type PromptSource = (response: {
  task: string;
  source: string;
  language: string;
  id: string;
}) => Prompt['messages'] | undefined;

/**
 * Opens the archive. A response's `id` is the row of the prompt in `TASK/SOURCE/LANGUAGE.csv`, from 0. Throws UserError where the
 * file is no such archive.
 */
export function openLcbPrompts(path: string): PromptSource {
  let files: Unzipped;
  try {
    files = unzipSync(readFileSync(path));
  } catch {
    throw new UserError(
      'no ZIP archive of prompts',
      path,
      'name the test_sets.zip of the Language Confusion Benchmark',
    );
  }
  const byName = new Map(
    Object.entries(files).map(([name, bytes]) => [name.split('/').slice(-3).join('/'), bytes]),
  );
  if (![...byName.keys()].some((name) => /^(mono|cross)lingual\/[^/]+\/[^/]+\.csv$/.test(name))) {
    throw new UserError(
      'the archive has no prompts',
      path,
      'name the test_sets.zip of the Language Confusion Benchmark',
    );
  }
  const sets = new Map<string, readonly Record<string, string>[]>();
  return ({ task, source, language, id }) => {
    const name = `${task}/${FOLDERS[source] ?? source}/${language}.csv`;
    let rows = sets.get(name);
    if (rows === undefined) {
      const bytes = byName.get(name);
      rows = bytes === undefined ? [] : parse(strFromU8(bytes), { columns: true, bom: true });
      sets.set(name, rows);
    }
    const prompt = rows[Number(id)]?.prompt;
    return prompt === undefined ? undefined : [{ role: 'user', content: prompt }];
  };
}
