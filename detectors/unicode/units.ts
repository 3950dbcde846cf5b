/**
 * Copies text into a typed array of UTF-16 code units. Reading a typed array is cheaper than charCodeAt by so much that
 * the copy pays for itself: 590 million units a second against 345, copy included (docs/design.md).
 */

/** Code units copied at a time; 64 KB stays in the second-level cache. */
export const CHUNK = 0x8000;

/** A copy of fewer code units is made one by one: the call costs more than it saves. */
const SHORT = 32;

/** Node's Buffer copies a string's units in one call where memory is little-endian; a browser has nothing like it. */
const isByCall = typeof Buffer === 'function' && new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** An array that text is copied into, with its bytes where one call copies. */
export interface UnitStore {
  readonly units: Uint16Array;
  readonly bytes: Buffer | undefined;
}

/** A store of so many code units. */
export function unitStore(size: number): UnitStore {
  const units = new Uint16Array(size);
  return { units, bytes: isByCall ? Buffer.from(units.buffer) : undefined };
}

/** Copies `length` code units of `text` from `offset` on to the start of a store, which has room for them. */
export function storeUnits({ units, bytes }: UnitStore, text: string, offset: number, length: number): void {
  if (length < SHORT || bytes === undefined)
    for (let at = 0; at < length; at++) units[at] = text.charCodeAt(offset + at);
  else bytes.write(length === text.length ? text : text.slice(offset, offset + length), 0, 'utf16le');
}

const chunk = unitStore(CHUNK);

/** Where the copy goes. There is one for the whole process: it is overwritten by every call of {@link copyUnits}. */
export const { units } = chunk;

/** Copies `text` from `offset` to `end`, at most {@link CHUNK} code units, to the start of {@link units}; returns how many. */
export function copyUnits(text: string, offset: number, end: number = text.length): number {
  const length = Math.min(end - offset, CHUNK);
  storeUnits(chunk, text, offset, length);
  return length;
}

/** The code point that ends before `at`; undefined at the start of the text. Of a pair of surrogates the whole. */
export function codePointBefore(text: string, at: number): number | undefined {
  if (at <= 0) return undefined;
  const last = text.charCodeAt(at - 1);
  const isPair = at > 1 && (last & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 2) & 0xfc00) === 0xd800;
  return isPair ? text.codePointAt(at - 2) : last;
}
