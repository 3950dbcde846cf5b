/**
 * JSON as other tools write it: with a byte order mark, with NaN and Infinity as Python does, a file that is one document.
 */

import { type Advice, nameOf, readText, type Source } from './open.js';
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

/** The text with null in the place of NaN, Infinity and -Infinity outside strings. */
function withoutNaN(text: string): string {
  const pieces: string[] = [];
  const interesting = /["NI]/g;
  let from = 0;
  for (let match = interesting.exec(text); match !== null; match = interesting.exec(text)) {
    const at = match.index;
    if (match[0] === '"') {
      const end = endOfString(text, at);
      if (end < 0) break;
      interesting.lastIndex = end + 1;
      continue;
    }
    const word = ['NaN', 'Infinity'].find((one) => text.startsWith(one, at));
    if (word === undefined) continue;
    pieces.push(text.slice(from, text[at - 1] === '-' ? at - 1 : at), 'null');
    from = at + word.length;
    interesting.lastIndex = from;
  }
  return pieces.join('') + text.slice(from);
}

/** The value of a JSON text; NaN and Infinity become null. Throws SyntaxError. */
export function parseJson(text: string): unknown {
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text;
  try {
    return JSON.parse(bare);
  } catch (error) {
    if (!/NaN|Infinity/.test(bare)) throw error;
    return JSON.parse(withoutNaN(bare));
  }
}

/** The value of a file that is one JSON document. Throws UserError: not JSON, cut off; and as {@link readText} does. */
export async function readDocument(source: Source, advice?: Advice): Promise<unknown> {
  const text = await readText(source, advice);
  try {
    return parseJson(text);
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
