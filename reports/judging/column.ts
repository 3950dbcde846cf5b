/** Whole numbers in a row that grows, 4 bytes each: what a tally of a million samples is made of. */

import * as v from 'valibot';

const MOST = 0x7fffffff;

function isFrom(column: Int32Array, least: number): boolean {
  for (const value of column) if (value < least) return false;
  return true;
}

/** A column as stored data has it, a list or as it is; of integers from `least` on. */
export const columnFrom = (least: number) =>
  v.pipe(
    v.union([
      v.instance(Int32Array),
      v.pipe(
        v.array(v.pipe(v.number(), v.integer(), v.minValue(-MOST - 1), v.maxValue(MOST))),
        v.transform((list) => Int32Array.from(list)),
      ),
    ]),
    v.check((column) => isFrom(column, least), `an integer under ${least}`),
  );

export class Column {
  #values = new Int32Array(8);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Makes room for so many more. */
  #reserve(more: number): void {
    const needed = this.#size + more;
    if (needed <= this.#values.length) return;
    const longer = new Int32Array(Math.max(needed, Math.ceil(this.#size * 1.5)));
    longer.set(this.values());
    this.#values = longer;
  }

  /** Signed integers of 32 bits. */
  push(value: number): void {
    if (this.#size === this.#values.length) this.#reserve(1);
    this.#values[this.#size++] = value;
  }

  /** The same of many. */
  append(values: Int32Array): void {
    this.#reserve(values.length);
    this.#values.set(values, this.#size);
    this.#size += values.length;
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
