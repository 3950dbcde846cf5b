/** Tables for a terminal. */

import { createRequire } from 'node:module';
import { stripVTControlCharacters, type styleText } from 'node:util';
import type CliTable from 'cli-table3';
import type { Cell, HorizontalAlignment } from 'cli-table3';

type Format = Parameters<typeof styleText>[0];
/** Formats a piece of text for a terminal, or leaves it. */
export type Paint = (format: Format, text: string) => string;

/** Columns of the widest line. */
export function widthOf(lines: readonly string[]): number {
  return lines.reduce((widest, line) => Math.max(widest, stripVTControlCharacters(line).length), 0);
}

/** The lines of a table without borders, ruled under its head, which may have several lines; `gap` columns between two cells. */
export function borderlessTable(
  head: readonly string[],
  aligns: readonly HorizontalAlignment[],
  rows: readonly (readonly Cell[])[],
  paint: Paint,
  gap = 2,
): string[] {
  // Loaded for the first table: who only takes names and numbers from this room does without it.
  const Table: typeof CliTable = createRequire(import.meta.url)('cli-table3');
  const drawn = new Table({
    head: head.map((text) => paint('dim', text)),
    colAligns: [...aligns],
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      right: '',
      'right-mid': '',
      middle: '',
      mid: '',
      'mid-mid': '',
    },
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': gap },
  });
  for (const row of rows) drawn.push([...row]);
  const lines = drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  const headed = Math.max(...head.map((text) => text.split('\n').length));
  const rule = paint('dim', '─'.repeat(widthOf(lines)));
  return [...lines.slice(0, headed), rule, ...lines.slice(headed)];
}
