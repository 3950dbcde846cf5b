/** The report as LaTeX: a whole document, or, where little of it is asked for, a piece for another one's \input. It needs no package beside LaTeX's own. */

import type { Extent } from '../chosen.js';
import { escapeHidden } from '../display/index.js';
import { type Block, documentOf } from '../document.js';
import type { Examples, Report } from '../types.js';
import { type Markup, type Writer, type WrittenTable, writerOf } from '../writer.js';

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

const MARKUP: Markup = {
  own: escapeLatex,
  text: escapeLatex,
  strong: (written) => `\\textbf{${written}}`,
};

const rowOf = (cells: readonly string[]): string => `${cells.join(' & ')} \\\\`;

function tabular({ aligns, head, rows }: WrittenTable, environment: 'tabular' | 'longtable'): string[] {
  return [
    `\\begin{${environment}}{${aligns.map((align) => (align === 'right' ? 'r' : 'l')).join('')}}`,
    '\\hline',
    rowOf(head),
    '\\hline',
    ...(environment === 'longtable' ? ['\\endhead'] : []),
    ...rows.map(rowOf),
    '\\hline',
    `\\end{${environment}}`,
  ];
}

function blockOf(block: Block, writer: Writer): string[] {
  switch (block.kind) {
    case 'heading':
      return [`\\${block.level === 2 ? 'section' : 'subsection'}*{${writer.line(block.of)}}`];
    case 'paragraph':
      return [writer.line(block.of)];
    case 'warning':
      return [`\\textbf{Warning.} ${writer.line(block.of)}`];
    case 'list':
      return [
        [
          '\\begin{itemize}',
          ...block.items.map((item) => `\\item ${writer.line(item)}`),
          '\\end{itemize}',
        ].join('\n'),
      ];
    case 'table':
      return [tableOf(block, writer)];
  }
}

/** A table with a caption floats, and stays on one page. */
function tableOf({ view, caption }: Extract<Block, { kind: 'table' }>, { line, table }: Writer): string {
  if (view.headings.length === 0) return '';
  const written = table(view);
  if (caption === undefined) return ['{\\scriptsize', ...tabular(written, 'longtable'), '}'].join('\n');
  return [
    '\\begin{table}[htbp]',
    '\\centering\\small',
    ...tabular(written, 'tabular'),
    `\\caption{${line(caption)}}`,
    '\\end{table}',
  ].join('\n');
}

/** Compiles with pdfLaTeX, XeLaTeX and LuaLaTeX. Whatever a target or a model is called, it is text. */
export function renderLatex(report: Report, _examples?: Examples, extent: Extent = {}): string {
  const writer = writerOf(report, MARKUP);
  const body = documentOf(report, extent).flatMap((block) => blockOf(block, writer));
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
