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
