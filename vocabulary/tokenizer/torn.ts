/** Bytes that are no whole characters: which characters they can be a part of. */

const LAST = 0x10ffff;

/** Bytes of the longest character. */
const LONGEST = 4;

const isInside = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** How many bytes a character has that begins with this one; 0 where none does. */
function lengthBy(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
}

/** A piece: the last bytes of a character, whole characters, the first bytes of another one. */
export interface Piece {
  readonly end: Uint8Array;
  readonly text: string;
  readonly beginning: Uint8Array;
}

/** The parts of these bytes; undefined where no text has them. */
export function pieceOf(bytes: Uint8Array): Piece | undefined {
  let from = 0;
  while (from < bytes.length && isInside(bytes[from] ?? 0)) from++;
  if (from > LONGEST - 1) return undefined;
  let to = from;
  while (to < bytes.length) {
    const length = lengthBy(bytes[to] ?? 0);
    if (length === 0) return undefined;
    if (to + length > bytes.length) break;
    to += length;
  }
  const whole = Buffer.from(bytes.subarray(from, to));
  const text = whole.toString('utf8');
  return Buffer.from(text).equals(whole)
    ? { end: bytes.subarray(0, from), text, beginning: bytes.subarray(to) }
    : undefined;
}

/** The first and the last code point whose bytes begin so. */
export function rangeOf(beginning: Uint8Array): readonly [first: number, last: number] {
  const [lead = 0, ...rest] = beginning;
  const length = lengthBy(lead);
  const open = 6 * (length - beginning.length);
  const known = rest.reduce((value, byte) => (value << 6) | (byte & 0x3f), lead & (0x7f >> length));
  const least = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
  return [Math.max(known << open, least), Math.min(((known + 1) << open) - 1, LAST)];
}
