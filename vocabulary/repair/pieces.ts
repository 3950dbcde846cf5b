/** Finds texts that have pieces of characters: a piece is a target where a character is written in pieces, as rare ones are. */

import { pieceOf, rangeOf, type TokenId, type Vocabulary } from '../tokenizer/index.js';

/** What is no character, or stands for none that anybody has named. */
const UNNAMED = /[\p{Cn}\p{Co}\p{Cs}]/u;

const LAST = 0x10ffff;

/** Characters that are tried for the beginning of a piece, of those that end with its first bytes; and for its end. */
const MOST_BEFORE = 64;
const MOST_AFTER = 4096;

/** Characters whose bytes begin so: those that have a name before the others. */
function* startingWith(beginning: Uint8Array): Generator<string> {
  if (beginning.length === 0) {
    yield '';
    return;
  }
  const [first, last] = rangeOf(beginning);
  for (const named of [true, false]) {
    let tried = 0;
    for (let point = first; point <= last && tried < MOST_AFTER; point++) {
      const character = String.fromCodePoint(point);
      if (UNNAMED.test(character) === named || (point >= 0xd800 && point < 0xe000)) continue;
      // The last two of each plane are no characters for good.
      if ((point & 0xfffe) === 0xfffe) continue;
      tried++;
      yield character;
    }
  }
}

/** Characters that have a name, and no token of their own. */
function* withoutToken(vocabulary: Vocabulary): Generator<string> {
  for (let point = 0x80; point <= LAST; point++) {
    const character = String.fromCodePoint(point);
    if (!UNNAMED.test(character) && vocabulary.idOf(Buffer.from(character)) === undefined) yield character;
  }
}

/** Characters by the bytes that they end with: some for each. */
function byEnd(vocabulary: Vocabulary): Map<string, string[]> {
  const ends = new Map<string, string[]>();
  for (const character of withoutToken(vocabulary)) {
    const bytes = Buffer.from(character);
    for (let at = 1; at < bytes.length; at++) {
      const end = bytes.toString('latin1', at);
      const known = ends.get(end);
      if (known === undefined) ends.set(end, [character]);
      else if (known.length < MOST_BEFORE) known.push(character);
    }
  }
  return ends;
}

/** Characters that are encoded at once; one by one only where such a lot has a piece that was not found before. */
const LOT = 64;

/** Texts that may have pieces: characters that are written in them, and what their bytes can be completed to. */
export class Pieces {
  readonly #vocabulary: Vocabulary;
  readonly #encode: (text: string) => readonly TokenId[];
  #found: Map<TokenId, string> | undefined;
  #ends: Map<string, string[]> | undefined;

  constructor(vocabulary: Vocabulary, encode: (text: string) => readonly TokenId[]) {
    this.#vocabulary = vocabulary;
    this.#encode = encode;
  }

  /** Texts to try for a piece, the likeliest first. */
  *textsWith(id: TokenId): Generator<string> {
    const piece = pieceOf(this.#vocabulary.bytesOf(id));
    if (piece === undefined) return;
    this.#found ??= this.#inCharacters();
    const character = this.#found.get(id);
    if (character !== undefined) yield character;
    this.#ends ??= byEnd(this.#vocabulary);
    const end = Buffer.from(piece.end).toString('latin1');
    const before = end === '' ? [''] : (this.#ends.get(end) ?? []);
    for (const one of before)
      for (const other of startingWith(piece.beginning)) yield one + piece.text + other;
  }

  /** Characters by the pieces that they are written in. */
  #inCharacters(): Map<TokenId, string> {
    const found = new Map<TokenId, string>();
    const isNew = (id: TokenId): boolean => this.#vocabulary.kindOf(id) === 'partial' && !found.has(id);
    let lot: string[] = [];
    const look = (): void => {
      if (this.#encode(lot.join('\n')).some(isNew))
        for (const character of lot)
          for (const id of this.#encode(character)) if (isNew(id)) found.set(id, character);
      lot = [];
    };
    for (const character of withoutToken(this.#vocabulary)) {
      lot.push(character);
      if (lot.length === LOT) look();
    }
    look();
    return found;
  }
}
