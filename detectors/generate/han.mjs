/**
 * Which Han characters a national character set has, by decoding its double-byte range. A set is what a country's
 * ordinary text was written with for decades, so the difference of two sets tells forms apart without a dictionary.
 */

/**
 * @param {string} encoding label of the WHATWG Encoding Standard
 * @param {readonly [number, number]} lead first and last lead byte
 * @returns {Set<string>} every Han character of the double-byte rows
 */
function hanOf(encoding, lead) {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const found = new Set();
  for (let high = lead[0]; high <= lead[1]; high++) {
    for (let low = 0xa1; low <= 0xfe; low++) {
      try {
        const character = decoder.decode(Uint8Array.of(high, low));
        if (/^\p{Script=Han}$/u.test(character)) found.add(character);
      } catch {
        // The position is empty in this set.
      }
    }
  }
  return found;
}

/** GB2312 without JIS X 0208: forms that Japanese does not write. */
export function simplifiedNotJapanese() {
  const japanese = hanOf('euc-jp', [0xa1, 0xfe]);
  return [...hanOf('gbk', [0xb0, 0xf7])]
    .filter((character) => !japanese.has(character))
    .sort()
    .join('');
}
