/** What the likeliest tokens of a place leave for any other one. */

/** The most that a token which is not among the likeliest can have: less than the least of them, and no more than they leave. Fractions 0..1. */
export function leftOf(likeliest: readonly (readonly [unknown, number | null])[]): number {
  const all = likeliest.flatMap(([, logprob]) =>
    typeof logprob === 'number' && logprob <= 0.01 ? [Math.min(1, Math.exp(logprob))] : [],
  );
  const sum = all.reduce((total, one) => total + one, 0);
  return Math.max(0, Math.min(1 - sum, ...all));
}
