/** Where the items of a list in a JSON document begin and end, found among its bytes; JSON.parse reads them. */

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** An item as it stands. */
export interface Item {
  /** The name in an object, the place in a list (from 0). */
  readonly name: string | number;
  /** Null where it has more bytes than are held. */
  readonly bytes: Buffer | null;
}

/** Where in a document the splitter is. */
type Place =
  /** Outside of any value at this level: what comes next is an item, or the name of one. */
  | 'before'
  /** Behind a name, before its value. */
  | 'named'
  | 'in';

/**
 * Splits a document into the items of the container at `path` (names of objects, from the top), given its bytes in pieces. Several
 * documents one behind the other are taken for one.
 */
export class ItemSplitter {
  readonly #path: readonly string[];
  readonly #longest: number;
  #depth = 0;
  /** Containers from the top that lead to the items; that of the items counts too. */
  #onPath = 0;
  /** For each container on the path, true for an object. */
  readonly #objects: boolean[] = [];
  #place: Place = 'before';
  #inString = false;
  #escaped = false;
  /** Bytes of the item or the name that is being read, and their number. */
  #held: Buffer[] = [];
  #length = 0;
  /** Where what is being read begins in this piece; -1 outside. */
  #from = -1;
  #name: string | undefined;
  #index = 0;
  #torn = false;

  constructor(path: readonly string[] = [], longest = Number.POSITIVE_INFINITY) {
    this.#path = path;
    this.#longest = longest;
  }

  /** True where the document has not ended. */
  get isOpen(): boolean {
    return this.#depth > 0 || this.#torn;
  }

  /** The item that has begun and not ended: its name or place, and what is there of it. */
  get pending(): { readonly name: string | number; readonly bytes: Buffer } | undefined {
    if (this.#place !== 'in' && this.#place !== 'named') return undefined;
    if (this.#onPath !== this.#path.length + 1) return undefined;
    return { name: this.#name ?? this.#index, bytes: Buffer.concat(this.#held) };
  }

  #keep(piece: Buffer, to: number): void {
    if (this.#from < 0) return;
    const part = piece.subarray(this.#from, to);
    this.#length += part.length;
    if (this.#length > this.#longest) this.#held = [];
    else if (part.length > 0) this.#held.push(part);
  }

  #taken(): Buffer | null {
    const bytes = this.#length > this.#longest ? null : Buffer.concat(this.#held);
    this.#held = [];
    this.#length = 0;
    this.#from = -1;
    return bytes;
  }

  /** Ends the value that is being read at the level of the path. */
  #end(piece: Buffer, at: number, items: Item[]): void {
    if (this.#place === 'in' && this.#onPath === this.#path.length + 1) {
      this.#keep(piece, at);
      items.push({ name: this.#name ?? this.#index, bytes: this.#taken() });
    }
    this.#place = 'before';
    this.#name = undefined;
    this.#from = -1;
    this.#held = [];
    this.#length = 0;
  }

  /** True where the level being read is the deepest that is on the path. */
  get #here(): boolean {
    return this.#depth === this.#onPath;
  }

  #open(byte: number): void {
    const leads =
      this.#here &&
      this.#onPath <= this.#path.length &&
      (this.#onPath === 0 || this.#name === this.#path[this.#onPath - 1]);
    if (this.#here && !leads) this.#place = 'in';
    this.#depth++;
    if (!leads) return;
    this.#onPath++;
    this.#objects[this.#onPath - 1] = byte === OPEN_OBJECT;
    this.#place = 'before';
    this.#name = undefined;
    this.#index = 0;
  }

  #close(piece: Buffer, at: number, items: Item[]): void {
    if (this.#here) {
      this.#end(piece, at, items);
      this.#onPath = Math.max(0, this.#onPath - 1);
    }
    this.#depth = Math.max(0, this.#depth - 1);
  }

  /** A quotation mark outside of strings: a name begins, or a string that is a value or stands in one. */
  #string(at: number): void {
    this.#inString = true;
    if (!this.#here || this.#onPath === 0) return;
    const isObject = this.#objects[this.#onPath - 1] === true;
    if (this.#place === 'before' && isObject) this.#from = at;
    else this.#begin(at);
  }

  /** A value begins, if none has. */
  #begin(at: number): void {
    if (!this.#here || this.#place === 'in') return;
    this.#place = 'in';
    if (this.#onPath === this.#path.length + 1) this.#from = at;
  }

  /** Passes over a string, from a place in it: the place of the quotation mark that ends it, or of the last byte. */
  #endOfString(piece: Buffer, from: number): number {
    let start = from;
    if (this.#escaped) {
      this.#escaped = false;
      start++;
    }
    for (;;) {
      const end = piece.indexOf(QUOTE, start);
      const stop = end < 0 ? piece.length : end;
      let slashes = 0;
      while (stop - slashes > start && piece[stop - slashes - 1] === BACKSLASH) slashes++;
      if (end < 0) {
        this.#escaped = slashes % 2 === 1;
        return piece.length - 1;
      }
      if (slashes % 2 === 0) {
        this.#inString = false;
        return end;
      }
      start = end + 1;
    }
  }

  /** The items that end in this piece. */
  push(piece: Buffer): Item[] {
    const items: Item[] = [];
    if (this.#from >= 0) this.#from = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] ?? 0;
      if (this.#inString) {
        at = this.#endOfString(piece, at);
        if (!this.#inString && this.#here && this.#place === 'before' && this.#from >= 0) {
          this.#keep(piece, at + 1);
          this.#name = nameIn(this.#taken());
        }
        continue;
      }
      if (byte === QUOTE) this.#string(at);
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        if (this.#onPath === this.#path.length + 1) this.#begin(at);
        this.#open(byte);
      } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) this.#close(piece, at, items);
      else if (byte === COMMA) {
        if (!this.#here || this.#onPath === 0) continue;
        this.#end(piece, at, items);
        this.#index++;
      } else if (byte === COLON) {
        if (this.#here && this.#place === 'before') this.#place = 'named';
      } else if (!isSpace(byte) && this.#onPath > 0) this.#begin(at);
    }
    this.#torn = this.#inString;
    if (this.#from >= 0) {
      this.#keep(piece, piece.length);
      this.#from = 0;
    }
    return items;
  }
}

function nameIn(bytes: Buffer | null): string | undefined {
  try {
    const name = bytes === null ? undefined : (JSON.parse(bytes.toString('utf8')) as unknown);
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
