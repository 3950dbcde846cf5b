/** The shift that rows share: the mean of what they moved by, and how far they follow it. */

/** Of the rows that it is over: every one whose values are numbers, rows of zeros among them, or those whose tokens were never seen in training. */
export interface SharedShift {
  readonly rows: number;
  /** Euclidean norm of the mean shift; null over no rows. */
  readonly norm: number | null;
  /**
   * Of the squared shifts the part that the mean shift is, from 0 (each row goes its own way) to 1 (all go the same); null where no row moved.
   * It is 1 less the variance of the shifts around their mean, over their mean square.
   */
  readonly share: number | null;
  /** The mean cosine between the shift of a row and the mean shift, over those that moved; null where none did. */
  readonly cosine: number | null;
}

/** Adds up shifts as they come. */
export class ShiftSums {
  /** Over columns, in any one order: of the shifts, and of the shifts at length 1. */
  readonly sums: Float64Array;
  readonly units: Float64Array;
  #rows = 0;
  #moved = 0;
  #squares = 0;

  constructor(columns: number) {
    this.sums = new Float64Array(columns);
    this.units = new Float64Array(columns);
  }

  /** Counts a row, whose shift has a square of so much. */
  count(square: number): void {
    this.#rows++;
    if (square === 0) return;
    this.#moved++;
    this.#squares += square;
  }

  result(): SharedShift {
    const rows = this.#rows;
    if (rows === 0) return { rows, norm: null, share: null, cosine: null };
    let [square, product] = [0, 0];
    for (const [i, sum] of this.sums.entries()) {
      square += (sum / rows) ** 2;
      product += (sum / rows) * (this.units[i] ?? 0);
    }
    const norm = Math.sqrt(square);
    if (this.#moved === 0 || norm === 0)
      return { rows, norm, share: this.#moved === 0 ? null : 0, cosine: null };
    // The mean of cosines with one vector is the product of that with the mean of unit vectors.
    return {
      rows,
      norm,
      share: Math.min(1, (square * rows) / this.#squares),
      cosine: Math.max(-1, Math.min(1, product / norm / this.#moved)),
    };
  }
}
