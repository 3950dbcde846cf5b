/** Student's t distribution: what lies beyond a value, and its quantiles. */

import { betaCdf, betaQuantile } from './beta.js';
import { Z } from './normal.js';

/** 0.975 quantile of Student's t (Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.7.5), good to 1% from 3 degrees of freedom on. */
export function studentQuantile(freedom: number): number {
  const z = Z;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  );
}

/** The probability that a variable is at least so far from 0 (Abramowitz and Stegun 26.7.1). */
export const studentTails = (t: number, freedom: number): number =>
  betaCdf(freedom / (freedom + t * t), freedom / 2, 0.5);

/** The t beyond which both tails together have this probability, for any degrees of freedom over 0: its square's distribution is that of a beta variable (the same, and 26.5.27). */
export function studentBeyond(tails: number, freedom: number): number {
  const x = betaQuantile(tails, freedom / 2, 0.5);
  return Math.sqrt(freedom * (1 / x - 1));
}

/** From here on the series of {@link studentQuantile} is as good as numbers are. */
const MANY = 10_000;

/** 0.975 quantile, to the last digits. */
export const student = (freedom: number): number =>
  freedom >= MANY ? studentQuantile(freedom) : studentBeyond(0.05, freedom);
