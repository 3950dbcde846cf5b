/** Numbers as people read them. Every function takes null or a non-finite number and answers with a dash. */

import type { Comparison, LengthChange, Rate } from '../types.js';

/** What stands where there is no number. */
export const NO_NUMBER = '–';

const MINUS = '−';
let grouped: Intl.NumberFormat | undefined;

function isNumber(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}

/** More is no count of anything that is: what a server or a log made up would be as wide as a page. */
const MOST_DIGITS = 1e15;

/** `1,234`; `1.00e+300` of what is too large to be read. */
export function count(value: number | null): string {
  if (!isNumber(value)) return NO_NUMBER;
  if (Math.abs(value) >= MOST_DIGITS) return value.toExponential(2);
  grouped ??= new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
  return grouped.format(value);
}

/** The number of a step as it is read: `12,000`; what is no whole number as it stands. */
export const stepNumber = (step: number): string =>
  Number.isInteger(step) ? step.toLocaleString('en-US') : String(step);

/** A fraction as a percentage without its sign: exact 0 and 1 as `0` and `100`, all else with one decimal. */
function bare(fraction: number): string {
  if (fraction === 0 || fraction === 1) return String(fraction * 100);
  return (fraction * 100).toFixed(1);
}

/** A fraction 0..1 as `23.1%`; what is not zero never reads as `0.0%`, nor what is not all as `100.0%`. */
export function percent(fraction: number | null): string {
  if (!isNumber(fraction)) return NO_NUMBER;
  if (fraction > 0 && fraction < 0.0005) return '<0.1%';
  if (fraction < 1 && fraction >= 0.9995) return '>99.9%';
  return `${(fraction * 100).toFixed(1)}%`;
}

/** A fraction that somebody set, in per cent or points as it was written: `2`, `0.25`. */
export const asWritten = (fraction: number): string => String(Number((fraction * 100).toPrecision(9)));

/** An index of mixing: `0.042`, or with one decimal where it goes to 100. */
export function indexValue(value: number | null, decimals = 3): string {
  return isNumber(value) ? value.toFixed(decimals) : NO_NUMBER;
}

/** The interval of a rate in per cent, `18.2–28.3`; empty without one. */
export function bounds(rate: Pick<Rate, 'low' | 'high'>): string {
  return isNumber(rate.low) && isNumber(rate.high) ? `${bare(rate.low)}–${bare(rate.high)}` : '';
}

/** `23.1% (18.2–28.3)`. */
export function percentWithBounds(rate: Pick<Rate, 'rate' | 'low' | 'high'>): string {
  const interval = bounds(rate);
  return interval === '' ? percent(rate.rate) : `${percent(rate.rate)} (${interval})`;
}

/** A difference of fractions in percentage points with its sign: `−14.7`, `+2.0`, `0.0`. */
export function points(difference: number | null): string {
  if (!isNumber(difference)) return NO_NUMBER;
  const size = (Math.abs(difference) * 100).toFixed(1);
  if (size === '0.0') return size;
  return `${difference < 0 ? MINUS : '+'}${size}`;
}

/** The interval of a difference in percentage points, `−18.3 to −11.1`; empty without one. */
export function pointsBounds(comparison: Pick<Comparison, 'low' | 'high'>): string {
  const { low, high } = comparison;
  return isNumber(low) && isNumber(high) ? `${points(low)} to ${points(high)}` : '';
}

/** `−14.7 (−18.3 to −11.1)`. */
export function pointsWithBounds(comparison: Pick<Comparison, 'delta' | 'low' | 'high'>): string {
  const interval = pointsBounds(comparison);
  return interval === '' ? points(comparison.delta) : `${points(comparison.delta)} (${interval})`;
}

/** A ratio with its interval: `0.43 times (0.40–0.47)`; empty without one. */
export function times({ ratio, low, high }: Pick<LengthChange, 'ratio' | 'low' | 'high'>): string {
  if (!isNumber(ratio)) return '';
  const interval = isNumber(low) && isNumber(high) ? ` (${low.toFixed(2)}–${high.toFixed(2)})` : '';
  return `${ratio.toFixed(2)} times${interval}`;
}

/** Milliseconds as seconds: `0.85`, `12.3`, `140`. */
export function seconds(ms: number): string {
  const value = ms / 1000;
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : count(value);
}

/** A number with the digits that matter: `0.00123`, `1.23`, `12.3`, `1,234`. */
export function significant(value: number | null): string {
  if (!isNumber(value)) return NO_NUMBER;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 100) return count(value);
  // Not in powers of ten, however small.
  const digits = Math.min(9, Math.max(0, 2 - Math.floor(Math.log10(size))));
  return value.toFixed(digits);
}

/** A sum of money with the digits that matter, in whatever currency: `0.37`, `12.30`, `1,234`. */
export function money(value: number | null): string {
  if (!isNumber(value)) return NO_NUMBER;
  return value >= 100 ? count(value) : value.toFixed(2);
}

/** A value with its interval, `1.23 (1.10–1.41)`, in these digits. */
export function withBounds(
  { value, low, high }: { readonly value: number; readonly low: number | null; readonly high: number | null },
  format: (value: number) => string,
): string {
  return isNumber(low) && isNumber(high)
    ? `${format(value)} (${format(low)}–${format(high)})`
    : format(value);
}

/** What would decide: `1,200 more prompts or 3 more repeats`. */
export function moreNeeded({
  prompts,
  repeats,
}: {
  readonly prompts: number | null;
  readonly repeats: number | null;
}): string {
  return [
    ...(prompts === null ? [] : [plural(prompts, 'more prompt')]),
    ...(repeats === null ? [] : [plural(repeats, 'more repeat')]),
  ].join(' or ');
}

/** A p-value: `<0.001`, `0.034`, `1`. */
export function pValue(p: number | null): string {
  if (!isNumber(p)) return NO_NUMBER;
  if (p < 0.001) return '<0.001';
  return p >= 0.9995 ? '1' : p.toFixed(3);
}

/** Samples on both sides: `100` where they are the same, else `100 / 98`. */
export function sizes(comparison: Pick<Comparison, 'baseline_rate' | 'candidate_rate'>): string {
  const { baseline_rate: before, candidate_rate: after } = comparison;
  return before.of === after.of ? count(before.of) : `${count(before.of)} / ${count(after.of)}`;
}

/** `1 sample`, `1,234 samples`. */
export function plural(n: number, noun: string): string {
  return `${count(n)} ${noun}${n === 1 ? '' : 's'}`;
}
