/** What is known of each sample of a run, in 32 bytes: where it stands, and what it can be chosen by, as numbers of words. */

/** A sample as a row. Words are numbers in the catalog's lists. */
export interface Row {
  /** Its place in the store. */
  readonly at: number;
  readonly size: number;
  /** Bits of traits.ts. */
  readonly sorts: number;
  /** Number of its prompt; {@link NO_PROMPT} where the run does not have it. */
  readonly prompt: number;
  readonly repeat: number;
  readonly target: number;
  readonly language: number;
  /** Number of the set of its scripts. */
  readonly scripts: number;
  readonly state: number;
}

export const NO_PROMPT = 0xffffffff;

/** Bytes of a row, and rows that are stored together. */
export const BYTES = 32;
export const TOGETHER = 4096;

/** The piece that a row is stored in. */
export const pieceOf = (row: number): number => Math.floor(row / TOGETHER);

/** Bytes of a row in which a number begins. */
const AT = 0;
const SIZE = 8;
const SORTS = 12;
const PROMPT = 16;
const REPEAT = 20;
const TARGET = 24;
const LANGUAGE = 26;
const SCRIPTS = 28;
const STATE = 30;
const GONE = 31;

/** Rows in the order in which their samples were stored. Numbers are those of this machine: rows are stored in the user's own folder. */
export class Rows {
  #buffer = new ArrayBuffer(BYTES * TOGETHER);
  #doubles = new Float64Array(this.#buffer);
  #words = new Uint32Array(this.#buffer);
  #halves = new Uint16Array(this.#buffer);
  #bytes = new Uint8Array(this.#buffer);
  #length = 0;
  #gone = 0;

  get length(): number {
    return this.#length;
  }

  /** Rows that no other has replaced. */
  get size(): number {
    return this.#length - this.#gone;
  }

  /** Makes room for so many rows at once. */
  reserve(rows: number): void {
    this.#grow(rows);
  }

  #grow(rows: number): void {
    if (rows * BYTES <= this.#buffer.byteLength) return;
    // By a sixteenth: a million rows have 32 MB.
    const most = Math.ceil((rows * 1.0625) / TOGETHER) * TOGETHER;
    const bytes = this.#bytes;
    this.#buffer = new ArrayBuffer(most * BYTES);
    this.#doubles = new Float64Array(this.#buffer);
    this.#words = new Uint32Array(this.#buffer);
    this.#halves = new Uint16Array(this.#buffer);
    this.#bytes = new Uint8Array(this.#buffer);
    this.#bytes.set(bytes);
  }

  /** Adds a row; its number. */
  add(row: Row): number {
    const i = this.#length;
    this.#grow(i + 1);
    this.#length++;
    const at = i * BYTES;
    this.#doubles[(at + AT) / 8] = row.at;
    this.#words[(at + SIZE) / 4] = row.size;
    this.#words[(at + SORTS) / 4] = row.sorts;
    this.#words[(at + PROMPT) / 4] = row.prompt;
    this.#words[(at + REPEAT) / 4] = row.repeat;
    this.#halves[(at + TARGET) / 2] = row.target;
    this.#halves[(at + LANGUAGE) / 2] = row.language;
    this.#halves[(at + SCRIPTS) / 2] = row.scripts;
    this.#bytes[at + STATE] = row.state;
    this.#bytes[at + GONE] = 0;
    return i;
  }

  /** Says that another row is in its place. */
  remove(i: number): void {
    if (this.isGone(i)) return;
    this.#bytes[i * BYTES + GONE] = 1;
    this.#gone++;
  }

  // Every row has all of its numbers.
  at = (i: number): number => this.#doubles[(i * BYTES + AT) / 8] as number;
  bytes = (i: number): number => this.#words[(i * BYTES + SIZE) / 4] as number;
  sorts = (i: number): number => this.#words[(i * BYTES + SORTS) / 4] as number;
  prompt = (i: number): number => this.#words[(i * BYTES + PROMPT) / 4] as number;
  repeat = (i: number): number => this.#words[(i * BYTES + REPEAT) / 4] as number;
  target = (i: number): number => this.#halves[(i * BYTES + TARGET) / 2] as number;
  language = (i: number): number => this.#halves[(i * BYTES + LANGUAGE) / 2] as number;
  scripts = (i: number): number => this.#halves[(i * BYTES + SCRIPTS) / 2] as number;
  state = (i: number): number => this.#bytes[i * BYTES + STATE] as number;
  isGone = (i: number): boolean => this.#bytes[i * BYTES + GONE] === 1;

  /** Rows `n * TOGETHER` and so on, to be stored. */
  piece(n: number): Uint8Array {
    const from = n * TOGETHER * BYTES;
    return this.#bytes.subarray(from, Math.min(from + TOGETHER * BYTES, this.#length * BYTES));
  }

  /** Appends rows that were stored. */
  append(piece: Uint8Array): void {
    const rows = Math.floor(piece.length / BYTES);
    this.#grow(this.#length + rows);
    this.#bytes.set(piece.subarray(0, rows * BYTES), this.#length * BYTES);
    for (let i = this.#length; i < this.#length + rows; i++) if (this.isGone(i)) this.#gone++;
    this.#length += rows;
  }
}
