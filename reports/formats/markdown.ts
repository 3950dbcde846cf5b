/** The report as Markdown tables (GitHub's syntax), to paste into release notes. */

import { headlineSentence, languageRows, pairsOf, simulatedTargets } from '../arrange.js';
import type { Cell, View } from '../cells.js';
import { escapeHidden, languageName, SIMULATED, verdictWithSign } from '../display/index.js';
import { changeView, languageView, sectionsOf, targetNotes, targetView } from '../tables.js';
import type { Report } from '../types.js';
import { unitsNote } from '../units.js';
import { judgedBefore, warningText } from '../warnings.js';

/**
 * Plain text on one line for a table's cell: none of it is markup, a cell's or line's end, a link that GitHub makes by
 * itself, or a mention of somebody.
 */
export function escapeMarkdown(text: string): string {
  return escapeHidden(text)
    .replace(/[\\`*_{}[\]()#+!|~<>&$]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(?<=www)\./gi, '\\.')
    .replace(/(?<!\w)@/g, '@&#8203;');
}

type Name = (id: string) => string;

function written(cell: Cell, name: Name): string {
  switch (cell.kind) {
    case 'number':
      return cell.note === undefined ? cell.text : `${cell.text} (${cell.note})`;
    case 'text':
      return escapeMarkdown(cell.text);
    case 'target':
      return name(cell.id);
    case 'language':
      return escapeMarkdown(languageName(cell.tag));
    case 'explained':
      return escapeMarkdown(cell.name);
    case 'verdict':
      return verdictWithSign(cell.verdict);
    case 'interval':
      return '';
  }
}

function tableOf({ headings, rows }: View, name: Name): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(headings.map(({ head }) => (typeof head === 'string' ? head : written(head, name)))),
    line(headings.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(({ cell }) => written(cell, name)))),
  ].join('\n');
}

/** Tables of targets, changes and languages. Whatever a target or a model is called, it stays inside its cell. */
export function renderMarkdown(report: Report): string {
  const simulated = simulatedTargets(report);
  const name: Name = (id) => `${escapeMarkdown(id)}${simulated.has(id) ? ` (${SIMULATED})` : ''}`;
  const pairs = pairsOf(report);
  const notes = report.targets.flatMap((target) =>
    targetNotes(target, 'markdown').map((note) => `- ${name(target.id)}: ${escapeMarkdown(note)}`),
  );
  const { warnings = [] } = report;
  const sections = [
    '## Language mixing',
    ...warnings.map(
      (warning) => `> **Warning.** ${name(warning.target)}, ${escapeMarkdown(warningText(warning))}`,
    ),
    ...judgedBefore(report).map(escapeMarkdown),
    ...pairs.flatMap(({ whole, beside }) => [
      ...(whole === null ? [] : [`**${headlineSentence(whole, name)}**: ${verdictWithSign(whole.verdict)}`]),
      ...(beside.length === 0 ? [] : [beside.map(escapeMarkdown).join(' ')]),
    ]),
    tableOf(targetView(report, 'markdown'), name),
    ...(notes.length === 0 ? [] : [notes.join('\n')]),
    ...pairs.flatMap((pair) => [
      `### Changes: ${name(pair.baseline)} → ${name(pair.candidate)}`,
      tableOf(changeView(pair, 'markdown'), name),
      pair.basis,
    ]),
    '### Languages',
    tableOf(languageView(languageRows(report), 'markdown'), name),
    ...sectionsOf(report, 'markdown').flatMap(({ title, lead, table }) => [
      ...(title === undefined ? [] : [`### ${title}`]),
      lead(report, 'markdown'),
      tableOf(table, name),
    ]),
    `${unitsNote(report)} Rates are shares of scored samples; excluded samples are counted, never dropped. ` +
      `Offscript detectors ${escapeMarkdown(report.detector.version)}, policy ${escapeMarkdown(report.detector.policy)}, ` +
      `Unicode ${escapeMarkdown(report.detector.unicode)}.`,
  ];
  return `${sections.join('\n\n')}\n`;
}
