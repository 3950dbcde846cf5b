/** The table of targets and languages with their intervals. */

import { bounds, count, languagesOf, percent, percentWithBounds } from '../../display/index.js';
import type { Rate, Report } from '../../types.js';
import { type Axis, type Bar, barOf, rateAxis } from './bars.js';
import { type LanguageLabel, languageLabel, type TargetName } from './labels.js';

interface Row {
  readonly target: TargetName;
  readonly n: string;
  readonly rate: string;
  readonly bounds: string;
  readonly counts: string;
  readonly bar: Bar | null;
  readonly wrongLanguage: string;
}

export interface LanguagesView {
  readonly axis: Axis;
  readonly groups: readonly {
    readonly language: LanguageLabel;
    readonly size: number;
    readonly rows: readonly Row[];
  }[];
}

/** Language by language, every target of the report; all languages first. */
export function languagesView(report: Report, name: (id: string) => TargetName): LanguagesView {
  const cells = report.targets.flatMap((target) => [
    target.mixing,
    ...Object.values(target.languages).map((cell) => cell.mixing),
  ]);
  const axis = rateAxis(cells);
  const rowOf = (id: string, cell: { scored: number; mixing: Rate; wrong_language: Rate }): Row => ({
    target: name(id),
    n: count(cell.scored),
    rate: percent(cell.mixing.rate),
    bounds: bounds(cell.mixing),
    counts: `${cell.mixing.mixed} of ${cell.mixing.of}`,
    bar: barOf(axis, cell.mixing.rate, cell.mixing.low, cell.mixing.high),
    wrongLanguage: percentWithBounds(cell.wrong_language),
  });
  const group = (tag: string, rows: readonly Row[]) => ({
    language: languageLabel(tag),
    size: rows.length,
    rows,
  });
  return {
    axis,
    groups: [
      group(
        '*',
        report.targets.map((target) => rowOf(target.id, target)),
      ),
      ...languagesOf(report).map((tag) =>
        group(
          tag,
          report.targets.flatMap((target) => {
            const cell = target.languages[tag];
            return cell === undefined ? [] : [rowOf(target.id, cell)];
          }),
        ),
      ),
    ],
  };
}
