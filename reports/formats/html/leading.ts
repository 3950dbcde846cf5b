/** The drawing beside the verdict: a series as a line, vendors and several targets as dots with intervals, two checkpoints as slopes. */

import { wholeRows } from '../../arrange.js';
import { languageName } from '../../display/index.js';
import type { Report, TargetReport } from '../../types.js';
import { course, type Dotted, type Drawing, dots, MOST_DOTS, slopes } from './charts/index.js';
import type { NameOf } from './labels.js';
import { worstFirst } from './order.js';

export interface Leading {
  readonly title: string;
  /** How it is to be read. */
  readonly note: string;
  readonly drawing: Drawing;
}

const leading = (title: string, note: string, drawing: Drawing | null): Leading | null =>
  drawing === null ? null : { title, note, drawing };

function ofSeries(report: Report, name: NameOf): Leading | null {
  const { series } = report;
  const row =
    series?.rows.find(({ language, measure }) => language === '*' && measure === 'script_mixing') ??
    series?.rows[0];
  if (series === undefined || row === undefined) return null;
  const title =
    row.language === '*'
      ? 'Script mixing along the series'
      : `${languageName(row.language)} along the series`;
  return leading(
    title,
    'The band holds all steps at once with 95%. Green: better than the baseline; red triangles: worse, or degraded; empty: inconclusive; blue: the baseline.',
    course({ series, row, title, name: (id) => name(id).id, width: 420, height: 250 }),
  );
}

/** The rows of a single candidate: of each language mixing by scripts, or all of it where no words are mixed. */
function ofTwo(report: Report, name: NameOf): Leading | null {
  const [candidate, ...others] = report.targets.filter(({ id }) => id !== report.baseline);
  if (report.baseline === null || candidate === undefined || others.length > 0) return null;
  const rows = report.comparisons.filter(({ script }) => script === '*');
  const scripts = rows.filter(({ measure }) => measure === 'script_mixing');
  const known = new Set(scripts.map(({ language }) => language));
  const rest = rows.filter(({ measure, language }) => measure === 'mixing' && !known.has(language));
  return leading(
    'Script mixing, before and after',
    'Thick: all languages, with 95% intervals. Thin: a language each; those that changed are named. Green better, red worse, grey inconclusive.',
    slopes(
      [...scripts, ...rest],
      { baseline: name(report.baseline).id, candidate: name(candidate.id).id },
      'Script mixing',
    ),
  );
}

const verdictOf = ({ comparisons, vendors }: Report, { id }: TargetReport): Dotted['verdict'] =>
  vendors?.pairs.find(
    (pair) =>
      pair.measure === 'script_mixing' && pair.candidate === id && pair.baseline === vendors.reference,
  )?.verdict ??
  comparisons.find(
    ({ candidate, measure, language, script }) =>
      candidate === id && measure === 'script_mixing' && language === '*' && script === '*',
  )?.verdict;

/** The ranks that a vendor may have. */
function rankOf({ vendor }: TargetReport): string | undefined {
  const { low, high } = vendor?.ranks.script_mixing ?? {};
  if (low === undefined || high === undefined) return undefined;
  return low === high ? `rank ${low}` : `rank ${low}–${high}`;
}

/** Where there is nothing beside it, a drawing has the room of both. */
const LARGE = { width: 620 };

const alone = ({ comparisons }: Report): boolean => comparisons.length === 0;

function ofTargets(report: Report, name: NameOf): Leading | null {
  const rows = wholeRows(report)
    .map(({ target }) => target)
    .sort((a, b) => (b.script_mixing.rate ?? 0) - (a.script_mixing.rate ?? 0));
  const more =
    rows.length > MOST_DOTS ? ` The ${MOST_DOTS} with the highest rates; the table of targets has all.` : '';
  return leading(
    'Script mixing, all languages',
    `Dots are rates, lines their 95% intervals.${report.vendors === undefined ? '' : ' Ranks are those that the comparison of all pairs leaves open, 1 the best.'}${report.baseline === null ? '' : ' Green: better than the baseline; red triangles: worse, or degraded; empty: inconclusive; blue: the baseline.'}${more}`,
    dots(
      'Script mixing, all languages',
      rows.map((target) => ({
        name: name(target.id).id,
        rate: target.script_mixing,
        verdict: target.id === report.baseline ? undefined : verdictOf(report, target),
        beside: rankOf(target),
      })),
      alone(report) ? LARGE : {},
    ),
  );
}

function ofLanguages(report: Report): Leading | null {
  const [target, ...others] = report.targets;
  if (target === undefined || others.length > 0) return null;
  return leading(
    'Script mixing by language',
    'Dots are rates, lines their 95% intervals.',
    dots(
      'Script mixing by language',
      worstFirst(report).flatMap((tag) => {
        const cell = target.languages[tag];
        return cell === undefined ? [] : [{ name: languageName(tag), rate: cell.script_mixing }];
      }),
      LARGE,
    ),
  );
}

/** Null where there is nothing to draw. */
export const leadingView = (report: Report, name: NameOf): Leading | null =>
  ofSeries(report, name) ?? ofTwo(report, name) ?? ofLanguages(report) ?? ofTargets(report, name);
