/** Tokens as bytes: what becomes of a text when a token is put behind it, also where tokens are pieces of characters. */

import type { OffScript } from '../../detectors/bare/index.js';
import type { TokenName } from '../../store/index.js';

const encoder = new TextEncoder();

/** U+FFFD in a name stands for bytes that the server did not tell. */
export const isTold = (name: string): boolean => !name.includes('\ufffd');

/** The bytes of a token; null where its name does not tell them. */
export function bytesOf(name: TokenName | null): readonly number[] | null {
  if (name === null) return null;
  if (typeof name !== 'string') return isReplacement(name) ? null : name;
  return isTold(name) ? [...encoder.encode(name)] : null;
}

/** Servers that have lost the bytes of a piece give those of U+FFFD. */
function isReplacement(bytes: readonly number[]): boolean {
  for (let i = 0; i + 2 < bytes.length; i++)
    if (bytes[i] === 0xef && bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd) return true;
  return false;
}

/** Further bytes of the character that a byte begins; none of a character by itself, null where it begins none. */
function furtherOf(lead: number): number | null {
  if (lead < 0x80) return 0;
  if (lead < 0xc2 || lead > 0xf4) return null;
  return lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
}

export const isContinuation = (byte: number | undefined): boolean =>
  byte !== undefined && (byte & 0xc0) === 0x80;

/** What bytes come to. */
export interface Read {
  /** Whether a letter of another script is among the whole characters. */
  readonly hasOff: boolean;
  /** The bytes at the end that are the beginning of a character. */
  readonly pending: readonly number[];
  /** Whether none of the bytes stands where no character can have it. */
  readonly isSound: boolean;
}

/** Reads bytes as UTF-8; what is none of it is passed over. */
export function read(bytes: readonly number[], off: OffScript): Read {
  let [hasOff, isSound] = [false, true];
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] as number;
    const further = furtherOf(lead);
    if (further === null) {
      isSound = false;
      at++;
      continue;
    }
    let point = further === 0 ? lead : lead & (0x3f >> further);
    let got = 0;
    while (got < further && isContinuation(bytes[at + 1 + got])) {
      point = (point << 6) | ((bytes[at + 1 + got] as number) & 0x3f);
      got++;
    }
    if (got < further && at + 1 + got === bytes.length) return { hasOff, pending: bytes.slice(at), isSound };
    if (got < further) isSound = false;
    else if (further > 0 && off.is(point)) hasOff = true;
    at += 1 + got;
  }
  return { hasOff, pending: [], isSound };
}

const NOTHING: readonly number[] = [];

/** What a token makes of the text that it is put behind. */
export interface Step extends Pick<Read, 'pending'> {
  /** Whether from here on a letter of another script is in the text, whatever follows. */
  readonly slips: boolean;
}

/** What a token with these bytes makes of a text that ends in the beginning of a character, or in none. */
export function stepOf(pending: readonly number[], bytes: readonly number[], off: OffScript): Step {
  const { hasOff, pending: left } = read(pending.length === 0 ? bytes : [...pending, ...bytes], off);
  return { slips: hasOff || off.mustFollow(left), pending: left };
}

/** The same of a token's name, where no character is begun: most tokens are whole. */
export function stepOfText(name: string, off: OffScript): Step {
  return { slips: off.in(name), pending: NOTHING };
}
