/** Leaves the merges out of a tokenizer.json while it is read: they are most of it, and take ten times their size when they are values. */

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Where the merges stand: a list in the object "model". */
const PATH = ['model', 'merges'].map((key) => Buffer.from(key));

const EMPTY_LIST = Buffer.from('[]');

/** Takes a file piece by piece. What is no JSON is found out by who parses the rest. */
class MergesLeftOut {
  /** Lists and objects that one is in, and keys of the path that lead there. */
  #depth = 0;
  #onPath = 0;
  #isInString = false;
  #isEscaped = false;
  #isInMerges = false;
  /** The last string, as far as a key of the path is long. */
  readonly #key = Buffer.alloc(8);
  #keyLength = 0;

  /** What stays of a piece. */
  push(piece: Buffer): Buffer {
    const kept: Buffer[] = [];
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] as number;
      if (this.#isInString) this.#inString(byte);
      else if (byte === QUOTE) {
        this.#isInString = true;
        this.#keyLength = 0;
      } else if (byte === LIST || byte === OBJECT) {
        if (byte === LIST && this.#onPath === PATH.length && this.#depth === PATH.length) {
          this.#isInMerges = true;
          kept.push(piece.subarray(from, at), EMPTY_LIST);
        }
        this.#depth++;
      } else if (byte === LIST_END || byte === OBJECT_END) {
        this.#depth--;
        this.#onPath = Math.min(this.#onPath, this.#depth);
        if (this.#isInMerges && this.#depth === PATH.length) {
          this.#isInMerges = false;
          from = at + 1;
        }
      } else if (byte === COLON) {
        if (this.#isNextOfPath()) this.#onPath++;
      } else if (byte === COMMA) this.#onPath = Math.min(this.#onPath, this.#depth - 1);
    }
    if (!this.#isInMerges) kept.push(piece.subarray(from));
    const [only] = kept;
    return kept.length === 1 && only !== undefined ? only : Buffer.concat(kept);
  }

  #inString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) this.#isInString = false;
    if (this.#isInString && this.#keyLength < this.#key.length) this.#key[this.#keyLength++] = byte;
  }

  #isNextOfPath(): boolean {
    return (
      this.#depth === this.#onPath + 1 &&
      PATH[this.#onPath]?.equals(this.#key.subarray(0, this.#keyLength)) === true
    );
  }
}

/** A tokenizer.json with an empty list in the place of its merges. */
export async function* withoutMerges(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const left = new MergesLeftOut();
  for await (const piece of pieces) yield left.push(piece);
}
