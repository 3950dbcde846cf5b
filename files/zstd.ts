/** Zstandard (RFC 8878) of a bounded size. */

import { Decompress } from 'fzstd';

/** Bytes that go in at once: a block of four may come out as 128 KiB, so this bounds what one step can make. */
const STEP = 1024;

/** The text of `bytes`; null where it would be longer than `longest`. Throws where it is malformed or cut off. */
export function unzstd(bytes: Uint8Array, longest: number): Buffer | null {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress((piece) => {
    length += piece.length;
    if (length <= longest) pieces.push(piece.slice());
  });
  for (let from = 0; from < bytes.length; from += STEP) {
    stream.push(bytes.subarray(from, from + STEP), from + STEP >= bytes.length);
    if (length > longest) return null;
  }
  return Buffer.concat(pieces);
}
