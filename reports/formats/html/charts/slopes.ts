/** Two checkpoints as slopes: each rate before and after, all languages with their intervals. */

import { languageName, percent, points } from '../../../display/index.js';
import type { Comparison } from '../../../types.js';
import { ACCENT, GROUND, INK, SOFT, verdictColor } from './colors.js';
import { drawn } from './drawing.js';
import type { Drawing } from './picture.js';

interface Names {
  readonly baseline: string;
  readonly candidate: string;
}

interface End {
  readonly row: string;
  readonly side: 0 | 1;
  readonly rate: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly whole: boolean;
  readonly color: string;
  readonly title: string;
}

/** Languages that are named beside the line of all of them: more names lie on each other. */
const NAMED = 6;
/** Code units of a side's name. */
const LONGEST = 20;

const cut = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

/** Least distance of two names, as a share of the drawing's height. */
const LINE = 0.062;

const endsOf = (row: Comparison): readonly End[] => {
  const name = row.language === '*' ? 'All languages' : languageName(row.language);
  const title = `${name}: ${percent(row.baseline_rate.rate)} → ${percent(row.candidate_rate.rate)}, ${points(row.delta)} points, ${row.verdict}`;
  return ([row.baseline_rate, row.candidate_rate] as const).flatMap(({ rate, low, high }, side) =>
    rate === null
      ? []
      : [
          {
            row: name,
            side: side as 0 | 1,
            rate,
            low,
            high,
            whole: row.language === '*',
            color:
              row.language === '*' && row.verdict === 'inconclusive' ? ACCENT : verdictColor(row.verdict),
            title,
          },
        ],
  );
};

/** Names at the right, moved apart where they would lie on each other: the lowest first. */
function apart(ends: readonly End[], max: number): readonly (End & { readonly at: number })[] {
  let taken = Number.NEGATIVE_INFINITY;
  const placed = [...ends]
    .sort((a, b) => a.rate - b.rate)
    .map((end) => {
      const at = Math.max(end.rate, taken + LINE * max);
      taken = at;
      return { ...end, at };
    });
  return placed;
}

/** The rows of one candidate that are of one rate; null where there is no row over all languages. */
export function slopes(rows: readonly Comparison[], names: Names, what: string): Drawing | null {
  const whole = rows.find(({ language }) => language === '*');
  if (whole?.delta === undefined || whole.delta === null) return null;
  const languages = rows.filter(({ language, delta }) => language !== '*' && delta !== null);
  const decided = languages.filter(({ verdict }) => verdict !== 'inconclusive');
  const named = new Set(
    [...decided]
      .sort((a, b) => Math.abs(b.delta ?? 0) - Math.abs(a.delta ?? 0))
      .slice(0, NAMED)
      .map(({ language }) => languageName(language)),
  );
  const ends = [...languages, whole].flatMap(endsOf);
  const max = Math.max(
    0.02,
    ...ends.map(({ rate, high, whole: all }) => Math.max(rate, all ? (high ?? 0) : 0)),
  );
  const mine = ends.filter((end) => end.whole);
  const labels = apart(
    ends.filter(({ side, row, whole: all }) => side === 1 && (all || named.has(row))),
    max,
  );
  const label = `${what}, before and after. All languages ${percent(whole.baseline_rate.rate)} → ${percent(whole.candidate_rate.rate)}. ${decided.map((row) => endsOf(row)[0]?.title ?? '').join('; ')}`;
  const svg = drawn(label, (plot) => ({
    width: 420,
    height: 290,
    marginLeft: 62,
    marginRight: 146,
    marginTop: 30,
    marginBottom: 12,
    x: { domain: [0, 1], axis: null },
    y: { domain: [0, Math.max(max, ...labels.map(({ at }) => at))], axis: null },
    marks: [
      plot.ruleX([0, 1], { stroke: 'var(--line)' }),
      plot.text([names.baseline, names.candidate].map(cut), {
        x: (_, i) => i,
        text: (name: string) => name,
        frameAnchor: 'top',
        dy: -18,
        fill: SOFT,
      }),
      plot.line(
        ends.filter((end) => !end.whole),
        {
          x: 'side',
          y: 'rate',
          z: 'row',
          stroke: 'color',
          strokeWidth: 1,
          strokeOpacity: 0.75,
          title: 'title',
        },
      ),
      plot.ruleX(mine, { x: 'side', y1: 'low', y2: 'high', stroke: 'color', strokeWidth: 2 }),
      plot.line(mine, { x: 'side', y: 'rate', z: 'row', stroke: 'color', strokeWidth: 3 }),
      plot.dot(mine, { x: 'side', y: 'rate', fill: 'color', stroke: GROUND, r: 5 }),
      plot.text(
        mine.filter(({ side }) => side === 0),
        {
          x: 'side',
          y: 'rate',
          text: ({ rate }: End) => percent(rate),
          dx: -12,
          textAnchor: 'end',
          fill: INK,
          className: 'strong',
        },
      ),
      ...[true, false].map((all) =>
        plot.text(
          labels.filter((end) => end.whole === all),
          {
            x: 'side',
            y: 'at',
            text: ({ row, rate }: End) => `${percent(rate)} ${all ? 'all languages' : row}`,
            dx: 12,
            textAnchor: 'start',
            fill: all ? INK : 'color',
            fontWeight: all ? 600 : 400,
          },
        ),
      ),
    ],
  }));
  return { svg };
}
