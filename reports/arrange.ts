/** The order in which every format shows languages, scripts and comparisons, and the sentence that a comparison comes to. */

import type { LanguageTag, ScriptCode } from '../detectors/index.js';
import { besideOf } from './beside.js';
import { count, percent, points, pointsBounds } from './display/index.js';
import { flipSentence } from './flips.js';
import { latentSentence } from './latent/index.js';
import type { CellReport, Comparison, Report, TargetReport } from './types.js';
import { basisOf } from './units.js';

/** Comparisons of one candidate with one baseline. */
export interface Pair {
  readonly baseline: string;
  readonly candidate: string;
  /**
   * All languages first, then language by language; in each any script, wrong language, signs of collapse, then script by script, the frequent
   * first.
   */
  readonly rows: readonly Comparison[];
  /** The row for all languages, script mixing. */
  readonly whole: Comparison | null;
  /** What else became of the answers, a sentence each. */
  readonly beside: readonly string[];
  /** What stands under its table: what was drawn, and whose intervals these are. */
  readonly basis: string;
}

/** A target in one language, or in all of them (`*`). */
export interface LanguageRow<Cell extends CellReport = CellReport> {
  readonly language: LanguageTag | '*';
  readonly target: TargetReport;
  readonly cell: Cell;
}

/** Languages of all targets, in the order of their first appearance. */
export function languagesOf(report: Report): LanguageTag[] {
  return [...new Set(report.targets.flatMap((target) => Object.keys(target.languages)))];
}

/** Language by language, every target that was asked in it. */
export function languageRows(report: Report): LanguageRow<TargetReport['languages'][LanguageTag]>[] {
  return languagesOf(report).flatMap((language) =>
    report.targets.flatMap((target) => {
      const cell = target.languages[language];
      return cell === undefined ? [] : [{ language, target, cell }];
    }),
  );
}

/** Every target over all its languages. */
export function wholeRows({ targets }: Report): LanguageRow[] {
  return targets.map((target) => ({ language: '*', target, cell: target }));
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

/**
 * What targets are called where people read, by their ids: their labels, with the id behind where two have the same one, or one has what
 * is another's id.
 */
export function namesOf({ targets }: Pick<Report, 'targets'>): (id: string) => string {
  const called = new Map<string, number>();
  for (const { id, label = id } of targets) called.set(label, (called.get(label) ?? 0) + 1);
  const names = new Map(
    targets.map(({ id, label = id }) => [
      id,
      label === id || called.get(label) === 1 ? label : `${label} (${id})`,
    ]),
  );
  return (id) => names.get(id) ?? id;
}

/** The values by their keys, each in the order in which they come. */
export function groupedBy<T, Key = string>(values: Iterable<T>, keyOf: (value: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** The comparisons by candidate, in the order in which the candidates come. */
export function pairsOf(report: Report): Pair[] {
  const languages = new Map(languagesOf(report).map((language, index) => [language, index]));
  const placeOf = (language: string): number =>
    language === '*' ? -1 : (languages.get(language) ?? languages.size);
  const sides = ({ baseline, candidate }: Pick<Comparison, 'baseline' | 'candidate'>): string =>
    JSON.stringify([baseline, candidate]);
  const pairs = groupedBy(report.comparisons, sides);
  const lengths = groupedBy(report.lengths, sides);
  return [...pairs.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const { baseline, candidate } = first;
    const sorted = [...rows].sort(
      (a, b) =>
        placeOf(a.language) - placeOf(b.language) || measureOrder(a) - measureOrder(b) || found(b) - found(a),
    );
    const whole = sorted.find((row) => row.language === '*' && row.measure === 'script_mixing') ?? null;
    const flips = report.flips.find((one) => sides(one) === sides(first));
    const latent = (report.latent_changes ?? []).find(
      (one) => one.language === '*' && sides(one) === sides(first),
    );
    const beside = [
      ...besideOf(sorted, lengths.get(sides(first)) ?? []),
      ...(flips === undefined ? [] : [flipSentence(flips)]),
      ...(latent === undefined ? [] : [latentSentence(latent)]),
    ];
    return [{ baseline, candidate, rows: sorted, whole, beside, basis: basisOf(sorted) }];
  });
}

/** Mixed samples on both sides, to show the frequent before the rare. */
function found(comparison: Comparison): number {
  return comparison.baseline_rate.mixed + comparison.candidate_rate.mixed;
}

/** The order of rows of one language: mixing with one script comes last. */
const ORDER: readonly Comparison['measure'][] = [
  'script_mixing',
  'word_mixing',
  'mixing',
  'wrong_language',
  'code_mixing',
  'damage',
  'punctuation',
  'repeats',
  'copies',
  'loops',
  'empty',
  'refused',
  'error',
];

const measureOrder = ({ measure, script }: Comparison): number =>
  measure === 'mixing' && script !== '*' ? ORDER.length : ORDER.indexOf(measure);

/** What changed, in the parts that a format may set apart. */
export interface Headline {
  /** `script mixing 23.1% → 8.4%`. */
  readonly change: string;
  /** `−14.7 points, 95% interval −18.3 to −11.1; n = 800 a side`. */
  readonly evidence: string;
}

/** A level as it is read: `95%`, `99.2%`. */
export function levelPercent(level: number | null): string {
  const share = 100 * (level ?? 0);
  const shown = Number(share.toFixed(1));
  // No interval holds everything: what lacks less than a decimal of it has more of them.
  return `${shown === 100 ? Number((100 - Number((100 - share).toPrecision(1))).toFixed(10)) : shown}%`;
}

/** The parts of the sentence of a comparison; it names neither side. */
export function headlineOf(comparison: Comparison): Headline {
  const { baseline_rate: before, candidate_rate: after } = comparison;
  const interval = pointsBounds(comparison);
  const n =
    before.of === after.of
      ? `n = ${count(before.of)} a side`
      : `n = ${count(before.of)} before, ${count(after.of)} after`;
  const change =
    comparison.delta === null
      ? 'no scored sample on one side'
      : `${points(comparison.delta)} points${interval === '' ? '' : `, ${levelPercent(comparison.level)} interval ${interval}`}`;
  return {
    change: `script mixing ${percent(before.rate)} → ${percent(after.rate)}`,
    evidence: `${change}; ${n}`,
  };
}

/** `before → after: script mixing 23.1% → 8.4% (−14.7 points, …)`, with the ids as `name` writes them. */
export function headlineSentence(comparison: Comparison, name: (id: string) => string): string {
  const { change, evidence } = headlineOf(comparison);
  return `${name(comparison.baseline)} → ${name(comparison.candidate)}: ${change} (${evidence})`;
}
