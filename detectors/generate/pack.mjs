/** Packs numbers into text: base64 digits of five bits, low ones first, and a sixth that says whether more follow (VLQ, as in source maps). */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The counterpart of detectors/han/unpack.ts.
 *
 * @param {Iterable<number>} numbers integers from 0 on
 * @returns {string}
 */
export function pack(numbers) {
  let text = '';
  for (const number of numbers) {
    let rest = number;
    for (; rest >= 32; rest >>>= 5) text += ALPHABET[32 | (rest & 31)];
    text += ALPHABET[rest];
  }
  return text;
}

/** @param {readonly number[]} ascending integers from 0 on, each greater than the one before */
export const packGaps = (ascending) =>
  pack(ascending.map((value, i) => value - (ascending[i - 1] ?? -1) - 1));

/** @param {string} text what {@link pack} wrote @returns {number[]} */
export function unpack(text) {
  const numbers = [];
  let number = 0;
  let scale = 1;
  for (const digit of text) {
    const bits = ALPHABET.indexOf(digit);
    number += (bits & 31) * scale;
    scale *= 32;
    if (bits >= 32) continue;
    numbers.push(number);
    number = 0;
    scale = 1;
  }
  return numbers;
}

/** @param {string} text what {@link packGaps} wrote @returns {number[]} */
export function unpackGaps(text) {
  let before = -1;
  return unpack(text).map((gap) => {
    before += gap + 1;
    return before;
  });
}
