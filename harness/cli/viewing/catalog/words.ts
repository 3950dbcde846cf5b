/** Words by numbers, in the order in which they came. */

/** Words that a number of 16 bits tells apart; all others are the last one. */
const MOST = 0xffff;

export class Words {
  readonly #words: string[];
  readonly #numbers: Map<string, number>;

  constructor(words: readonly string[] = []) {
    this.#words = [...words];
    this.#numbers = new Map(words.map((word, i) => [word, i]));
  }

  /** The number of a word, a new one where it is new. */
  number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    if (this.#words.length >= MOST) return MOST;
    const number = this.#words.push(word) - 1;
    this.#numbers.set(word, number);
    return number;
  }

  word(number: number): string {
    return this.#words[number] ?? '';
  }

  get all(): readonly string[] {
    return this.#words;
  }
}
