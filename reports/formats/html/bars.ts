/** Intervals as dots and whiskers on an axis that all rows of a table share. All places are per cent of the drawing's width. */

/** Ends of an interval; null where there is none. */
interface Ends {
  readonly low: number | null;
  readonly high: number | null;
}

/** Room on both sides, so that dots and labels at the ends are whole. */
const MARGIN = 6;

export interface Tick {
  readonly x: number;
  readonly label: string;
  readonly zero: boolean;
}

export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly Tick[];
}

export interface Bar {
  readonly low: number;
  readonly high: number;
  readonly at: number;
}

const largest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), 0);

/** An axis from 0 to the first good limit above every upper end, in percent. */
export function rateAxis(rates: readonly Ends[]): Axis {
  const max = limitAbove(largest(rates.map(({ high }) => high ?? 0)));
  return withTicks(0, max, [0, max / 2, max]);
}

/** An axis around zero, in points, with room on both sides of it. */
export function changeAxis(rows: readonly Ends[]): Axis {
  const below = limitAbove(largest(rows.map(({ low }) => -(low ?? 0))));
  const above = limitAbove(largest(rows.map(({ high }) => high ?? 0)));
  const min = -Math.max(below, limitAbove(above / 5));
  const max = Math.max(above, limitAbove(below / 5));
  return withTicks(min, max, [min, 0, max]);
}

/** Where a value and its interval stand on the axis; null when there is none. */
export function barOf(axis: Axis, at: number | null, low: number | null, high: number | null): Bar | null {
  if (at === null || low === null || high === null) return null;
  return { at: place(axis, at), low: place(axis, low), high: place(axis, high) };
}

function withTicks(min: number, max: number, values: readonly number[]): Axis {
  const ticks = values.map((value) => ({
    x: place({ min, max }, value),
    label: label(value, min < 0),
    zero: value === 0,
  }));
  return { min, max, ticks };
}

function label(value: number, signed: boolean): string {
  const size = Number((Math.abs(value) * 100).toFixed(1)).toString();
  if (!signed) return `${size}%`;
  if (value === 0) return '0';
  return `${value < 0 ? '−' : '+'}${size}`;
}

function place({ min, max }: Pick<Axis, 'min' | 'max'>, value: number): number {
  const share = (Math.min(max, Math.max(min, value)) - min) / (max - min);
  return Number((MARGIN + share * (100 - 2 * MARGIN)).toFixed(2));
}

function limitAbove(value: number): number {
  return [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8].find((limit) => limit >= value) ?? 1;
}
