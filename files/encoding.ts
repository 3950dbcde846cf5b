/** Encodings of text other than UTF-8: known by their bytes, decoded where they are named or have a byte order mark. */

import { isUtf8 } from 'node:buffer';
import { UserError } from './problem.js';
import { beginsWith } from './unpack.js';

/** `shift_jis` of `Shift_JIS` or `sjis`, as the Encoding Standard names it; undefined where it has no such encoding. */
export function encodingOf(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/** The UTF-16 that a byte order mark says; undefined where there is none. */
export function markedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (beginsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  return beginsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : undefined;
}

/** True for the byte order marks of UTF-32, which nothing here decodes. */
export const isUtf32 = (bytes: Uint8Array): boolean =>
  beginsWith(bytes, 0xff, 0xfe, 0, 0) || beginsWith(bytes, 0, 0, 0xfe, 0xff);

/** Bytes among which UTF-16 without a mark is looked for. */
const LOOKED_AT = 4096;

/** UTF-16 without a byte order mark: JSON and tables have ASCII in them, of which every other byte is 0. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0];
  const length = Math.min(bytes.length, LOOKED_AT);
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > length / 8 && even < odd / 8) return 'utf-16le';
  return even > length / 8 && odd < even / 8 ? 'utf-16be' : undefined;
}

/** ISO-2022-JP has no byte beyond ASCII: what it is, its escapes say. */
const ISO_2022_JP = /\x1b\$[@B]/;

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

/** Lines beyond ASCII by whether they are in UTF-8. */
function countLines(bytes: Buffer): { utf8: number; other: number } {
  const counts = { utf8: 0, other: 0 };
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    if (!isAscii(line)) counts[isUtf8(line) ? 'utf8' : 'other']++;
    if (end < 0) break;
    from = end + 1;
  }
  return counts;
}

/** Characters beyond ASCII of UTF-8 for each place where it is none: in no other encoding do so many come about. */
const FOR_A_DAMAGE = 10;

/** Whether bytes are UTF-8 but for a few places, such as in a list that stands on one line. */
function isDamaged(bytes: Buffer): boolean {
  const beyond = bytes.toString('utf8').match(/[^\0-\x7f]/gu) ?? [];
  const places = beyond.filter((one) => one === '\ufffd').length;
  return beyond.length - places >= FOR_A_DAMAGE * places;
}

/** Bytes of a character of UTF-8 that a piece may end in the midst of. */
const LONGEST_CHARACTER = 4;

/** Without a last line that is cut off; of a single line, without a character that is. */
function whole(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(0x0a);
  if (end > 0) return bytes.subarray(0, end);
  for (let cut = 1; cut < LONGEST_CHARACTER; cut++) {
    const byte = bytes.at(-cut) ?? 0;
    if (byte >= 0xc0) return bytes.subarray(0, -cut);
    if (byte < 0x80) break;
  }
  return bytes;
}

/** What a beginning of a text is in. */
export type Guess =
  | { readonly kind: 'utf-8'; readonly ascii: boolean }
  /** `name` is what it is likely to be, where it is like anything. */
  | { readonly kind: 'other'; readonly name?: string };

/** Bytes beyond ASCII from which on a text is told by them alone. */
const ENOUGH = 24;

/** Whether a beginning of a text in this encoding is one that `fits`; what it cannot be is none. */
function isIn(bytes: Buffer, encoding: string, fits: (text: string) => boolean): boolean {
  try {
    return fits(new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true }));
  } catch {
    return false;
  }
}

/**
 * What a text is in, by its beginning; `complete` is false where more follows. `fits` says whether a text is what it should be, as far as
 * somebody knows; without it nothing is said of a text of few characters beyond ASCII: they could be any. A few lines that are not in UTF-8 among others that are
 * make no text in another encoding.
 */
export async function guessEncoding(
  beginning: Buffer,
  complete: boolean,
  fits?: (text: string) => boolean,
): Promise<Guess> {
  const utf16 = unmarkedUtf16(beginning);
  if (utf16 !== undefined) return { kind: 'other', name: utf16 };
  const bytes = complete ? beginning : whole(beginning);
  if (isUtf8(bytes)) {
    const ascii = isAscii(bytes);
    if (ascii && ISO_2022_JP.test(bytes.toString('latin1'))) return { kind: 'other', name: 'iso-2022-jp' };
    return { kind: 'utf-8', ascii };
  }
  const { utf8, other } = countLines(bytes);
  if (other <= utf8 || isDamaged(bytes)) return { kind: 'utf-8', ascii: false };
  const { analyse } = await import('chardet');
  const names = analyse(bytes).map(({ name }) => encodingOf(name));
  // It is not in UTF-8, whatever it is like.
  const others = names.filter(
    (one): one is string => one !== undefined && one !== 'utf-8' && !one.startsWith('utf-16'),
  );
  const tells = fits !== undefined || bytes.filter((byte) => byte >= 0x80).length >= ENOUGH;
  const name = tells ? others.find((one) => isIn(bytes, one, fits ?? (() => true))) : undefined;
  return { kind: 'other', ...(name !== undefined && { name }) };
}

/** A byte that UTF-8 does not have. */
const NO_CHARACTER = Buffer.from([0xff]);
const REPLACEMENT = Buffer.from('\ufffd');

/**
 * The text as UTF-8. What `encoding` does not have becomes a byte that UTF-8 does not have either: who reads lines or records leaves that
 * one out, and no other.
 */
export async function* decoded(pieces: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield marked(Buffer.from(text));
  }
  const rest = decoder.decode();
  if (rest !== '') yield marked(Buffer.from(rest));
}

function marked(bytes: Buffer): Buffer {
  if (bytes.indexOf(REPLACEMENT) < 0) return bytes;
  const pieces: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(REPLACEMENT); at >= 0; at = bytes.indexOf(REPLACEMENT, from)) {
    pieces.push(bytes.subarray(from, at), NO_CHARACTER);
    from = at + REPLACEMENT.length;
  }
  return Buffer.concat([...pieces, bytes.subarray(from)]);
}

/** Throws UserError where there is no such encoding; its name otherwise. */
export function knownEncoding(label: string, where: string): string {
  const name = encodingOf(label);
  if (name !== undefined && name !== 'replacement') return name;
  throw new UserError(`there is no encoding "${label}"`, where, 'name one such as shift_jis or windows-1252');
}
