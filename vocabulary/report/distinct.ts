/** The comparisons of a report, each once: a report leaves out what counts the very samples of another row. */

import type { Comparison } from '../../reports/index.js';

const sameCounts = (a: Comparison, b: Comparison): boolean =>
  a.baseline_rate.mixed === b.baseline_rate.mixed &&
  a.candidate_rate.mixed === b.candidate_rate.mixed &&
  a.baseline_rate.of === b.baseline_rate.of &&
  a.candidate_rate.of === b.candidate_rate.of;

const keyOf = ({ language, measure, script }: Comparison): string =>
  JSON.stringify([language, measure, script]);

/**
 * Rows of a pair by what they count: all languages are the language, where there is but one; mixing with any script stands for the rate of scripts,
 * where no words are mixed and the one is as good as the other.
 */
export function distinctRows(
  rows: readonly Comparison[],
  languages: readonly string[],
): readonly Comparison[] {
  const [only] = languages;
  const named = rows.map((row) =>
    languages.length === 1 && only !== undefined && row.language === '*' ? { ...row, language: only } : row,
  );
  const scripts = new Map(
    named.filter(({ measure }) => measure === 'script_mixing').map((row) => [row.language, row]),
  );
  const told = new Map<string, Comparison>();
  for (const row of named) {
    const isAny = row.measure === 'mixing' && row.script === '*';
    const script = scripts.get(row.language);
    const one =
      isAny && (script === undefined || sameCounts(row, script))
        ? { ...row, measure: 'script_mixing' as const }
        : row;
    if (!told.has(keyOf(one))) told.set(keyOf(one), one);
  }
  return [...told.values()];
}
