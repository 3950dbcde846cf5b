/** Encodes texts by ranks, as tiktoken does: into pieces, and each piece that is no token into the tokens of its bytes. */

import type { TokenId } from '../types.js';
import { ByteStrings, hashOf } from './byte-strings.js';
import { categoriesOf } from './characters.js';
import { Merger } from './merge.js';
import { type Rules, splitText } from './split.js';

/** Pieces whose tokens are kept, the bytes of the longest, and all of their tokens. */
const KEPT = 1 << 18;
const LONGEST_KEPT = 64;
const KEPT_TOKENS = 1 << 21;

/** What stands for half a character, in three bytes of UTF-8. */
const REPLACEMENT = 0xfffd;

/** The tokens that texts are made of. */
export interface Ranked {
  /** One more than the highest id. */
  readonly size: number;
  /** Of an id without a token none. */
  bytesOf(id: TokenId): Uint8Array;
}

function tokensOf({ size, bytesOf }: Ranked): ByteStrings {
  const tokens = new ByteStrings(size, 8 * size);
  for (let id = 0; id < size; id++) {
    const bytes = bytesOf(id);
    if (bytes.length > 0) tokens.set(hashOf(bytes), bytes, 0, bytes.length, id);
  }
  return tokens;
}

/** Writes a part of a text in UTF-8, half a character as what stands for one; returns how many bytes. Of a few letters it takes less than to call what Node has. */
function writeUtf8(text: string, from: number, to: number, into: Uint8Array): number {
  let length = 0;
  for (let at = from; at < to; at++) {
    let point = text.charCodeAt(at);
    if (point < 0x80) {
      into[length++] = point;
      continue;
    }
    if ((point & 0xf800) === 0xd800) {
      point = text.codePointAt(at) as number;
      if (point > 0xffff) at++;
      else point = REPLACEMENT;
    }
    if (point < 0x800) into[length++] = 0xc0 | (point >> 6);
    else {
      if (point < 0x10000) into[length++] = 0xe0 | (point >> 12);
      else {
        into[length++] = 0xf0 | (point >> 18);
        into[length++] = 0x80 | ((point >> 12) & 0x3f);
      }
      into[length++] = 0x80 | ((point >> 6) & 0x3f);
    }
    into[length++] = 0x80 | (point & 0x3f);
  }
  return length;
}

export class PieceEncoder {
  readonly #rules: Rules;
  readonly #tokens: ByteStrings;
  readonly #merger: Merger;
  /** Where in {@link #ids} the tokens of a piece begin: how many there are, and they. */
  readonly #kept = new ByteStrings(1 << 12, 1 << 16);
  readonly #ids: number[] = [];
  #categories: Uint8Array = new Uint8Array(1 << 12);
  /** A piece in UTF-8. */
  #bytes = new Uint8Array(1 << 10);

  /** For tokens among which every single byte is. */
  constructor(ranked: Ranked, rules: Rules) {
    this.#rules = rules;
    this.#tokens = tokensOf(ranked);
    let longest = 0;
    for (let id = 0; id < ranked.size; id++) longest = Math.max(longest, ranked.bytesOf(id).length);
    this.#merger = new Merger(this.#tokens, longest);
  }

  encode(text: string): TokenId[] {
    const ids: TokenId[] = [];
    this.#categories = categoriesOf(text, this.#categories);
    splitText(text, this.#categories, this.#rules, (from, to) => this.#add(text, from, to, ids));
    return ids;
  }

  /** Adds the tokens of a piece. */
  #add(text: string, from: number, to: number, ids: TokenId[]): void {
    if (3 * (to - from) > this.#bytes.length) this.#bytes = new Uint8Array(6 * (to - from));
    const length = writeUtf8(text, from, to, this.#bytes);
    const hash = hashOf(this.#bytes, 0, length);
    const token = this.#tokens.get(hash, this.#bytes, 0, length);
    if (token >= 0) ids.push(token);
    else this.#merge(hash, length, ids);
  }

  /** Adds the tokens of a piece that is none: of one that came before those that are kept. */
  #merge(hash: number, length: number, ids: TokenId[]): void {
    const kept = this.#kept.get(hash, this.#bytes, 0, length);
    if (kept >= 0) {
      const end = kept + (this.#ids[kept] as number);
      for (let i = kept + 1; i <= end; i++) ids.push(this.#ids[i] as number);
      return;
    }
    const first = ids.length;
    this.#merger.merge(this.#bytes, length, ids);
    // What comes first is what is frequent: later pieces are left out rather than the first ones forgotten.
    if (length > LONGEST_KEPT || this.#kept.count === KEPT || this.#ids.length > KEPT_TOKENS) return;
    this.#kept.set(hash, this.#bytes, 0, length, this.#ids.length);
    this.#ids.push(ids.length - first);
    for (let i = first; i < ids.length; i++) this.#ids.push(ids[i] as number);
  }
}
