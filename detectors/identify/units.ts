/**
 * Code units of the text in hand: it is gone through several times, and a typed array is read several times faster than charCodeAt. The
 * text that is judged and a piece of it that somebody asks about stay side by side.
 */

import { storeUnits, unitStore } from '../unicode/index.js';

/** A copy of more code units is kept no longer than its text is in hand. */
const LONGEST = 1 << 20;
/** Code units of a piece. */
const PIECE = 1024;

class Copy {
  #text = '';
  #store = unitStore(PIECE);

  holds(text: string): boolean {
    return this.#text === text;
  }

  of(text: string): Uint16Array {
    if (this.#text !== text) {
      const { length } = text;
      const room = this.#store.units.length;
      if (length > room) this.#store = unitStore(Math.max(length, 2 * room));
      storeUnits(this.#store, text, 0, length);
      this.#text = text;
    }
    return this.#store.units;
  }

  get length(): number {
    return this.#text.length;
  }

  forget(): void {
    this.#text = '';
    if (this.#store.units.length > LONGEST) this.#store = unitStore(PIECE);
  }
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
