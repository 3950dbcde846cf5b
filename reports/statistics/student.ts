/** Student's t distribution: the quantile of 95% intervals, to the last digits. */

import { betaQuantile } from './beta.js';
import { studentQuantile } from './clusters.js';

/** From here on the series of {@link studentQuantile} is as good as numbers are. */
const MANY = 10_000;

/** 0.975 quantile for any degrees of freedom over 0: the square's distribution is that of a beta variable (Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.7.1 and 26.5.27). */
export function student(freedom: number): number {
  if (freedom >= MANY) return studentQuantile(freedom);
  const x = betaQuantile(0.05, freedom / 2, 0.5);
  return Math.sqrt(freedom * (1 / x - 1));
}
