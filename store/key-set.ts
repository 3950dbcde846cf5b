/** A set of keys in 24 to 48 bytes each, exactly: a run may have millions. */

/** Words of 32 bits in a key of 24 hexadecimal digits. */
const WORDS = 3;

const HEX = /^[0-9a-f]{24}$/;

/** Holds keys of 24 hexadecimal digits exactly, open addressing with linear probing; anything else in a Set beside them. */
export class KeySet {
  #table = new Uint32Array(1024 * WORDS);
  #count = 0;
  /** Keys of another form, and the one that looks like an empty place. */
  readonly #others = new Set<string>();

  get size(): number {
    return this.#count + this.#others.size;
  }

  has(key: string): boolean {
    if (this.#others.size > 0 && this.#others.has(key)) return true;
    const words = wordsOf(key);
    return words !== null && this.#place(words) < 0;
  }

  /** Adds a key; false where it was there already. */
  add(key: string): boolean {
    const words = wordsOf(key);
    if (words === null) {
      const fresh = !this.#others.has(key);
      this.#others.add(key);
      return fresh;
    }
    const at = this.#place(words);
    if (at < 0) return false;
    this.#table.set(words, at);
    this.#count++;
    if (this.#count * WORDS * 2 > this.#table.length) this.#grow();
    return true;
  }

  /** Where the key goes; -1 where it is there already. */
  #place([a, b, c]: Words): number {
    const table = this.#table;
    const places = table.length / WORDS;
    for (let place = a & (places - 1); ; place = (place + 1) & (places - 1)) {
      const at = place * WORDS;
      if (table[at] === 0 && table[at + 1] === 0 && table[at + 2] === 0) return at;
      if (table[at] === a && table[at + 1] === b && table[at + 2] === c) return -1;
    }
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      const words: Words = [old[at] as number, old[at + 1] as number, old[at + 2] as number];
      if (words.some((word) => word !== 0)) this.#table.set(words, this.#place(words));
    }
  }
}

type Words = [number, number, number];

function wordsOf(key: string): Words | null {
  if (!HEX.test(key)) return null;
  const words: Words = [0, 8, 16].map((from) => Number.parseInt(key.slice(from, from + 8), 16)) as Words;
  return words.some((word) => word !== 0) ? words : null;
}
