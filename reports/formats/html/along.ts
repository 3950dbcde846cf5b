/** Where the steps of a series stand in a drawing, and what stands under them. */

import { shortened } from '../../../files/index.js';
import { stepNumber } from '../../display/index.js';
import type { Series } from '../../series/index.js';
import type { NameOf } from './labels.js';

export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A drawing and where its lines lie in it. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** UTF-16 code units of a name under the axis. */
const LONGEST = 16;
/** What one of them takes of the drawing's width. */
const UNIT = 6.6;

/** A place, to a tenth of a unit. */
export const rounded = (value: number): number => Number(value.toFixed(1));

/** What stands under a step: its number, or its name. */
const stepLabel = ({ steps }: Series, i: number, name: NameOf): string => {
  const { target = '', step } = steps[i] ?? {};
  if (step !== undefined) return stepNumber(step);
  return shortened(name(target).id, LONGEST);
};

/** Where the steps stand from left to right: by their numbers, else evenly. */
export function placesOf({ steps, along }: Series, { left, right }: Box): number[] {
  const at = steps.map(({ step = 0 }, i) => (along === 'step' ? step : i));
  const [from, to] = [at[0] ?? 0, at.at(-1) ?? 0];
  return at.map((value) =>
    rounded(to === from ? (left + right) / 2 : left + ((value - from) / (to - from)) * (right - left)),
  );
}

/** Names under the axis, as many as have room; the last one always. */
export function labelsUnder(series: Series, xs: readonly number[], box: Box, name: NameOf): Label[] {
  const written = xs.map((x, i) => ({ x, text: stepLabel(series, i, name) }));
  const last = written.length - 1;
  const spanOf = ({ x, text }: { x: number; text: string }, i: number): [number, number] => {
    const width = text.length * UNIT;
    if (i === last && last > 0) return [x - width, x];
    return i === 0 && last > 0 ? [x, x + width] : [x - width / 2, x + width / 2];
  };
  const kept: number[] = [];
  const end = written[last];
  const limit = end === undefined ? 0 : spanOf(end, last)[0];
  let taken = Number.NEGATIVE_INFINITY;
  for (const [i, one] of written.entries()) {
    const [from, to] = spanOf(one, i);
    if (i !== last && (from < taken || to > limit - UNIT)) continue;
    kept.push(i);
    taken = to + 2 * UNIT;
  }
  return kept.flatMap((i) => {
    const one = written[i];
    if (one === undefined) return [];
    const anchor = last === 0 ? 'middle' : i === 0 ? 'start' : i === last ? 'end' : 'middle';
    return [{ x: one.x, y: box.bottom + 18, text: one.text, anchor } as const];
  });
}
