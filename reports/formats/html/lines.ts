/** Rates along a series as lines with bands. All places are units of the drawing's own box. */

import { subjectOf } from '../../columns/index.js';
import { languageName, percent, points, pValue } from '../../display/index.js';
import type { Series, SeriesChange, SeriesPoint, SeriesRow } from '../../series/index.js';
import { type Box, type Label, labelsUnder, placesOf, rounded } from './along.js';
import { rateAxis } from './bars.js';
import { type NameOf, type VerdictView, verdictView } from './labels.js';

interface Dot {
  readonly x: number;
  readonly y: number;
  /** The verdict against the baseline; `baseline` of that itself. */
  readonly kind: string;
  readonly title: string;
}

export interface LineView {
  /** What the line is about. */
  readonly title: string;
  readonly verdict: VerdictView | null;
  /** What the trend comes to; empty where there is none. */
  readonly trend: string;
  /** The whole line in words, for who does not see it. */
  readonly spoken: string;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** Heights of the grid, the lowest first. */
  readonly rules: readonly number[];
  readonly labels: readonly Label[];
  /** Steps in a row that have samples: their band, and their line. */
  readonly stretches: readonly { readonly band: string; readonly line: string }[];
  readonly dots: readonly Dot[];
  /** Radius of the dots. */
  readonly radius: number;
  /** Where all are worse from. */
  readonly broke: {
    readonly x: number;
    readonly top: number;
    readonly bottom: number;
    readonly label: Label;
  } | null;
}

/** Lines of one size. */
export interface LineGroup {
  readonly title: string;
  readonly large: boolean;
  readonly lines: readonly LineView[];
}

const LARGE: Box = { width: 860, height: 260, left: 40, right: 846, top: 26, bottom: 228 };
const SMALL: Box = { width: 340, height: 170, left: 40, right: 326, top: 26, bottom: 140 };

/** Room of a step under which its dot is small. */
const CLOSE = 13;

const against = (what: string, change: SeriesChange | null): string =>
  change === null
    ? ''
    : `; ${points(change.delta)} points from ${what}, ${change.verdict}, adjusted p ${pValue(change.p_adjusted)}`;

const dotTitle = ({ rate, band, before, baseline }: SeriesPoint, name: string): string =>
  `${name}: ${percent(rate.rate)}, ${rate.mixed} of ${rate.of}${
    band === null ? '' : `, band ${percent(band.low)} to ${percent(band.high)}`
  }${against('the step before', before)}${against('the baseline', baseline)}`;

/** Points in a row that have a rate. */
function stretchesOf<T extends { readonly has: boolean }>(all: readonly T[]): T[][] {
  const stretches: T[][] = [[]];
  for (const one of all) {
    if (one.has) stretches.at(-1)?.push(one);
    else if (stretches.at(-1)?.length) stretches.push([]);
  }
  return stretches.filter(({ length }) => length > 0);
}

const pathOf = (places: readonly (readonly [number, number])[]): string =>
  places.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');

function lineView(
  series: Series,
  row: SeriesRow,
  title: string,
  box: Box,
  max: number,
  name: NameOf,
): LineView {
  const { left, right, top, bottom, width, height } = box;
  const xs = placesOf(series, box);
  const y = (rate: number): number => rounded(bottom - (Math.min(max, rate) / max) * (bottom - top));
  const drawn = row.points.map((point, i) => ({
    point,
    has: point.rate.rate !== null,
    x: xs[i] ?? 0,
    at: y(point.rate.rate ?? 0),
    low: y(point.band?.low ?? 0),
    high: y(point.band?.high ?? 0),
  }));
  const ticks = [0, max / 2, max];
  const { broke, trend } = row;
  const brokeAt =
    broke === null ? undefined : drawn[series.steps.findIndex(({ target }) => target === broke.target)];
  const said = trend === null ? '' : `${points(trend.change)} points, p ${pValue(trend.p_adjusted)}`;
  return {
    title,
    verdict: trend === null ? null : verdictView(trend.verdict),
    trend: said,
    spoken: `${title}: ${drawn
      .filter(({ has }) => has)
      .map(({ point }) => `${name(point.target).id} ${percent(point.rate.rate)}`)
      .join(', ')}${said === '' ? '' : `; trend ${said}`}`,
    width,
    height,
    left,
    right,
    rules: ticks.map(y),
    labels: [
      ...ticks.map((tick) => ({
        x: left - 8,
        y: y(tick) + 4,
        text: `${Number((tick * 100).toFixed(1))}%`,
        anchor: 'end' as const,
      })),
      ...labelsUnder(series, xs, box, name),
    ],
    stretches: stretchesOf(drawn).map((some) => ({
      line: pathOf(some.map(({ x, at }) => [x, at] as const)),
      band:
        some.length < 2
          ? `${pathOf(
              some.flatMap(
                ({ x, high, low }) =>
                  [
                    [x - 5, high],
                    [x + 5, high],
                    [x + 5, low],
                    [x - 5, low],
                  ] as const,
              ),
            )}Z`
          : `${pathOf([
              ...some.map(({ x, high }) => [x, high] as const),
              ...some.toReversed().map(({ x, low }) => [x, low] as const),
            ])}Z`,
    })),
    dots: drawn
      .filter(({ has }) => has)
      .map(({ point, x, at }) => ({
        x,
        y: at,
        kind: point.target === series.baseline ? 'baseline' : (point.baseline?.verdict ?? 'inconclusive'),
        title: dotTitle(point, name(point.target).id),
      })),
    radius: (right - left) / xs.length < CLOSE ? 2.5 : 4,
    broke:
      brokeAt === undefined
        ? null
        : {
            x: brokeAt.x,
            top: top - 16,
            bottom,
            label:
              brokeAt.x > (left + right) / 2
                ? { x: brokeAt.x - 6, y: top - 7, text: 'worse from here', anchor: 'end' }
                : { x: brokeAt.x + 6, y: top - 7, text: 'worse from here', anchor: 'start' },
          },
  };
}

const maxOf = (rows: readonly SeriesRow[]): number =>
  rateAxis(rows.flatMap(({ points: all }) => all.flatMap(({ band }) => band ?? []))).max;

/** The headline large, the other rates of all languages, and script mixing language by language on one scale. */
export function lineGroups(series: Series, name: NameOf): LineGroup[] {
  const what = ({ measure }: SeriesRow): string => subjectOf({ measure, script: '*' });
  const whole = series.rows.filter(({ language }) => language === '*');
  const [headline, ...others] = whole;
  const languages = series.rows.filter(
    ({ language, measure }) => language !== '*' && measure === 'script_mixing',
  );
  const max = maxOf(languages);
  const groups: readonly LineGroup[] = [
    {
      title: '',
      large: true,
      lines: (headline === undefined ? [] : [headline]).map((row) =>
        lineView(series, row, `${what(row)}, all languages`, LARGE, maxOf([row]), name),
      ),
    },
    {
      title: 'Other rates, all languages',
      large: false,
      lines: others.map((row) => lineView(series, row, what(row), SMALL, maxOf([row]), name)),
    },
    {
      title: 'Script mixing by language, on one scale',
      large: false,
      lines: languages.map((row) => lineView(series, row, languageName(row.language), SMALL, max, name)),
    },
  ];
  return groups.filter(({ lines }) => lines.length > 0);
}
