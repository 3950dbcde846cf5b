/**
 * Code units of the text in hand: it is gone through several times, and a typed array is read several times faster than charCodeAt. The
 * text that is judged and a piece of it that somebody asks about stay side by side.
 */

/** A copy of more code units is kept no longer than its text is in hand. */
const LONGEST = 1 << 20;
/** Code units of a piece. */
const PIECE = 1024;
/** A copy of fewer code units is made one by one: the call costs more than it saves. */
const SHORT = 32;

class Copy {
  #text = '';
  #units = new Uint16Array(PIECE);
  #bytes = bytesOf(this.#units);

  holds(text: string): boolean {
    return this.#text === text;
  }

  of(text: string): Uint16Array {
    if (this.#text === text) return this.#units;
    const { length } = text;
    if (length > this.#units.length) {
      this.#units = new Uint16Array(Math.max(length, 2 * this.#units.length));
      this.#bytes = bytesOf(this.#units);
    }
    const units = this.#units;
    if (length < SHORT || this.#bytes === undefined)
      for (let at = 0; at < length; at++) units[at] = text.charCodeAt(at);
    else this.#bytes.write(text, 0, 'utf16le');
    this.#text = text;
    return units;
  }

  get length(): number {
    return this.#text.length;
  }

  forget(): void {
    this.#text = '';
    if (this.#units.length <= LONGEST) return;
    this.#units = new Uint16Array(PIECE);
    this.#bytes = bytesOf(this.#units);
  }
}

/** Node's Buffer copies a string's units in one call where memory is little-endian; a browser has nothing like it. */
function bytesOf(units: Uint16Array): Buffer | undefined {
  return typeof Buffer === 'function' && new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
    ? Buffer.from(units.buffer)
    : undefined;
}

const whole = new Copy();
const piece = new Copy();

/**
 * The code units of `text`; what lies behind its length is of no text. Valid until the next call with another one. The longest text since
 * {@link forgetUnits} is the one in hand: a piece of it, however long, takes the other place, or each would be copied anew in turn.
 */
export const unitsOf = (text: string): Uint16Array =>
  text.length > whole.length || whole.holds(text) ? whole.of(text) : piece.of(text);

/** Says that the text in hand is done with: its copy is not held any longer. */
export function forgetUnits(): void {
  whole.forget();
  piece.forget();
}
