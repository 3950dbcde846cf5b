/**
 * The alphabet of byte-level vocabularies, in which each byte is a visible character (GPT-2, `bytes_to_unicode`): printable ones of Latin-1
 * stand for themselves, all others for U+0100 on, in order.
 */

const isPrintable = (byte: number): boolean =>
  (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);

const byteOf = new Int16Array(0x200).fill(-1);
for (let byte = 0, next = 0x100; byte < 0x100; byte++) byteOf[isPrintable(byte) ? byte : next++] = byte;

/** The bytes of a token that is written in the alphabet; those of its UTF-8 where another character is in it, as the Rust library has it. */
export function fromByteLevel(token: string): Uint8Array {
  const bytes = Buffer.allocUnsafe(token.length);
  for (let at = 0; at < token.length; at++) {
    const byte = byteOf[token.charCodeAt(at)] ?? -1;
    if (byte < 0) return Buffer.from(token, 'utf8');
    bytes[at] = byte;
  }
  return bytes;
}
