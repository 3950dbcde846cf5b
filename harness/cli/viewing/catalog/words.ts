/** Words by numbers, in the order in which they came. */

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
    const number = this.#words.push(word) - 1;
    this.#numbers.set(word, number);
    return number;
  }

  /** The number of a word; undefined where it has none. */
  find(word: string): number | undefined {
    return this.#numbers.get(word);
  }

  word(number: number): string {
    return this.#words[number] ?? '';
  }

  get all(): readonly string[] {
    return this.#words;
  }
}
