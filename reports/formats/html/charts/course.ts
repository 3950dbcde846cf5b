/** A rate along a series of checkpoints: its line, with a band that holds all steps at once. */

import { percent, points, pValue, stepNumber } from '../../../display/index.js';
import type { Series, SeriesChange, SeriesPoint, SeriesRow } from '../../../series/index.js';
import { ACCENT, GROUND, SOFT, verdictColor, verdictSymbol, WORSE } from './colors.js';
import { drawn } from './drawing.js';
import type { Drawing } from './picture.js';

interface Step {
  readonly at: number;
  readonly name: string;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  readonly color: string;
  readonly open: boolean;
  readonly symbol: 'triangle' | 'circle';
  readonly title: string;
}

/** How it is drawn. */
interface Course {
  readonly series: Series;
  readonly row: SeriesRow;
  readonly title: string;
  readonly name: (id: string) => string;
  /** Size in units. */
  readonly width: number;
  readonly height: number;
  /** Upper end of the rates; that of the row where missing. */
  readonly max?: number | undefined;
}

const LONGEST = 16;
const UNIT = 7;

const cut = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

const against = (what: string, change: SeriesChange | null): string =>
  change === null
    ? ''
    : `; ${points(change.delta)} points from ${what}, ${change.verdict}, adjusted p ${pValue(change.p_adjusted)}`;

const titleOf = ({ rate, band, before, baseline }: SeriesPoint, name: string): string =>
  `${name}: ${percent(rate.rate)}, ${rate.mixed} of ${rate.of}${
    band === null ? '' : `, band ${percent(band.low)} to ${percent(band.high)}`
  }${against('the step before', before)}${against('the baseline', baseline)}`;

function stepsOf({
  series,
  row,
  name,
}: Course): readonly (Step | { readonly at: number; readonly rate: null })[] {
  return row.points.map((point, i) => {
    const { step } = series.steps[i] ?? {};
    const at = series.along === 'step' ? (step ?? i) : i;
    const { rate } = point.rate;
    if (rate === null) return { at, rate };
    const isBaseline = point.target === series.baseline;
    const verdict = point.baseline?.verdict ?? 'inconclusive';
    return {
      at,
      name: step === undefined ? cut(name(point.target)) : stepNumber(step),
      rate,
      low: point.band?.low ?? rate,
      high: point.band?.high ?? rate,
      color: isBaseline ? ACCENT : verdictColor(verdict),
      open: !isBaseline && verdict === 'inconclusive',
      symbol: verdictSymbol(isBaseline ? undefined : verdict),
      title: titleOf(point, name(point.target)),
    };
  });
}

/** Steps whose names have room, the last one always. */
function ticksOf(steps: readonly Step[], width: number): readonly Step[] {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || last.at === first.at) return steps;
  const place = ({ at }: Step): number => ((at - first.at) / (last.at - first.at)) * width;
  const half = ({ name }: Step): number => (name.length * UNIT) / 2;
  const kept: Step[] = [];
  let taken = Number.NEGATIVE_INFINITY;
  for (const step of steps) {
    const from = place(step) - half(step);
    if (step !== last && (from < taken || place(step) + half(step) + UNIT > place(last) - half(last)))
      continue;
    kept.push(step);
    taken = place(step) + half(step) + UNIT;
  }
  return kept;
}

const isThere = (step: ReturnType<typeof stepsOf>[number]): step is Step => step.rate !== null;

/** What a row says, for who does not see it. */
const spoken = ({ title, row }: Course, steps: readonly Step[]): string => {
  const trend = row.trend === null ? '' : `; trend ${points(row.trend.change)} points, ${row.trend.verdict}`;
  return `${title}: ${steps.map(({ name, rate }) => `${name} ${percent(rate)}`).join(', ')}${trend}`;
};

/** Null where no step has a rate. */
export function course(asked: Course): Drawing | null {
  const all = stepsOf(asked);
  const steps = all.filter(isThere);
  if (steps.length === 0) return null;
  const max = asked.max ?? Math.max(0.02, ...steps.map(({ high }) => high));
  const broke = steps[asked.row.points.findIndex(({ target }) => target === asked.row.broke?.target)];
  const { width, height } = asked;
  const ticks = ticksOf(steps, width - 70);
  const svg = drawn(spoken(asked, steps), (plot) => ({
    width,
    height,
    marginLeft: 44,
    marginRight: 26,
    marginTop: 20,
    marginBottom: 28,
    x: {
      type: 'linear',
      ticks: ticks.map(({ at }) => at),
      tickFormat: (at: number) => ticks.find((tick) => tick.at === at)?.name ?? '',
      tickSize: 0,
      label: null,
    },
    y: { domain: [0, max], ticks: 3, tickFormat: '~%', label: null, tickSize: 0 },
    symbol: { type: 'identity' },
    marks: [
      plot.gridY({ ticks: 3, stroke: 'var(--line)', strokeOpacity: 1 }),
      plot.ruleY([0], { stroke: SOFT }),
      plot.areaY(all, { x: 'at', y1: 'low', y2: 'high', fill: ACCENT, fillOpacity: 0.15 }),
      plot.ruleX(steps, { x: 'at', y1: 'low', y2: 'high', stroke: 'color', strokeOpacity: 0.55 }),
      plot.lineY(all, { x: 'at', y: 'rate', stroke: ACCENT, strokeWidth: 2 }),
      plot.dot(steps, {
        x: 'at',
        y: 'rate',
        r: 4.5,
        fill: ({ open, color }: Step) => (open ? GROUND : color),
        stroke: 'color',
        strokeWidth: 2,
        symbol: 'symbol',
        title: 'title',
      }),
      ...(broke === undefined
        ? []
        : [
            plot.ruleX([broke], { x: 'at', stroke: WORSE, strokeDasharray: '4 3' }),
            plot.text([broke], {
              x: 'at',
              frameAnchor: 'top',
              text: () => 'worse from here',
              textAnchor: broke.at > ((steps[0]?.at ?? 0) + (steps.at(-1)?.at ?? 0)) / 2 ? 'end' : 'start',
              dx: broke.at > ((steps[0]?.at ?? 0) + (steps.at(-1)?.at ?? 0)) / 2 ? -5 : 5,
              dy: -16,
              fill: WORSE,
            }),
          ]),
    ],
  }));
  return { svg };
}
