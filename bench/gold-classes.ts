/** What became of each class of labelled responses: in Offscript, and in the Language Confusion Benchmark. */

import type { Detection, LcbResult } from '../detectors/index.js';
import { CLASSES, classOf, type Labelled } from './gold-labels.js';

export interface JudgedTwice {
  readonly row: Labelled;
  readonly detection: Detection;
  /** Missing where the benchmark's word list is. */
  readonly lcb: LcbResult | null;
}

const HEAD = [
  'what became of them                          Offscript calls it            the benchmark says',
  'labelled as (responses)               mixed  wrong language  clean    line fails  word fails  flagged',
];

const cell = (value: number | string, width: number): string => String(value).padStart(width);

/** The table, one line a class. */
export function classTable(judged: readonly JudgedTwice[]): string {
  const lines = CLASSES.map((name) => {
    const of = judged.filter(({ row }) => classOf(row) === name);
    const count = (holds: (each: JudgedTwice) => boolean): number => of.filter(holds).length;
    const mixed = count(({ detection }) => detection.mixed);
    const wrong = count(({ detection }) => detection.wrongLanguage !== null);
    const byLine = count(({ lcb }) => lcb?.line === 'fail');
    const byWord = count(({ lcb }) => lcb?.word === 'fail');
    const ours = `${cell(mixed, 7)}${cell(wrong, 16)}${cell(of.length - mixed - wrong, 7)}`;
    const known = of.every(({ lcb }) => lcb !== null);
    const theirs = [byLine, byWord, byLine + byWord].map((value, i) =>
      cell(known ? value : '–', [14, 12, 9][i] ?? 0),
    );
    return `${`${name} (${of.length})`.padEnd(36)}${ours}${theirs.join('')}`;
  });
  return [
    ...HEAD,
    ...lines,
    'The benchmark does not tell mixed from wrong language: it flags a response of which a line is not in the language asked',
    'for (line pass rate) or, where all lines are and the language is not in Latin script, a word is English (word pass rate).',
  ].join('\n');
}
