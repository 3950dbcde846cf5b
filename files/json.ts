/**
 * JSON as other tools write it: with a byte order mark, with NaN and Infinity as Python does, a file that is one document.
 */

import { type Advice, nameOf, readBytes, type Source } from './open.js';
import { UserError } from './problem.js';

/** Index of the quotation mark that ends the string that begins at `from`; -1 where the text ends first. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end;
  }
  return -1;
}

/** The text with another one in the place of what `pattern` finds outside strings; `instead` may leave it. */
function replaced(text: string, pattern: RegExp, instead: (found: string) => string | undefined): string {
  const pieces: string[] = [];
  const interesting = new RegExp(`"|${pattern.source}`, 'g');
  let from = 0;
  for (let match = interesting.exec(text); match !== null; match = interesting.exec(text)) {
    const [found] = match;
    if (found === '"') {
      const end = endOfString(text, match.index);
      if (end < 0) break;
      interesting.lastIndex = end + 1;
      continue;
    }
    const other = instead(found);
    if (other === undefined) continue;
    pieces.push(text.slice(from, match.index), other);
    from = interesting.lastIndex;
  }
  return pieces.join('') + text.slice(from);
}

const MILLIONS = 3;

/** Lists, objects and strings that a row may hold: of fewer bytes than of anything else, one takes some 50 when it is parsed. */
export const MOST_VALUES = MILLIONS * 1_000_000;

/** Grouped by hand: Intl would take 15 ms of every start. */
export const TOO_DENSE = `holds more than ${MILLIONS},000,000 values`;

const [QUOTE, LIST, OBJECT] = [0x22, 0x5b, 0x7b];

/** The same of a document that is held as a whole, where a tool writes one. */
const MOST_IN_A_DOCUMENT = 2 * MOST_VALUES;

/** True for JSON of which so much is brackets and quotation marks that it would take many times its size to hold its value. */
export function isDense(bytes: Uint8Array, most = MOST_VALUES): boolean {
  if (bytes.length < most) return false;
  let marks = 0;
  // Of a string there are two.
  for (const byte of bytes)
    if (byte === LIST || byte === OBJECT) marks += 2;
    else if (byte === QUOTE) marks++;
  return marks > 2 * most;
}

const NO_NUMBER = /-?(?:NaN|Infinity)/;

/** A whole number that may have more digits than a double keeps, with what stands before it: to look behind would take four times as long. */
const LONG_NUMBER = /[[{:,\s]-?[1-9]\d{15,}(?=[\]},\s])/;

function exactly(found: string): string | undefined {
  const digits = found.slice(1);
  return String(Number(digits)) === digits ? undefined : `${found[0]}"${digits}"`;
}

/**
 * The value of a JSON text; NaN and Infinity become null, and a whole number beyond 2^53, such as an id, the text of its digits. Throws
 * SyntaxError.
 */
export function parseJson(text: string): unknown {
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text;
  const exact = LONG_NUMBER.test(bare) ? replaced(bare, LONG_NUMBER, exactly) : bare;
  try {
    return JSON.parse(exact);
  } catch (error) {
    if (!NO_NUMBER.test(exact)) throw error;
    return JSON.parse(replaced(exact, NO_NUMBER, () => 'null'));
  }
}

/** The value of a file that is one JSON document. Throws UserError: not JSON, cut off; and as {@link readBytes} does. */
export async function readDocument(source: Source, advice?: Advice): Promise<unknown> {
  const bytes = await readBytes(source, advice);
  if (isDense(bytes, MOST_IN_A_DOCUMENT))
    throw new UserError(
      `the document holds more than ${MOST_IN_A_DOCUMENT.toLocaleString('en-US')} values`,
      nameOf(source),
      advice?.large,
    );
  try {
    return parseJson(bytes.toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError('malformed JSON', nameOf(source), 'it may be cut off; write it again');
  }
}

/** A value as JSON; undefined where it is nested too deep to be written. */
export function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
