/** Numbers out of text: the counterpart of detectors/generate/pack.mjs. */

const BITS = 6;
/** Sixteen times the mean with which packing begins. */
const FIRST_MEAN = 1 << 16;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The `count` numbers that `text` holds in Golomb-Rice codes whose parameter follows their running mean. */
export function unpack(text: string, count: number): Uint32Array {
  const values = new Uint8Array(128);
  for (let i = 0; i < ALPHABET.length; i++) values[ALPHABET.charCodeAt(i)] = i;
  const numbers = new Uint32Array(count);
  let at = 0;
  let held = 0;
  let left = 0;
  const bit = (): number => {
    if (left === 0) {
      held = values[text.charCodeAt(at++)] as number;
      left = BITS;
    }
    return (held >>> --left) & 1;
  };
  let mean = FIRST_MEAN;
  for (let i = 0; i < count; i++) {
    let k = 0;
    while (16 << (k + 1) <= mean) k++;
    let number = 0;
    while (bit() === 1) number++;
    for (let rest = k; rest > 0; rest--) number = (number << 1) | bit();
    numbers[i] = number;
    mean += number - (mean >>> 4);
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
  for (const codePoint of unpackGaps(gaps, count)) table[codePoint] = value;
}
