/** Numbers out of text: the counterpart of detectors/generate/pack.mjs. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const digits = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i++) digits[ALPHABET.charCodeAt(i)] = i;

/**
 * The `count` numbers that `text` holds, five bits a digit, low ones first. A command that lints one line spends its time here, in an
 * interpreter: this does as little a digit as can be.
 */
export function unpack(text: string, count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    let digit = digits[text.charCodeAt(at++)] as number;
    let number = digit & 31;
    for (let shift = 5; digit > 31; shift += 5) {
      digit = digits[text.charCodeAt(at++)] as number;
      number |= (digit & 31) << shift;
    }
    numbers[i] = number;
  }
  return numbers;
}

/** Ascending numbers that `text` holds as gaps. */
export function unpackGaps(text: string, count: number): Uint32Array {
  const numbers = unpack(text, count);
  let before = -1;
  for (let i = 0; i < count; i++) {
    before += (numbers[i] as number) + 1;
    numbers[i] = before;
  }
  return numbers;
}

/** A list of code points, as gaps. */
export interface PackedList {
  readonly count: number;
  readonly gaps: string;
}

/** Sets the places of the listed code points, all of them in the Basic Multilingual Plane, to `value`. */
export function mark(table: Uint8Array, { count, gaps }: PackedList, value: number): void {
  const points = unpackGaps(gaps, count);
  for (let i = 0; i < count; i++) table[points[i] as number] = value;
}
