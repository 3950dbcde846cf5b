/** Reads numbers and texts one after the other from a source, a piece of it at a time, and never beyond its end. */

import { UserError } from '../../files/index.js';
import type { GgufSource } from './types.js';

/** Bytes that are read at once. */
const PIECE = 1 << 20;

/** Bytes of a text in the metadata; templates of chats have some tens of thousands. */
const LONGEST_TEXT = 64 << 20;

/** Bytes that a header may have; those of the largest vocabularies have some ten million. */
const LONGEST_HEADER = 512 << 20;

export class Cursor {
  readonly #source: GgufSource;
  #piece: Buffer = Buffer.alloc(0);
  /** Where the piece begins in the source, and how far it has been read. */
  #base = 0;
  #at = 0;

  constructor(source: GgufSource) {
    this.#source = source;
  }

  /** Bytes that have been read. */
  get position(): number {
    return this.#base + this.#at;
  }

  /** Bytes that are left. */
  get left(): number {
    return this.#source.size - this.position;
  }

  get name(): string {
    return this.#source.name;
  }

  /** Throws UserError: the file ends before what it says it holds. */
  #cut(): never {
    throw new UserError('the file ends before what it says it holds', this.#source.name, 'it may be cut off');
  }

  /** Whether so many bytes can be read without waiting. */
  has(length: number): boolean {
    return this.#at + length <= this.#piece.length;
  }

  /** Makes so many bytes ready to be read. Throws UserError where the source has fewer. */
  async need(length: number): Promise<void> {
    if (this.has(length)) return;
    if (length > this.left) this.#cut();
    if (this.position > LONGEST_HEADER)
      throw new UserError('the header does not end', this.#source.name, 'it may be damaged');
    const rest = this.#piece.subarray(this.#at);
    const asked = Math.min(Math.max(length, PIECE), this.left);
    const fresh = await this.#source.read(this.position + rest.length, asked - rest.length);
    this.#base = this.position;
    this.#piece = Buffer.concat([rest, fresh]);
    this.#at = 0;
    if (!this.has(length)) this.#cut();
  }

  /** The next bytes, which {@link need} made ready; a view that the next piece does not touch. */
  take(length: number): Buffer {
    const bytes = this.#piece.subarray(this.#at, this.#at + length);
    this.#at += length;
    return bytes;
  }

  async u32(): Promise<number> {
    await this.need(4);
    return this.take(4).readUInt32LE();
  }

  /** A count or a length, of which each one takes at least `each` bytes: what cannot be in the file is refused before room is made for it. */
  async count(each: number): Promise<number> {
    await this.need(8);
    return this.checked(Number(this.take(8).readBigUInt64LE()), each);
  }

  /** A count that was read, checked as {@link count} does. */
  checked(count: number, each: number): number {
    if (count * each > this.left)
      throw new UserError(
        `it says that it holds ${count} of something where ${this.left} bytes are left`,
        `${this.name}:${this.position}`,
        'it may be damaged',
      );
    return count;
  }

  /** The bytes of a text. */
  async text(): Promise<Buffer> {
    const length = await this.count(1);
    if (length > LONGEST_TEXT)
      throw new UserError(`a text of ${length} bytes`, `${this.name}:${this.position}`, 'it may be damaged');
    await this.need(length);
    return this.take(length);
  }

  /** The bytes of a text that is in the piece, without waiting: a vocabulary has hundreds of thousands. Undefined where it is not. */
  textHere(): Buffer | undefined {
    if (!this.has(8)) return undefined;
    const length = Number(this.#piece.readBigUInt64LE(this.#at));
    if (length > LONGEST_TEXT || !this.has(8 + length)) return undefined;
    this.#at += 8;
    return this.take(length);
  }

  /** Passes over so many bytes. */
  skip(length: number): void {
    if (length > this.left) this.#cut();
    if (this.has(length)) {
      this.#at += length;
      return;
    }
    this.#base = this.position + length;
    this.#piece = Buffer.alloc(0);
    this.#at = 0;
  }
}
