/** The comparisons of a report, each once and by its plainest name: a report leaves out what counts the very samples of another row. */

import type { Comparison, Report } from '../../reports/index.js';

type Targets = Report['targets'];

const keyOf = ({ language, measure, script }: Comparison): string =>
  JSON.stringify([language, measure, script]);

/** What mixing is called that is all of one kind: in each of the two targets it counts as many samples as that kind. */
function kindOf(
  targets: Targets,
  { language, baseline, candidate }: Comparison,
): 'script_mixing' | 'word_mixing' | undefined {
  const cells = targets
    .filter(({ id }) => id === baseline || id === candidate)
    .flatMap((target) => (language === '*' ? target : (target.languages[language] ?? [])));
  const isAll = (kind: 'script_mixing' | 'word_mixing'): boolean =>
    cells.length > 0 && cells.every((cell) => cell[kind].mixed === cell.mixing.mixed);
  return (['script_mixing', 'word_mixing'] as const).find(isAll);
}

/** Rows of a pair of targets. All languages are the language, where there is but one; mixing with any script is what kind it is, where it is of one. */
export function distinctRows(
  rows: readonly Comparison[],
  targets: Targets,
  languages: readonly string[],
): readonly Comparison[] {
  const [only] = languages;
  const told = new Map<string, Comparison>();
  for (const row of rows) {
    const language = languages.length === 1 && only !== undefined ? only : row.language;
    const isAny = row.measure === 'mixing' && row.script === '*';
    const measure = (isAny ? kindOf(targets, row) : undefined) ?? row.measure;
    const one = { ...row, language, measure };
    if (!told.has(keyOf(one))) told.set(keyOf(one), one);
  }
  return [...told.values()];
}
