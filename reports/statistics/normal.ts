/** The standard normal distribution: its distribution function and its quantiles, to the last digits that a number holds. */

/** Its 0.975 quantile: that of 95% intervals. */
export const Z = 1.959963984540054;

/** Below this the series of the error function is summed, above it its continued fraction. */
const SERIES_TO = 3;

/** erf(x) by its series (Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 7.1.6), for small x. */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** Levels of the continued fraction: enough for 15 digits from {@link SERIES_TO} on. */
const LEVELS = 60;

/** erfc(x) by its continued fraction (Abramowitz and Stegun 7.1.14), for large x. */
function erfcFraction(x: number): number {
  let value = x;
  for (let n = LEVELS; n >= 1; n--) value = x + n / 2 / value;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / value;
}

/** The probability that a standard normal variable exceeds `z`. */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const tail = (x < SERIES_TO ? 1 - erfSeries(x) : erfcFraction(x)) / 2;
  return z >= 0 ? tail : 1 - tail;
}

/** Coefficients of Acklam's rational approximation, good to 1e-9 of itself; one step of Halley's method takes it to the last digits. */
const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const B = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
];
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

/** The tail probability from which on the middle of the approximation holds. */
const TAIL = 0.02425;

/** The z that a standard normal variable exceeds with probability `tail`, for 0 < tail < 1. */
export function normalQuantile(tail: number): number {
  if (tail > 0.5) return -normalQuantile(1 - tail);
  const q = tail < TAIL ? Math.sqrt(-2 * Math.log(tail)) : 0.5 - tail;
  const first =
    tail < TAIL ? -polynomial(C, q) / polynomial(D, q) : (polynomial(A, q * q) * q) / polynomial(B, q * q);
  const error = (tail - normalTail(first)) * Math.sqrt(2 * Math.PI) * Math.exp((first * first) / 2);
  // The tail falls with z: the error has the other sign than that of the distribution function.
  return first - error / (1 - (first * error) / 2);
}
