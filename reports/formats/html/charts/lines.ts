/** Rates of several targets along one thing that grows, with their intervals. */

import { percent } from '../../../display/index.js';
import type { Rate } from '../../../types.js';
import { GROUND, SOFT } from './colors.js';
import { drawn } from './drawing.js';
import type { Drawing } from './picture.js';

/** A target's rates. */
export interface Line {
  readonly name: string;
  readonly points: readonly { readonly at: string; readonly rate: Rate }[];
}

/** Lines that can be told apart. */
export const MOST_LINES = 6;

const LONGEST = 18;
const cut = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

interface Point {
  readonly at: string;
  readonly line: number;
  readonly name: string;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  readonly title: string;
}

const colorOf = ({ line }: Point): string => `var(--line-${line + 1})`;

/** Least distance of two names, and of one from the axis, as shares of the height. */
const APART = 0.075;
const ABOVE = 0.04;

/** The last point of each line, moved apart where names would lie on each other. */
function ends(points: readonly Point[], max: number): readonly (Point & { readonly y: number })[] {
  const last = new Map(points.map((point) => [point.line, point]));
  let taken = (ABOVE - APART) * max;
  return [...last.values()]
    .sort((a, b) => a.rate - b.rate)
    .map((point) => {
      taken = Math.max(point.rate, taken + APART * max);
      return { ...point, y: taken };
    });
}

/** `steps` are all places in their order; `below` says what they are. Null where nothing has a rate. */
export function lines(
  title: string,
  all: readonly Line[],
  steps: readonly string[],
  below: string,
): Drawing | null {
  const points = all.slice(0, MOST_LINES).flatMap(({ name, points: own }, line): Point[] =>
    own.flatMap(({ at, rate: { rate, low, high, mixed, of } }) =>
      rate === null
        ? []
        : [
            {
              at,
              line,
              name: cut(name),
              rate,
              low: low ?? rate,
              high: high ?? rate,
              title: `${name}, ${at}: ${percent(rate)}, ${mixed} of ${of}`,
            },
          ],
    ),
  );
  if (points.length === 0) return null;
  const high = Math.max(0.02, ...points.map(({ rate }) => rate * 1.15));
  const named = ends(points, high);
  const max = Math.max(high, ...named.map(({ y }) => y));
  const label = `${title}. ${all.map(({ name, points: own }) => `${name}: ${own.map(({ at, rate }) => `${at} ${percent(rate.rate)}`).join(', ')}`).join('; ')}`;
  const svg = drawn(label, (plot) => ({
    width: 480,
    height: 250,
    marginLeft: 44,
    marginRight: 130,
    marginTop: 14,
    marginBottom: 40,
    x: {
      type: 'point',
      domain: [...steps],
      label: below,
      labelAnchor: 'center',
      labelArrow: 'none',
      tickSize: 0,
    },
    y: { domain: [0, max], clamp: true, ticks: 4, tickFormat: '~%', label: null, tickSize: 0 },
    marks: [
      plot.gridY({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
      plot.ruleY([0], { stroke: SOFT }),
      plot.ruleX(points, { x: 'at', y1: 'low', y2: 'high', stroke: colorOf, strokeOpacity: 0.45 }),
      plot.line(points, { x: 'at', y: 'rate', z: 'line', stroke: colorOf, strokeWidth: 2 }),
      plot.dot(points, { x: 'at', y: 'rate', r: 3.5, fill: colorOf, stroke: GROUND, title: 'title' }),
      plot.text(named, { x: 'at', y: 'y', text: 'name', dx: 10, textAnchor: 'start', fill: colorOf }),
    ],
  }));
  return { svg };
}
