/** Timing: the best of several rounds, contenders in turn, so that a slow moment of the machine hits all alike. */

export interface Contender {
  readonly name: string;
  /** One pass over the input; what it returns is kept from being optimised away. */
  readonly pass: () => number;
}

const ROUNDS = 9;

let sink = 0;

/** Milliseconds of each contender's fastest pass, in order. The first round warms up and is not counted. */
export function measure(contenders: readonly Contender[], rounds = ROUNDS): number[] {
  const best = contenders.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round <= rounds; round++) {
    for (const [i, { pass }] of contenders.entries()) {
      const start = performance.now();
      sink += pass();
      const taken = performance.now() - start;
      if (round > 0) best[i] = Math.min(best[i] ?? taken, taken);
    }
  }
  if (Number.isNaN(sink)) throw new Error('a pass returned no number');
  return best;
}

/** A line of the table: name, rate, and how many times the reference it is. */
export function row(name: string, rate: number, unit: string, reference: number): void {
  process.stdout.write(
    `  ${name.padEnd(44)} ${rate.toFixed(rate < 10 ? 2 : 0).padStart(6)} ${unit}   ${(rate / reference).toFixed(2)}x\n`,
  );
}
