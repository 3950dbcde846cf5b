/**
 * Which Han characters a national character set has, by decoding its double-byte range. A set is what a country's
 * ordinary text was written with for decades, so the difference of two sets tells forms apart without a dictionary.
 */

/** Decoded CJK compatibility ideographs are no ordinary text. */
const HAN = /^[\p{Script=Han}--[\uf900-\ufaff]]$/v;

/**
 * @param {string} encoding label of the WHATWG Encoding Standard
 * @param {readonly [number, number]} lead first and last lead byte
 * @param {number} [trail] first trail byte
 * @returns {ReadonlySet<string>} every Han character of these rows
 */
function hanOf(encoding, [first, last], trail = 0xa1) {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const found = new Set();
  for (let high = first; high <= last; high++) {
    for (let low = trail; low <= 0xfe; low++) {
      try {
        const character = decoder.decode(Uint8Array.of(high, low));
        if (HAN.test(character)) found.add(character);
      } catch {
        // The position is empty in this set.
      }
    }
  }
  return found;
}

/** JIS X 0208 with the NEC and IBM rows. */
export const japanese = hanOf('euc-jp', [0xa1, 0xfe]);
/** Level 2 of JIS X 0208: rare characters. */
export const japaneseRare = hanOf('euc-jp', [0xd0, 0xf4]);
export const gb2312 = hanOf('gbk', [0xb0, 0xf7]);
/** Big5, and its first level of 5,401 frequent characters. */
export const big5 = hanOf('big5', [0xa4, 0xf9], 0x40);
export const big5Frequent = hanOf('big5', [0xa4, 0xc6], 0x40);
