/** What is told of a candidate beside its baseline: the headline, and the table of changes in as much room as there is. */

import { headlineOf, type Pair } from '../../arrange.js';
import type { Room } from '../../cells.js';
import { NARROW_NOTE } from '../../columns/index.js';
import { scriptName, widthOf } from '../../display/index.js';
import { changeView } from '../../tables.js';
import type { Comparison } from '../../types.js';
import { cellsOf, type Pen, tableOf, wrapped, written } from './pen.js';

/** What the codes of the rows stand for, of the scripts that have a name; empty where no row has one. */
function scriptsText({ rows }: Pair): string {
  const codes = [...new Set(rows.map(({ script }) => script))].filter((code) => code !== '*');
  const named = codes.filter((code) => scriptName(code) !== code);
  return named.map((code) => `${code}: ${scriptName(code)}`).join(', ');
}

/** The table in the first of the rooms in which it fits the width. */
export function changesOf(pair: Pair, pen: Pen, width: number): string {
  const title = `${pen.name(pair.baseline)} → ${pen.name(pair.candidate)}`;
  const summary = [
    ...(pair.whole === null ? [] : wholeLines(pair.whole, pen)),
    ...pair.beside.flatMap((sentence) => wrapped(sentence, width)),
  ];
  const basis = [scriptsText(pair), pair.basis]
    .flatMap((text) => (text === '' ? [] : wrapped(text, width)))
    .map((line) => pen.paint('dim', line));
  const drawn = (room: Room): string[] => {
    const view = changeView(pair, 'terminal', room);
    return tableOf(view.headings, cellsOf(view, pen), pen);
  };
  for (const room of ['wide', 'medium'] as const) {
    const body = drawn(room);
    if (widthOf(body) <= width) return [title, ...summary, '', ...body, ...basis].join('\n');
  }
  return [title, ...summary, '', ...drawn('narrow'), NARROW_NOTE, ...basis].join('\n');
}

/** `mixing 23.1% → 8.4%  ▼ better` and, on a second line, what supports it. */
function wholeLines(whole: Comparison, pen: Pen): string[] {
  const { change, evidence } = headlineOf(whole);
  const verdict = written({ kind: 'verdict', verdict: whole.verdict }, pen);
  return [`${pen.paint('bold', change)}  ${verdict}`, pen.paint('dim', evidence)];
}
