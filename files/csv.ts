/** CSV, record by record, with the lines that each of them stands on, be it whole or torn. */

import { isUtf8 } from 'node:buffer';
import { pipeline } from 'node:stream';
import { type CsvError, type Info, type Parser, parse } from 'csv-parse';
import { parse as parseWhole } from 'csv-parse/sync';
import { LONGEST } from './lines.js';
import { nameOf, PIECE, readPieces, type Source } from './open.js';
import { UserError } from './problem.js';
import type { Unread, Value } from './row.js';

const DELIMITERS = [',', '\t', ';'] as const;

/** A header may have spaces behind its delimiters. */
const trimmed = (names: readonly string[]): string[] => names.map((name) => name.trim());

/** The columns that the first line of a table in text names, and what separates them: whatever makes the most of them. */
export function csvHeader(text: string): { columns: readonly string[]; delimiter: string } {
  const line = /^[\ufeff\r\n]*(?<line>[^\r\n]*)/.exec(text)?.groups?.line ?? '';
  let best: ReturnType<typeof csvHeader> = { columns: [], delimiter: ',' };
  for (const delimiter of DELIMITERS) {
    try {
      const [columns = []]: string[][] = parseWhole(line, { delimiter, relax_quotes: true });
      if (columns.length > best.columns.length) best = { columns: trimmed(columns), delimiter };
    } catch {}
  }
  return best;
}

const MEANINGS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is never closed',
  CSV_RECORD_INCONSISTENT_COLUMNS: 'the record has more or fewer fields than the header',
  CSV_INVALID_CLOSING_QUOTE: 'text after a closing quote',
  INVALID_OPENING_QUOTE: 'a quote in a field that does not begin with one',
};

const MALFORMED = 'malformed CSV: ';
const reasonOf = ({ code, message }: CsvError): string => MALFORMED + (MEANINGS[code] ?? message);

const TOO_LONG = `${MALFORMED}the record is longer than ${LONGEST >> 20} MiB; a quote may be missing`;

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** Ends of lines: LF, CR LF, CR. */
function countEnds(bytes: Buffer): number {
  let ends = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) ends++;
  for (let at = bytes.indexOf(RETURN); at >= 0; at = bytes.indexOf(RETURN, at + 1))
    if (bytes[at + 1] !== LINE_FEED) ends++;
  return ends;
}

/** Lines that a record has more than one, by its values. */
const endsWithin = (values: readonly string[]): number =>
  values.reduce((sum, value) => sum + value.split(/\r\n|\r|\n/).length - 1, 0);

/** What has been given to the parser and is no part of a record yet. */
class Given {
  #pieces: Buffer[] = [];
  /** Offset in the file of the first byte held. */
  #from = 0;

  /** Bytes that are held. */
  length = 0;

  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.length += piece.length;
  }

  /** The bytes before the offset `end`, which are held no longer. */
  take(end: number = Number.POSITIVE_INFINITY): Buffer {
    const [first] = this.#pieces;
    const all = this.#pieces.length === 1 && first !== undefined ? first : Buffer.concat(this.#pieces);
    const taken = all.subarray(0, end - this.#from);
    this.#pieces = [all.subarray(taken.length)];
    this.#from += taken.length;
    this.length -= taken.length;
    return taken;
  }
}

/** A record that cannot be read for its quotes. Where it ends is known when another one is read. */
interface Torn {
  readonly reason: string;
  readonly from: number;
  /** The line on which the parser noticed. */
  readonly noticed: number;
  /** Empty lines of the file until then. */
  readonly empty: number;
}

/** What the parser knows where it has something to tell. */
type At = Pick<Info, 'bytes' | 'lines' | 'empty_lines'>;

/**
 * Tells the lines of records. They are counted in the bytes up to which a record goes: the parser's own count takes CR LF in quotes for two
 * lines, so that it serves only from one such place to the next.
 */
class Places {
  readonly #given = new Given();
  readonly #name: string;
  /** The last line before what is to come, and what the parser counted there. */
  #last = 0;
  #at: At = { bytes: 0, lines: 0, empty_lines: 0 };
  #torn: Torn | undefined;
  /** True when the rest of the file is given up, for a record that has no end. */
  over = false;

  constructor(name: string) {
    this.#name = name;
  }

  given(piece: Buffer): void {
    this.over = this.#given.length > LONGEST;
    this.#given.add(piece);
  }

  /** Passes over a record that ends here; its bytes, with all that was before it. */
  pass({ bytes, lines, empty_lines }: At): Buffer {
    const taken = this.#given.take(bytes);
    const end = taken.at(-1);
    this.#last += countEnds(taken) + (end === LINE_FEED || end === RETURN ? 0 : 1);
    this.#at = { bytes, lines, empty_lines };
    return taken;
  }

