/** What a thread that unpacks Zstandard does: it takes a packed stream piece by piece, and gives what comes of it. */

import { Decompress } from 'fzstd';
import { move } from 'piscina';
import { ZSTD_STEP } from './limits.js';

export type Task =
  | { readonly do: 'push'; readonly piece: Uint8Array }
  | { readonly do: 'end' }
  /** More of what has been pushed. */
  | { readonly do: 'next' };

/** Some of what was packed; null where all that was pushed has been given. Also why there is no more. */
export type Answer = Uint8Array | null | { readonly reason: string };

/** Bytes from which on what was made is given. */
const ENOUGH = 1 << 20;

let made: Uint8Array[] = [];
let length = 0;
const stream = new Decompress((piece) => {
  // It writes the next block over this one.
  made.push(piece.slice());
  length += piece.length;
});

let piece: Uint8Array = new Uint8Array(0);
let at = 0;

function next(): Answer {
  while (at < piece.length && length < ENOUGH) {
    stream.push(piece.subarray(at, at + ZSTD_STEP));
    at += ZSTD_STEP;
  }
  if (length === 0) return null;
  const all = new Uint8Array(length);
  let to = 0;
  for (const one of made) {
    all.set(one, to);
    to += one.length;
  }
  made = [];
  length = 0;
  return move(all) as Uint8Array;
}

export default function answer(task: Task): Answer {
  try {
    if (task.do === 'end') stream.push(new Uint8Array(0), true);
    if (task.do === 'push') {
      piece = task.piece;
      at = 0;
    }
    return next();
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
