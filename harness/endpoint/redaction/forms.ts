/** The forms in which a secret may come back, beside its escapes: base64, hexadecimal digits, numbers of bytes; whole, or a good part of it. */

import { folded, type Units, unescaped, unitsOf } from './unescape.js';

/** What is looked for: code units as `folded` leaves them, and how many of them in a row tell. */
export interface Form {
  readonly units: Uint16Array;
  readonly least: number;
}

/** Passes in which a text is unescaped: JSON in JSON in a URL. */
const DEPTH = 5;

/** A text with its escapes undone layer by layer, from none to all. */
export function* layersOf(text: string): Generator<Units> {
  let layer: Units | null = unitsOf(text);
  for (let depth = 0; layer !== null && depth <= DEPTH; depth++) {
    yield folded(layer);
    layer = unescaped(layer);
  }
}

/** Words, as placeholders are: `not-needed`, `LM-Studio`. A part of one is a word of its own. */
const WORDS = /^(?:[A-Z]?[a-z]+|[A-Z]+)(?:[-_./:@]+(?:[A-Z]?[a-z]+|[A-Z]+))*$/;

/** Characters in a row that give a secret away, whatever else is cut off or masked: longer than what vendors begin theirs with. */
const TELLING = 16;
const SHORT = 12;
const SHORTEST = 6;

/** How many characters of a secret tell it. */
function telling(secret: string, length: number): number {
  if (WORDS.test(secret)) return length;
  if (length < SHORT) return Math.min(length, Math.max(SHORTEST, Math.ceil(0.75 * length)));
  return Math.min(TELLING, Math.ceil(0.6 * length));
}

/** Base64 of a secret that stands behind `before` bytes, without the digits that its neighbours have a share in (RFC 4648). */
function base64At(bytes: Buffer, before: number): string {
  const digits = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  return digits.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

const toUrl = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_');

/** Whole digits of base64 that so many characters make wherever they begin. */
const digitsOf = (characters: number): number => Math.floor((characters * 8 - 10) / 6);

/** The forms of a secret. */
export function formsOf(secret: string): Form[] {
  const bytes = Buffer.from(secret);
  const byteList = [...bytes];
  const hex = byteList.map((byte) => byte.toString(16).padStart(2, '0'));
  const own = [...layersOf(secret)].map(({ units, length }) => units.slice(0, length));
  const least = telling(secret, bytes.length);
  /** What a part of the secret of that share of it is of another form. */
  const part = (length: number): number =>
    least === bytes.length ? length : Math.ceil(length * (least / bytes.length));
  const written = [0, 1, 2].flatMap((before) => {
    const digits = base64At(bytes, before);
    const count = least === bytes.length ? digits.length : Math.min(digits.length, digitsOf(least));
    return [...new Set([digits, toUrl(digits)])].map((text) => ({ text, count }));
  });
  const spelt = [hex.join(''), hex.join(':'), hex.map((two) => `0x${two}`).join(','), byteList.join(',')];
  return [
    ...own.map((units) => ({ units, least: Math.min(units.length, least) })),
    ...[...written, ...spelt.map((text) => ({ text, count: part(text.length) }))].map(({ text, count }) => ({
      units: folded(unitsOf(text)).units.slice(0, text.length),
      least: count,
    })),
  ];
}
