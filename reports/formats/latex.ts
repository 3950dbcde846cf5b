/** The report as LaTeX: a whole document, or, where little of it is asked for, a piece for another one's \input. It needs no package beside LaTeX's own. */

import { namesOf, simulatedTargets } from '../arrange.js';
import type { Cell, View } from '../cells.js';
import type { Extent } from '../chosen.js';
import { escapeHidden, languageName, SIMULATED, verdictWithSign } from '../display/index.js';
import { type Block, documentOf, type Inline } from '../document.js';
import type { Examples, Report } from '../types.js';

/** What has a meaning to TeX, what fonts make other signs of, and signs that are kept in mathematics. */
const SIGNS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '%': '\\%',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\char34{}',
  // Behind the end of a row these are its options.
  '[': '{[}',
  ']': '{]}',
  '*': '{*}',
  // Where two of a kind follow each other, fonts make one sign of them.
  '-': '-{}',
  "'": "'{}",
  ',': ',{}',
  '`': '{`}',
  '−': '$-$',
  '–': '--',
  '→': '$\\rightarrow$',
  '…': '\\ldots{}',
  '“': '``',
  '”': "''",
  '▼': '$\\bigtriangledown$',
  '▲': '$\\bigtriangleup$',
  '✗': '$\\times$',
  '○': '$\\circ$',
};

/** Letters that every engine has in the fonts it begins with. */
const LETTERS = /[À-ÏÑ-ÖÙ-Ýßà-ïñ-öù-ýÿ]/;

const hexOf = (character: string): string =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

/** Plain text on one line, of which nothing is a command. What an engine may have no letter for is a command of this file's own. */
export const escapeLatex = (text: string): string =>
  escapeHidden(text).replace(/[\\{}$&#_%^~<>|"[\]*`]|([-',])(?=\1)|[^\x20-\x7e]/gu, (character) => {
    const sign = SIGNS[character];
    if (sign !== undefined) return sign;
    return LETTERS.test(character) ? character : `\\offscriptchar{${hexOf(character)}}`;
  });

/** XeTeX and LuaTeX set a letter by its number where the font has it; others show the number. */
const LETTER_COMMAND =
  '\\DeclareRobustCommand{\\offscriptchar}[1]{\\ifcsname Umathcode\\endcsname\\char"#1\\relax\\else\\mbox{U+#1}\\fi}';

type Name = (id: string) => string;

function written(cell: Cell, name: Name): string {
  switch (cell.kind) {
    case 'number':
      return escapeLatex(cell.note === undefined ? cell.text : `${cell.text} (${cell.note})`);
    case 'text':
      return escapeLatex(cell.text);
    case 'target':
      return name(cell.id);
    case 'language':
      return escapeLatex(languageName(cell.tag));
    case 'explained':
      return escapeLatex(cell.name);
    case 'verdict':
      return escapeLatex(verdictWithSign(cell.verdict));
    case 'interval':
      return '';
  }
}

const rowOf = (cells: readonly string[]): string => `${cells.join(' & ')} \\\\`;

function tabular({ headings, rows }: View, name: Name, environment: 'tabular' | 'longtable'): string[] {
  const aligns = headings.map(({ align }) => (align === 'right' ? 'r' : 'l')).join('');
  const head = rowOf(
    headings.map(({ head }) => (typeof head === 'string' ? escapeLatex(head) : written(head, name))),
  );
  return [
    `\\begin{${environment}}{${aligns}}`,
    '\\hline',
    head,
    '\\hline',
    ...(environment === 'longtable' ? ['\\endhead'] : []),
    ...rows.map((row) => rowOf(row.map(({ cell }) => written(cell, name)))),
    '\\hline',
    `\\end{${environment}}`,
  ];
}

function pieceOf(piece: Inline, name: Name): string {
  switch (piece.kind) {
    case 'own':
    case 'text':
      return escapeLatex(piece.text);
    case 'target':
      return name(piece.id);
    case 'strong':
      return `\\textbf{${inline(piece.of, name)}}`;
  }
}

function inline(of: readonly Inline[], name: Name): string {
  return of.map((piece) => pieceOf(piece, name)).join('');
}

function blockOf(block: Block, name: Name): string[] {
  switch (block.kind) {
    case 'heading':
      return [`\\${block.level === 2 ? 'section' : 'subsection'}*{${inline(block.of, name)}}`];
    case 'paragraph':
      return [inline(block.of, name)];
    case 'warning':
      return [`\\textbf{Warning.} ${inline(block.of, name)}`];
    case 'list':
      return [
        [
          '\\begin{itemize}',
          ...block.items.map((item) => `\\item ${inline(item, name)}`),
          '\\end{itemize}',
        ].join('\n'),
      ];
    case 'table':
      return [tableOf(block, name)];
  }
}

/** A table with a caption floats, and stays on one page. */
function tableOf({ view, caption }: Extract<Block, { kind: 'table' }>, name: Name): string {
  if (view.headings.length === 0) return '';
  if (caption === undefined) return ['{\\scriptsize', ...tabular(view, name, 'longtable'), '}'].join('\n');
  return [
    '\\begin{table}[htbp]',
    '\\centering\\small',
    ...tabular(view, name, 'tabular'),
    `\\caption{${inline(caption, name)}}`,
    '\\end{table}',
  ].join('\n');
}

/** Compiles with pdfLaTeX, XeLaTeX and LuaLaTeX. Whatever a target or a model is called, it is text. */
export function renderLatex(report: Report, _examples?: Examples, extent: Extent = {}): string {
  const simulated = simulatedTargets(report);
  const called = namesOf(report);
  const name: Name = (id) => `${escapeLatex(called(id))}${simulated.has(id) ? ` (${SIMULATED})` : ''}`;
  const body = documentOf(report, extent).flatMap((block) => blockOf(block, name));
  const { extent: much = 'full' } = extent;
  return `${(
    much === 'full'
      ? [
          [
            '\\documentclass{article}',
            '\\usepackage[utf8]{inputenc}',
            '\\usepackage[a4paper,landscape,margin=1cm]{geometry}',
            '\\usepackage{longtable}',
            LETTER_COMMAND,
            '\\begin{document}',
          ].join('\n'),
          ...body,
          '\\end{document}',
        ]
      : [LETTER_COMMAND, ...body]
  ).join('\n\n')}\n`;
}
