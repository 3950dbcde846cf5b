/** CSV, record by record. */

import { isUtf8 } from 'node:buffer';
import { pipeline } from 'node:stream';
import { type CsvError, type Parser, parse } from 'csv-parse';
import { parse as parseWhole } from 'csv-parse/sync';
import { type At, LONGEST, RecordLines } from './csv-lines.js';
import { encodingIn, nameOf, readPieces, type Source } from './open.js';
import { UserError } from './problem.js';
import type { Unread, Value } from './row.js';

const DELIMITERS = [',', '\t', ';'] as const;

/** What may end a line. The parser finds out by itself which one a file has, at the cost of 15 microseconds for each byte before it. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/** A header may have spaces behind its delimiters. */
const trimmed = (names: readonly string[]): string[] => names.map((name) => name.trim());

/** The columns that the first line of a table in text names, and what separates them: whatever makes the most of them. */
export function csvHeader(text: string): { columns: readonly string[]; delimiter: string } {
  const line = /^[\ufeff\r\n]*(?<line>[^\r\n]*)/.exec(text)?.groups?.line ?? '';
  let best: ReturnType<typeof csvHeader> = { columns: [], delimiter: ',' };
  for (const delimiter of DELIMITERS) {
    try {
      const [columns = []]: string[][] = parseWhole(line, {
        delimiter,
        relax_quotes: true,
        record_delimiter: LINE_ENDS,
      });
      if (columns.length > best.columns.length) best = { columns: trimmed(columns), delimiter };
    } catch {}
  }
  return best;
}

const MALFORMED = 'malformed CSV: ';

const UNCLOSED = 'CSV_QUOTE_NOT_CLOSED';

const MEANINGS: Readonly<Record<string, string>> = {
  [UNCLOSED]: 'a quote is never closed',
  CSV_RECORD_INCONSISTENT_COLUMNS: 'the record has more or fewer fields than the header',
  CSV_INVALID_CLOSING_QUOTE: 'text after a closing quote',
  INVALID_OPENING_QUOTE: 'a quote in a field that does not begin with one',
};

const reasonOf = ({ code, message }: CsvError): string => MALFORMED + (MEANINGS[code] ?? message);

const TOO_LONG = `${MALFORMED}the record is longer than ${LONGEST >> 20} MiB; a quote may be missing`;

/** Bytes that the parser is given at once: it makes rows of all of them before the first is asked for. */
const STEP = 64 << 10;

const QUOTE = 0x22;

/** Bytes of fields that may be copied in one step, and the shortest step. */
const COPIED = 1 << 26;
const SHORTEST = 64;

/** As much of a step as may be given at once: at each quote that stands wrong, the parser copies the field up to it, of `held` bytes and more. */
function bearable(step: Buffer, held: number): Buffer {
  let quotes = 0;
  for (let at = step.indexOf(QUOTE); at >= 0; at = step.indexOf(QUOTE, at + 1)) {
    quotes++;
    if (at >= SHORTEST && quotes * (held + at) > COPIED) return step.subarray(0, at);
  }
  return step;
}

const hasLineEnd = (first: Buffer): boolean => /[\r\n]/.test(first.toString('utf8').trimStart());

/** A parser that turns what it is given into rows, of which `first` are the first bytes. `lines` has been given the same. */
function parserOf(source: Source, first: Buffer, lines: RecordLines): Parser {
  const [name, encoding] = [nameOf(source), encodingIn(source)];
  const parser = parse({
    bom: true,
    columns: (names: readonly string[]) => {
      lines.pass(parser.info);
      return trimmed(names);
    },
    delimiter: csvHeader(first.toString('utf8')).delimiter,
    ...(!hasLineEnd(first) && { record_delimiter: LINE_ENDS }),
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (record: Readonly<Record<string, string>>, info): Value | Unread => {
      const cells = Object.values(record);
      const { first, bytes, before } = lines.whole(cells, info);
      for (const row of before) parser.push(row);
      const where = `${name}:${first}`;
      // What is no UTF-8 has been read as U+FFFD, which may stand in the file as well.
      if (cells.some((cell) => cell.includes('\ufffd')) && !isUtf8(bytes))
        return {
          kind: 'unread',
          where,
          reason: `the record is not in ${encoding}`,
          todo: 'save the file as UTF-8',
        };
      return { kind: 'value', where, number: first, value: record };
    },
    on_skip: (error) => {
      if (error === undefined || lines.isEndless) return;
      lines.copied(String((error as { readonly field?: unknown }).field ?? '').length);
      const reason = reasonOf(error);
      const at = error as CsvError & At;
      const rows = Array.isArray(error.record)
        ? lines.uneven(reason, error.record, at)
        : error.code === UNCLOSED
          ? lines.unclosed(reason, at)
          : lines.torn(reason, at);
      for (const row of rows) parser.push(row);
    },
  });
  return parser;
}

/** The first pieces of a file: its first line and what comes with it. */
async function readFirst(pieces: AsyncGenerator<Buffer, void>): Promise<Buffer> {
  let first = Buffer.alloc(0);
  while (first.length < STEP && !hasLineEnd(first)) {
    const { value, done } = await pieces.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  return first;
}

/**
 * The records of a table in text by the names in its header, one at a time. One whose quotes or fields are wrong is an unread row with its
 * lines, and so is what is longer than is held. Throws UserError where the source cannot be opened or is no text.
 */
export async function* readCsv(source: Source): AsyncGenerator<Value | Unread> {
  const name = nameOf(source);
  const pieces = readPieces(source);
  const first = await readFirst(pieces);
  const lines = new RecordLines(name);
  const parser = parserOf(source, first, lines);
  function* stepsOf(piece: Buffer): Generator<Buffer> {
    for (let from = 0; from < piece.length && !lines.isEndless; ) {
      const step = bearable(piece.subarray(from, from + STEP), lines.held);
      from += step.length;
      lines.add(step);
      yield step;
    }
  }
  async function* given(): AsyncGenerator<Buffer> {
    yield* stepsOf(first);
    for await (const piece of pieces) {
      if (lines.isEndless) return;
      yield* stepsOf(piece);
    }
  }
  // What goes wrong is told by the parser, which is read.
  pipeline(given, parser, () => {});
  try {
    yield* parser as AsyncIterable<Value | Unread>;
  } catch (error) {
    const { code } = error as CsvError;
    throw code?.startsWith('CSV_') ? new UserError(reasonOf(error as CsvError), name) : error;
  } finally {
    await pieces.return();
  }
  if (lines.isEndless) yield lines.endless(TOO_LONG, parser.info);
  else yield* lines.rest();
}
