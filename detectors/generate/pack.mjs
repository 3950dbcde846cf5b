/** Packs numbers into text: Golomb-Rice codes whose parameter follows the numbers, six bits a character. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Sixteen times the mean with which packing begins; large, since a first code point is. */
const FIRST_MEAN = 1 << 16;

/**
 * The counterpart of detectors/han/unpack.ts: a number is its quotient by 2^k in ones and a zero, then k bits; k follows the
 * running mean.
 *
 * @param {Iterable<number>} numbers integers from 0 on
 * @returns {string}
 */
export function pack(numbers) {
  let text = '';
  let held = 0;
  let bits = 0;
  const put = (bit) => {
    held = (held << 1) | bit;
    if (++bits < 6) return;
    text += ALPHABET[held];
    held = 0;
    bits = 0;
  };
  let mean = FIRST_MEAN;
  for (const number of numbers) {
    let k = 0;
    while (16 << (k + 1) <= mean) k++;
    for (let rest = number >>> k; rest > 0; rest--) put(1);
    put(0);
    for (let bit = k - 1; bit >= 0; bit--) put((number >>> bit) & 1);
    mean += number - (mean >>> 4);
  }
  while (bits > 0) put(0);
  return text;
}

/** @param {readonly number[]} ascending integers from 0 on, each greater than the one before */
export const packGaps = (ascending) =>
  pack(ascending.map((value, i) => value - (ascending[i - 1] ?? -1) - 1));
