/** How figures of rows are shown. */

import { count, NO_NUMBER, percent } from '../../reports/display/index.js';
import { THRESHOLDS, type Under } from '../drift/index.js';

/** `0.98370`; what is not 1 never reads as 1. */
export function cosineShown(value: number | null): string {
  if (value === null || Number.isNaN(value)) return NO_NUMBER;
  const shown = value.toFixed(5).replace('-', '−');
  return shown === '1.00000' && value !== 1 ? `1 − ${(1 - value).toExponential(0)}` : shown;
}

/** `0.1234`: four digits. */
export const number = (value: number | null): string => (value === null ? NO_NUMBER : value.toPrecision(4));

/** How many rows are under each threshold, and of how many that is what share. */
export const underShown = (under: Under, tokens: number): readonly string[] =>
  THRESHOLDS.map((one) => {
    const rows = under[one];
    return rows === 0 || tokens === 0 ? count(rows) : `${count(rows)} (${percent(rows / tokens)})`;
  });
