/** CSV, record by record. */

import { createReadStream } from 'node:fs';
import { type CsvError, parse } from 'csv-parse';
import { countCsvLines } from './csv-lines.js';
import type { Head } from './head.js';
import { LONGEST } from './jsonl.js';
import { UserError } from './problem.js';
import type { Unread, Value } from './row.js';

/** Unread rows in a row that are named apart. */
const HELD = 100;

interface Row {
  /** Line that the record begins on, from 1. */
  readonly first: number;
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
  let last = 1;
  const counted = countCsvLines();
  const parser = parse({
    bom: true,
    info: true,
    columns: true,
    delimiter,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST,
    on_record: (row, { lines }) => {
      const { record } = row as Pick<Row, 'record'>;
      const first = counted.begin(record, lines);
      last = counted.correct(lines);
      return { first, record };
    },
    on_skip: (error) => {
      if (error === undefined) return;
      // After a quote that stands wrong, what follows is text up to the next one: the rows in between are lost, and named.
      const [from, to] = [last + 1, Math.max(last + 1, counted.correct(Number(error.lines)))];
      const lines = to > from ? `; lines ${from} to ${to} are lost` : '';
      const row = (): Unread => ({
        kind: 'unread',
        where: `${path}:${from}`,
        reason: reasonOf(error) + lines,
      });
      // A million of them must not be held: past the first ones, they only count.
      unread.push(unread[HELD] ?? row());
      last = to;
    },
  });
  const file = createReadStream(path);
  file.on('error', (error) => parser.destroy(error));
  try {
    for await (const { first, record } of file.pipe(parser) as AsyncIterable<Row>) {
      if (unread.length > 0) {
        yield* unread;
        unread = [];
      }
      yield { kind: 'value', where: `${path}:${first}`, value: record };
    }
  } catch (error) {
    if (!String((error as CsvError).code).startsWith('CSV_')) throw error;
    throw new UserError(reasonOf(error as CsvError), path);
  }
  yield* unread;
}
