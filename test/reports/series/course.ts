/** Runs of checkpoints with so many slips each, and what their series says. */

import { buildReport, type Report, type ReportOptions, type Series } from '../../../reports/index.js';
import { CLEAN, CYRILLIC, type Given, run } from '../runs.js';

export const PROMPTS = 100;

/** Answers of a target, of which so many prompts have a slip: the first ones. */
export const slips = (target: string, mixed: number, prompts = PROMPTS): Given[] =>
  Array.from({ length: prompts }, (_, i) => ({
    target,
    prompt: `p${i}`,
    answer: i < mixed ? CYRILLIC : CLEAN,
  }));

/** Targets a, b, c, ... each with so many slips. */
export const course = (...mixed: readonly number[]): Given[] =>
  mixed.flatMap((n, i) => slips(String.fromCharCode(97 + i), n));

async function reportOf(
  given: readonly Given[],
  series: ReportOptions['series'] = true,
  more: Omit<ReportOptions, 'series'> = {},
): Promise<Report> {
  return (await buildReport([run('r', given)], { series, ...more })).report;
}

/** The series of a run with these answers. */
export async function seriesOf(...asked: Parameters<typeof reportOf>): Promise<Series> {
  const { series } = await reportOf(...asked);
  if (series === undefined) throw new Error('a series was asked for');
  return series;
}

/** The row of a rate in a language, or in all of them. */
export const rowIn = ({ rows: all }: Series, measure = 'script_mixing', language = '*') =>
  all.find((row) => row.measure === measure && row.language === language);

/** What is said of each step of a row. */
export const verdicts = (series: Series, kind: 'before' | 'baseline', measure?: string) =>
  rowIn(series, measure)?.points.map((point) => point[kind]?.verdict ?? null);
