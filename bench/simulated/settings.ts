/** The settings that tables of simulations go through, and how their lines begin. */

/** Rates of the slips that runs are made for: rare ones, usual ones, and a published one. */
export const RATES = [0.01, 0.05, 0.47] as const;

export const PROMPTS = [100, 1000] as const;

export interface Setting {
  readonly rate: number;
  readonly prompts: number;
  readonly repeats: number;
  /** Correlation of two answers to one prompt. */
  readonly icc: number;
}

/** All rates with all numbers of prompts, asked so often with such correlations. */
export const settingsOf = (asked: readonly (readonly [repeats: number, icc: number])[]): readonly Setting[] =>
  RATES.flatMap((rate) =>
    PROMPTS.flatMap((prompts) => asked.map(([repeats, icc]): Setting => ({ rate, prompts, repeats, icc }))),
  );

/** What stands over {@link nameOf}. */
export const NAMES = 'rate  prompts repeats icc';

export const nameOf = ({ rate, prompts, repeats, icc }: Setting): string =>
  `${String(rate).padEnd(5)} ${String(prompts).padEnd(7)} ${String(repeats).padEnd(7)} ${String(icc).padEnd(4)}`;

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A share in per cent, with one decimal. */
export const share = (hits: number, of: number): string => ((100 * hits) / of).toFixed(1);
