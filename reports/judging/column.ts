/** Whole numbers in a row that grows, 4 bytes each: what a tally of a million samples is made of. */

export class Column {
  #values = new Int32Array(8);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Signed integers of 32 bits. */
  push(value: number): void {
    if (this.#size === this.#values.length) {
      const longer = new Int32Array(Math.ceil(this.#size * 1.5));
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.#size++] = value;
  }

  /** The `i`th value; 0 where there is none. */
  at(i: number): number {
    return this.#values[i] ?? 0;
  }

  /** The values, from the `start`th to before the `end`th: of this column until it grows. */
  values(start = 0, end = this.#size): Int32Array {
    return this.#values.subarray(start, end);
  }
}
