/** The order of the lines of the table of languages. */

import type { Counted, MixingRow } from './mixing.js';

const MEASURES: readonly Counted['measure'][] = ['script_mixing', 'mixing', 'word_mixing', 'wrong_language'];

const found = ({ rates }: MixingRow): number => rates.reduce((sum, { mixed }) => sum + mixed, 0);

/** All languages together first, then each as it first comes; in it any script, script by script, the frequent first, words, another language. */
export function inDocumentOrder(rows: readonly MixingRow[]): readonly MixingRow[] {
  const languages = [...new Set(['*', ...rows.map(({ language }) => language)])];
  return [...rows].sort(
    (a, b) =>
      languages.indexOf(a.language) - languages.indexOf(b.language) ||
      MEASURES.indexOf(a.measure) - MEASURES.indexOf(b.measure) ||
      found(b) - found(a),
  );
}
