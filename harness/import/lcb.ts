/** Responses in the CSV of the Language Confusion Benchmark: columns id, model, completion, task, source, language. */

import { createReadStream } from 'node:fs';
import { type CsvError, parse } from 'csv-parse';
import { UserError } from '../../prompts/index.js';
import type { PromptSource } from './lcb-prompts.js';
import type { Response } from './response.js';

const NEEDED = ['id', 'model', 'completion'] as const;

interface Row {
  readonly info: { readonly lines: number };
  readonly record: Readonly<Record<string, string>>;
}

export interface LcbOptions {
  /** Language of rows without one. */
  readonly language?: string;
  readonly prompts?: PromptSource;
}

/** The header's columns, checked before the first row. */
function checkColumns(columns: readonly string[], path: string, language: string | undefined): string[] {
  const missing = [...NEEDED, ...(language === undefined ? ['language'] : [])].filter(
    (name) => !columns.includes(name),
  );
  if (missing.length > 0) {
    const todo =
      missing.join() === 'language'
        ? 'give one with --language'
        : 'name a CSV with the columns id, model, completion, language';
    throw new UserError(`the CSV has no column ${missing.map((name) => `"${name}"`).join(', ')}`, path, todo);
  }
  return [...columns];
}

/** The responses in `path`, row by row. Throws UserError: no such file, columns missing, malformed CSV. */
export async function* readLcb(path: string, { language, prompts }: LcbOptions): AsyncGenerator<Response> {
  let failure: Error | undefined;
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    columns: (header: string[]) => {
      try {
        return checkColumns(header, path, language);
      } catch (error) {
        failure = error as Error;
        throw error;
      }
    },
  });
  const file = createReadStream(path);
  file.on('error', (error) => parser.destroy(error));
  try {
    for await (const { info, record } of file.pipe(parser) as AsyncIterable<Row>) {
      const { id = '', model = '', completion = '', task = '', source = '' } = record;
      const tag = record.language || language || '';
      const messages = prompts?.({ task, source, language: tag, id });
      yield {
        where: `${path}:${info.lines}`,
        target: model,
        language: tag,
        promptId: [task, source, tag, id].filter((part) => part !== '').join('/'),
        answer: completion,
        ...(messages && { messages }),
      };
    }
  } catch (error) {
    if (failure !== undefined) throw failure;
    const { code, message } = error as NodeJS.ErrnoException & CsvError;
    if (String(code) === 'ENOENT') throw new UserError('no such file', path);
    if (String(code).startsWith('CSV_')) throw new UserError(`malformed CSV: ${message}`, path);
    throw error;
  }
}
