/** CSV, record by record. */

import { createReadStream } from 'node:fs';
import { type CsvError, parse } from 'csv-parse';
import { UserError } from '../../../prompts/index.js';
import type { Unread } from '../response.js';
import type { Head } from './head.js';
import { LONGEST, type Value } from './lines.js';

interface Row {
  readonly info: { readonly lines: number };
  readonly record: Readonly<Record<string, string>>;
}

const MEANINGS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'malformed CSV: a quote is never closed',
  CSV_MAX_RECORD_SIZE: `malformed CSV: the record is longer than ${LONGEST >> 20} MiB; a quote may be missing`,
  CSV_RECORD_INCONSISTENT_COLUMNS: 'malformed CSV: the record has more or fewer fields than the header',
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'malformed CSV: the record has more or fewer fields than the header',
  CSV_INVALID_CLOSING_QUOTE: 'malformed CSV: text after a closing quote',
};

const reasonOf = ({ code, message }: CsvError): string => MEANINGS[code] ?? `malformed CSV: ${message}`;

/** The records of a file by its header. Throws UserError where the header is malformed, and what the file system throws. */
export async function* readCsv({ path, delimiter }: Head): AsyncGenerator<Value | Unread> {
  let unread: Unread[] = [];
  const parser = parse({
    bom: true,
    info: true,
    columns: true,
    delimiter,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST,
    on_skip: (error) => {
      if (error !== undefined)
        unread.push({ kind: 'unread', where: `${path}:${error.lines ?? '?'}`, reason: reasonOf(error) });
      return undefined;
    },
  });
  const file = createReadStream(path);
  file.on('error', (error) => parser.destroy(error));
  try {
    for await (const { info, record } of file.pipe(parser) as AsyncIterable<Row>) {
      if (unread.length > 0) {
        yield* unread;
        unread = [];
      }
      yield { kind: 'value', where: `${path}:${info.lines}`, value: record };
    }
  } catch (error) {
    if (!String((error as CsvError).code).startsWith('CSV_')) throw error;
    throw new UserError(reasonOf(error as CsvError), path);
  }
  yield* unread;
}
