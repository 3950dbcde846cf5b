/** Pass rates of the Language Confusion Benchmark over many responses, and their averages over languages and sources. */

import type { LanguageTag } from '../types.js';
import type { LcbResult } from './lcb-response.js';

/** Counts of the results of a group of responses. */
export interface LcbTally {
  readonly responses: number;
  /** Responses with a line long enough to be judged. */
  readonly judged: number;
  readonly lineErrors: number;
  /** Among the judged responses without a line error. */
  readonly wordErrors: number;
  /** Of all judged responses the sum of the share of lines in the right language. */
  readonly lineAccuracy: number;
  /** Whether words were judged: in no response of a language in Latin script. */
  readonly words: boolean;
}

/** Counts the results of responses of one language. */
export function lcbTally(results: Iterable<LcbResult>): LcbTally {
  const tally = { responses: 0, judged: 0, lineErrors: 0, wordErrors: 0, lineAccuracy: 0, words: false };
  for (const { line, word, lineAccuracy } of results) {
    tally.responses++;
    if (line !== 'skipped') tally.judged++;
    if (line === 'fail') tally.lineErrors++;
    if (word === 'fail') tally.wordErrors++;
    if (word !== 'not-applicable') tally.words = true;
    tally.lineAccuracy += lineAccuracy ?? 0;
  }
  return tally;
}

/** The counts of several groups together. */
export function mergeLcbTallies(tallies: Iterable<LcbTally>): LcbTally {
  const all = { responses: 0, judged: 0, lineErrors: 0, wordErrors: 0, lineAccuracy: 0, words: false };
  for (const tally of tallies) {
    all.responses += tally.responses;
    all.judged += tally.judged;
    all.lineErrors += tally.lineErrors;
    all.wordErrors += tally.wordErrors;
    all.lineAccuracy += tally.lineAccuracy;
    all.words ||= tally.words;
  }
  return all;
}

/** Fractions 0..1; null where there is nothing to take a share of, or where words are not judged. */
export interface LcbRates {
  /** Line pass rate: of the judged responses, those all of whose lines are in the right language. */
  readonly lpr: number | null;
  /** Word pass rate: of the responses that pass by lines, those without an English word. */
  readonly wpr: number | null;
  /** Language confusion pass rate: the harmonic mean of the two. */
  readonly lcpr: number | null;
  /** Mean over the judged responses of the share of lines in the right language. */
  readonly lineAccuracy: number | null;
}

export interface LcbRateOptions {
  /** True as in the benchmark's code: a rate of nothing at all is 1. */
  readonly emptyPasses?: boolean;
}

/** Harmonic mean of the two pass rates; 0 where one is. */
function harmonic(lpr: number | null, wpr: number | null): number | null {
  if (lpr === null || wpr === null) return null;
  return lpr + wpr === 0 ? 0 : (2 * lpr * wpr) / (lpr + wpr);
}

/** LPR, WPR and LCPR (Marchisio et al. 2024, section 4). */
export function lcbRates(tally: LcbTally, { emptyPasses = false }: LcbRateOptions = {}): LcbRates {
  const { judged, lineErrors, wordErrors, words } = tally;
  const share = (part: number, of: number): number | null => (of > 0 ? part / of : emptyPasses ? 1 : null);
  const passed = judged - lineErrors;
  const lpr = share(passed, judged);
  const wpr = words ? share(passed - wordErrors, passed) : null;
  return { lpr, wpr, lcpr: harmonic(lpr, wpr), lineAccuracy: share(tally.lineAccuracy, judged) };
}

/** The rates of one model on one source's prompts in one language, of one task. */
export interface LcbCell {
  readonly source: string;
  readonly language: LanguageTag;
  readonly rates: LcbRates;
}

export interface LcbAverages {
  /** Of each source, over its languages. */
  readonly bySource: ReadonlyMap<string, LcbRates>;
  /** Of each language, over its sources. */
  readonly byLanguage: ReadonlyMap<LanguageTag, LcbRates>;
  /** Over languages, each the average of its sources. */
  readonly overall: LcbRates;
}

/** Mean of what is not null; null of nothing. */
function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** LCPR of an average is taken from the averaged LPR and WPR. */
function average(rates: readonly LcbRates[]): LcbRates {
  const lpr = mean(rates.map((each) => each.lpr));
  const wpr = mean(rates.map((each) => each.wpr));
  return { lpr, wpr, lcpr: harmonic(lpr, wpr), lineAccuracy: mean(rates.map((each) => each.lineAccuracy)) };
}

function averages<Key extends string>(
  cells: readonly LcbCell[],
  key: (cell: LcbCell) => Key,
): Map<Key, LcbRates> {
  const groups = new Map<Key, LcbRates[]>();
  for (const cell of cells) {
    const group = groups.get(key(cell));
    if (group === undefined) groups.set(key(cell), [cell.rates]);
    else group.push(cell.rates);
  }
  return new Map([...groups].map(([name, rates]) => [name, average(rates)]));
}

/**
 * Macro averages of the cells of one model and task, every cell weighing alike, as the benchmark's code takes them. The
 * paper reports its two tasks, monolingual and crosslingual, apart.
 */
export function lcbAverages(cells: readonly LcbCell[]): LcbAverages {
  const byLanguage = averages(cells, ({ language }) => language);
  return {
    bySource: averages(cells, ({ source }) => source),
    byLanguage,
    overall: average([...byLanguage.values()]),
  };
}
