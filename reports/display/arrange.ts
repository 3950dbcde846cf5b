/** The order in which every format shows languages, scripts and comparisons. */

import type { LanguageTag, ScriptCode } from '../../detectors/index.js';
import type { Comparison, Report } from '../types.js';

/** Comparisons of one candidate with one baseline. */
export interface Pair {
  readonly baseline: string;
  readonly candidate: string;
  /** True when either side is the embedded simulator. */
  readonly simulated: boolean;
  /** All languages first, then language by language; in each any script, wrong language, then script by script, the frequent first. */
  readonly rows: readonly Comparison[];
  /** The row for all languages, any script, mixing. */
  readonly whole: Comparison | null;
}

/** Languages of all targets, in the order of their first appearance. */
export function languagesOf(report: Report): LanguageTag[] {
  return [...new Set(report.targets.flatMap((target) => Object.keys(target.languages)))];
}

/** Intruding scripts of all targets, the most frequent first. */
export function scriptsOf(report: Report): ScriptCode[] {
  const found = new Map<ScriptCode, number>();
  for (const target of report.targets) {
    for (const language of Object.values(target.languages)) {
      for (const [script, rate] of Object.entries(language.scripts)) {
        found.set(script, (found.get(script) ?? 0) + rate.mixed);
      }
    }
  }
  return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([script]) => script);
}

/** Ids of the targets whose responses came from the embedded simulator. */
export function simulatedTargets(report: Report): ReadonlySet<string> {
  return new Set(report.targets.filter((target) => target.simulated).map((target) => target.id));
}

/** The comparisons by candidate, in the order in which the candidates come. */
export function pairsOf(report: Report): Pair[] {
  const simulated = simulatedTargets(report);
  const languages = new Map(languagesOf(report).map((language, index) => [language, index]));
  const placeOf = (language: string): number =>
    language === '*' ? -1 : (languages.get(language) ?? languages.size);
  const byPair = new Map<string, Comparison[]>();
  for (const comparison of report.comparisons) {
    const key = JSON.stringify([comparison.baseline, comparison.candidate]);
    byPair.set(key, [...(byPair.get(key) ?? []), comparison]);
  }
  return [...byPair.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const { baseline, candidate } = first;
    const sorted = [...rows].sort(
      (a, b) =>
        placeOf(a.language) - placeOf(b.language) || measureOrder(a) - measureOrder(b) || found(b) - found(a),
    );
    const whole =
      sorted.find((row) => row.language === '*' && row.script === '*' && row.measure === 'mixing') ?? null;
    return [
      {
        baseline,
        candidate,
        simulated: simulated.has(baseline) || simulated.has(candidate),
        rows: sorted,
        whole,
      },
    ];
  });
}

/** Mixed samples on both sides, to show the frequent before the rare. */
function found(comparison: Comparison): number {
  return comparison.baseline_rate.mixed + comparison.candidate_rate.mixed;
}

/** Mixing by any script, then wrong language, then mixing by one script. */
function measureOrder(comparison: Comparison): number {
  if (comparison.measure === 'wrong_language') return 1;
  return comparison.script === '*' ? 0 : 2;
}