  #unread({ reason, from }: Pick<Torn, 'reason' | 'from'>, to: number): Unread {
    const lost = to > from ? `; lines ${from} to ${to} are lost` : '';
    return { kind: 'unread', where: `${this.#name}:${from}`, reason: reason + lost };
  }

  /** The torn record before one that begins on a line. */
  #before(first: number, { empty_lines }: At): Unread[] {
    const torn = this.#torn;
    this.#torn = undefined;
    return torn === undefined ? [] : [this.#unread(torn, first - 1 - (empty_lines - torn.empty))];
  }

  /** A record that is whole: its first line, its bytes, and the torn one before it. */
  whole(values: readonly string[], at: At): { first: number; bytes: Buffer; before: readonly Unread[] } {
    const next = this.#last + 1 + at.empty_lines - this.#at.empty_lines;
    const bytes = this.pass(at);
    const first = this.#torn === undefined ? next : this.#last - endsWithin(values);
    return { first, bytes, before: this.#before(first, at) };
  }

  /** A record that has more or fewer fields than the header. */
  uneven(reason: string, values: readonly string[], at: At): readonly Unread[] {
    const torn = this.#torn;
    this.pass(at);
    const first = this.#last - endsWithin(values);
    if (torn === undefined || torn.noticed < first)
      return [...this.#before(first, at), this.#unread({ reason, from: first }, this.#last)];
    // Its quotes were wrong first.
    this.#torn = undefined;
    return [this.#unread(torn, this.#last)];
  }

  /** A record whose quotes are wrong. What follows the quote is text up to the next one: the lines between are lost. */
  torn(reason: string, { lines, empty_lines }: At): readonly Unread[] {
    const before = this.#torn;
    const noticed = this.#last + lines - this.#at.lines;
    if (before?.noticed === noticed) return [];
    const [last, empty] =
      before === undefined ? [this.#last, this.#at.empty_lines] : [before.noticed, before.empty];
    const from = last + 1 + empty_lines - empty;
    this.#torn = { reason, from, noticed: Math.max(from, noticed), empty: empty_lines };
    return before === undefined ? [] : [this.#unread(before, before.noticed)];
  }

  /** The torn record at the end of the file. */
  rest(): readonly Unread[] {
    const torn = this.#torn;
    if (this.over) {
      const { reason, from } = torn ?? { reason: TOO_LONG, from: this.#last + 1 };
      return [this.#unread({ reason: `${reason}; the rest of the file is lost`, from }, from)];
    }
    if (torn === undefined) return [];
    const text = this.#given.take().toString('latin1').trimEnd();
    return [this.#unread(torn, this.#last + 1 + countEnds(Buffer.from(text, 'latin1')))];
  }
}

/** A parser that pushes rows. */
function parserOf(name: string, delimiter: string, places: Places): Parser {
  const parser = parse({
    bom: true,
    columns: (names: readonly string[]) => {
      places.pass(parser.info);
      return trimmed(names);
    },
    delimiter,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (record: Readonly<Record<string, string>>, info): Value | Unread => {
      const values = Object.values(record);
      const { first, bytes, before } = places.whole(values, info);
      for (const row of before) parser.push(row);
      const where = `${name}:${first}`;
      if (values.some((value) => value.includes('\ufffd')) && !isUtf8(bytes))
        return {
          kind: 'unread',
          where,
          reason: 'the record is not in UTF-8',
          todo: 'save the file as UTF-8',
        };
      return { kind: 'value', where, number: first, value: record };
    },
    on_skip: (error) => {
      if (error === undefined || places.over) return;
      const { bytes, lines, empty_lines } = error as CsvError & At;
      const at = { bytes, lines, empty_lines };
      const rows = Array.isArray(error.record)
        ? places.uneven(reasonOf(error), error.record, at)
        : places.torn(reasonOf(error), at);
      for (const row of rows) parser.push(row);
    },
  });
  return parser;
}

/**
 * The records of a table in text by the names in its header, one at a time; cells without text are empty. Throws UserError where the
 * source cannot be opened or is no text.
 */
export async function* readCsv(source: Source): AsyncGenerator<Value | Unread> {
  const name = nameOf(source);
  const pieces = readPieces(source);
  const { value: head = Buffer.alloc(0) } = await pieces.next();
  const places = new Places(name);
  const parser = parserOf(name, csvHeader(head.toString('utf8', 0, PIECE)).delimiter, places);
  async function* given(): AsyncGenerator<Buffer> {
    for (let piece = head; piece !== undefined; piece = (await pieces.next()).value) {
      places.given(piece);
      if (places.over) return;
      yield piece;
    }
  }
  // What fails is told by the parser, which is read.
  pipeline(given, parser, () => {});
  try {
    yield* parser as AsyncIterable<Value | Unread>;
  } catch (error) {
    const { code } = error as CsvError;
    throw code?.startsWith('CSV_') ? new UserError(reasonOf(error as CsvError), name) : error;
  } finally {
    await pieces.return(undefined);
  }
  yield* places.rest();
}
