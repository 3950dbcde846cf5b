/** The tokens of a vocabulary side by side: bytes, kinds, order. Some 12 bytes a token beside its own. */

import { isUtf8 } from 'node:buffer';
import { UserError } from '../../files/index.js';
import type { Encoding, TokenId, TokenKind, Vocabulary } from './types.js';

const KINDS: readonly TokenKind[] = ['padding', 'text', 'partial', 'byte', 'special', 'unused'];
const codeOf = new Map(KINDS.map((kind, code) => [kind, code]));

/** Ids that may be without a token: for each one that has one, and besides. A vocabulary has a handful; more would be memory for nothing. */
const HOLES_EACH = 16;
const HOLES = 1 << 16;

/** What stands for a token that was not learnt. */
const NOT_LEARNT = -1;

/** Kinds that a reader knows; what else a token is its bytes tell. */
export type ToldKind = Exclude<TokenKind, 'text' | 'partial' | 'padding'>;

const NONE = new Uint8Array(0);

const keyOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** Tokens by their ids. */
export class TokenTable {
  /** One more than the highest id. */
  size = 0;
  readonly #where: string;
  readonly #most: number;
  #bytes: Uint8Array;
  #used = 0;
  #starts: Uint32Array;
  #lengths: Uint32Array;
  #kinds: Uint8Array;
  #orders: Int32Array;
  #ids: Map<string, TokenId> | undefined;

  /** For so many tokens of the file `where`. */
  constructor(where: string, tokens: number) {
    this.#where = where;
    this.#most = tokens * (1 + HOLES_EACH) + HOLES;
    const room = tokens + 1;
    this.#bytes = new Uint8Array(8 * room);
    this.#starts = new Uint32Array(room);
    this.#lengths = new Uint32Array(room);
    this.#kinds = new Uint8Array(room);
    this.#orders = new Int32Array(room);
  }

  #reserve(id: TokenId, length: number): void {
    if (id >= this.#kinds.length) {
      const room = Math.max(id + 1, 2 * this.#kinds.length);
      const grown = <T extends Uint8Array | Uint32Array | Int32Array>(old: T, fresh: T): T => {
        fresh.set(old);
        return fresh;
      };
      this.#starts = grown(this.#starts, new Uint32Array(room));
      this.#lengths = grown(this.#lengths, new Uint32Array(room));
      this.#kinds = grown(this.#kinds, new Uint8Array(room));
      this.#orders = grown(this.#orders, new Int32Array(room));
    }
    if (this.#used + length > this.#bytes.length) {
      const bytes = new Uint8Array(Math.max(this.#used + length, 2 * this.#bytes.length));
      bytes.set(this.#bytes);
      this.#bytes = bytes;
    }
  }

  /**
   * Adds a token. Throws UserError: what is no id, an id that is taken or far beyond all others. `place` says where in the file it stands.
   */
  add(id: unknown, bytes: Uint8Array, told?: ToldKind, place = ''): void {
    const where = place === '' ? this.#where : `${this.#where}:${place}`;
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0)
      throw new UserError(`a token’s id is ${JSON.stringify(id) ?? 'missing'} and no whole number`, where);
    if (id >= this.#most)
      throw new UserError(`the id ${id} is far beyond the number of tokens`, where, 'it may be damaged');
    if (this.kindOf(id) !== 'padding') throw new UserError(`two tokens have the id ${id}`, where);
    this.#reserve(id, bytes.length);
    this.#bytes.set(bytes, this.#used);
    this.#starts[id] = this.#used;
    this.#lengths[id] = bytes.length;
    this.#used += bytes.length;
    this.#kinds[id] = codeOf.get(told ?? (isUtf8(bytes) ? 'text' : 'partial')) ?? 0;
    if (told === 'byte' && !isUtf8(bytes)) this.#kinds[id] = codeOf.get('partial') ?? 0;
    this.#orders[id] = NOT_LEARNT;
    this.size = Math.max(this.size, id + 1);
  }

  /** Says what a token is that was added before. */
  mark(id: TokenId, kind: ToldKind): void {
    this.#kinds[id] = codeOf.get(kind) ?? 0;
  }

  /** Says in which order a token was learnt, the first time for good. */
  learn(id: TokenId, order: number): void {
    if (id < this.size && this.#orders[id] === NOT_LEARNT) this.#orders[id] = order;
  }

  kindOf(id: TokenId): TokenKind {
    return (id < this.size && KINDS[this.#kinds[id] ?? 0]) || 'padding';
  }

  bytesOf(id: TokenId): Uint8Array {
    if (this.kindOf(id) === 'padding') return NONE;
    const start = this.#starts[id] ?? 0;
    return this.#bytes.subarray(start, start + (this.#lengths[id] ?? 0));
  }

  textOf(id: TokenId): string | null {
    const kind = this.kindOf(id);
    if (kind === 'padding' || kind === 'partial') return null;
    const bytes = this.bytesOf(id);
    // Unlike a TextDecoder, a Buffer keeps a byte order mark.
    return isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : null;
  }

  orderOf(id: TokenId): number | null {
    const order = this.kindOf(id) === 'padding' ? NOT_LEARNT : (this.#orders[id] ?? NOT_LEARNT);
    return order === NOT_LEARNT ? null : order;
  }

  idOf(bytes: Uint8Array): TokenId | undefined {
    this.#ids ??= this.#index();
    return this.#ids.get(keyOf(bytes));
  }

  #index(): Map<string, TokenId> {
    const ids = new Map<string, TokenId>();
    for (let id = 0; id < this.size; id++) {
      const kind = this.kindOf(id);
      if (kind === 'padding') continue;
      const key = keyOf(this.bytesOf(id));
      if (kind === 'text' || !ids.has(key)) ids.set(key, id);
    }
    return ids;
  }
}

/** The encoding where tokens alone were read. */
export const NOT_READ: Encoding = {
  kind: 'unknown',
  why: 'what tokens are was read alone',
  todo: 'open the tokenizer as a whole',
};

/** A vocabulary of a table's tokens, with what makes its encoding: that is called once, when it is first asked for. */
export function vocabularyOf(
  table: TokenTable,
  { encoding: make, ...rest }: Pick<Vocabulary, 'source' | 'entries' | 'added' | 'encoding'>,
): Vocabulary {
  let encoding: Promise<Encoding> | undefined;
  return {
    ...rest,
    encoding() {
      encoding ??= make();
      return encoding;
    },
    size: table.size,
    kindOf: (id) => table.kindOf(id),
    bytesOf: (id) => table.bytesOf(id),
    textOf: (id) => table.textOf(id),
    idOf: (bytes) => table.idOf(bytes),
    orderOf: (id) => table.orderOf(id),
  };
}
