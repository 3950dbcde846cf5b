/** Where answers got worse in a way that makes a rate fall, a rate that fell is not better. */

import { countOf } from '../rates.js';
import type { TargetTally } from '../tally/index.js';
import type { CollapseSign, ComparedSign, Comparison, LengthChange } from '../types.js';
import { rivals } from '../warnings.js';
import { WORSE } from './events.js';
import { outcomesOf, type Sides, type Where } from './sides.js';

/** A sign that is more frequent by less than this, a fraction of the answers, explains no change of mixing that anybody would act on. */
const WORSE_BY = 0.01;

/** What became of more of a candidate's answers there; in all languages, of those in any. */
const worseSigns = <Measure extends ComparedSign>(
  measures: readonly Measure[],
  where: Where,
  rows: readonly Comparison[],
): Measure[] =>
  measures.filter((sign) =>
    rows.some(
      ({ language, measure, verdict, delta }) =>
        (where === '*' || language === where) &&
        measure === sign &&
        verdict === 'worse' &&
        (delta ?? 0) >= WORSE_BY,
    ),
  );

/** Rates that fall where answers are in another language, shorter, or dead. */
const MIXES: ReadonlySet<Comparison['measure']> = new Set([
  'mixing',
  'script_mixing',
  'word_mixing',
  'code_mixing',
]);

/** Ratio of lengths under which answers are shorter: by a third or more. */
const SHORTER = 2 / 3;

/**
 * Whether answers are so much shorter that this alone could have made them mix less: with a slip as likely in every stretch of a text, of answers `ratio` times as long
 * 1 - (1 - rate)^ratio would be mixed, and the candidate's interval does not lie under that.
 */
function fellByLength(
  { measure, baseline_rate: before, candidate_rate: after }: Comparison,
  change: LengthChange | undefined,
): boolean {
  if (!MIXES.has(measure) || before.rate === null || after.high === null) return false;
  if (change === undefined || change.ratio === null || (change.high ?? 1) >= SHORTER) return false;
  return after.high >= 1 - (1 - before.rate) ** change.ratio;
}

/** Clean answers that nothing but their prompt excuses, as a share of those that are scored; with whether they rival those that are mixed. */
function excusedIn(tally: TargetTally, where: Where): { readonly rate: number; readonly rivals: boolean } {
  const excused = tally.measures.excused(where);
  const { clean, mixed, damaged, wrong_language } = countOf(outcomesOf(tally, where));
  const scored = clean + mixed + damaged + wrong_language;
  return { rate: scored === 0 ? 0 : excused / scored, rivals: rivals(excused, mixed) };
}

/**
 * Whether a rate of mixing fell since prompts excuse more of what answers hold: they rival what was found, and with them beside it the
 * interval of the difference does not lie under 0. What prompts excuse is counted and has no interval of its own.
 */
function fellByExcuse({ measure, language, high }: Comparison, { baseline, candidate }: Sides): boolean {
  if (!MIXES.has(measure) || high === null) return false;
  const [before, after] = [excusedIn(baseline, language), excusedIn(candidate, language)];
  return after.rivals && after.rate > before.rate && high + after.rate - before.rate >= 0;
}

/** A row of mixing or wrong language with what else changed: where answers collapsed, or are in another language instead, a lower rate is not better. */
export function withCollapse(
  row: Comparison,
  rows: readonly Comparison[],
  signs: readonly Comparison[],
  lengths: readonly LengthChange[],
  sides: Sides,
): Comparison {
  const change = lengths.find(({ language }) => language === row.language);
  const shorter = row.verdict === 'better' && fellByLength(row, change);
  const collapse: CollapseSign[] = [
    ...worseSigns(WORSE, row.language, signs),
    ...(MIXES.has(row.measure) ? worseSigns(['wrong_language'], row.language, rows) : []),
    ...(shorter ? (['shorter'] as const) : []),
    ...(row.verdict === 'better' && fellByExcuse(row, sides) ? (['excused'] as const) : []),
  ];
  if (collapse.length === 0) return row;
  return { ...row, verdict: row.verdict === 'better' ? 'degraded' : row.verdict, collapse };
}
