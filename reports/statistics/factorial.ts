/** Logarithms of factorials and binomial coefficients. */

const known: number[] = [0];

/** ln(n!) for a whole n >= 0, by addition; the sums are kept. */
export function lnFactorial(n: number): number {
  for (let next = known.length; next <= n; next++) known.push((known[next - 1] as number) + Math.log(next));
  return known[n] as number;
}

/** ln of the number of ways to choose k of n. */
export function lnChoose(n: number, k: number): number {
  return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
}
