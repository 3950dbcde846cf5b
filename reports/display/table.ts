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

/** Rows that are drawn at once: the time that cli-table3 takes grows by the square of them. */
const AT_ONCE = 200;

/** Of each column the cells that may be the widest, so that tables which all hold them are equally wide. */
function widest(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const longest = (length: (cell: string) => number): string[] => {
    const found: string[] = [];
    for (const row of rows)
      for (const [i, cell] of row.entries())
        if (found[i] === undefined || length(cell) > length(found[i])) found[i] = cell;
    return found;
  };
  // What a wide character takes is told by its bytes, as near as this has to be.
  return [longest((cell) => cell.length), longest(Buffer.byteLength)];
}

const isLine = (row: readonly Cell[]): row is readonly string[] =>
  row.every((cell) => typeof cell === 'string' && !cell.includes('\n'));

/**
 * The lines of a table without borders, ruled under its head, which may have several lines; `gap` columns between two cells. A table of
 * very many rows takes time in their number where each cell is a text of one line.
 */
export function borderlessTable(
  head: readonly string[],
  aligns: readonly HorizontalAlignment[],
  rows: readonly (readonly Cell[])[],
  paint: Paint,
  gap = 2,
): string[] {
  const headed = Math.max(...head.map((text) => text.split('\n').length));
  const draw = (some: readonly (readonly Cell[])[]): string[] => drawn(head, aligns, some, paint, gap);
  const lines: string[] = [];
  if (rows.length <= AT_ONCE || !rows.every(isLine)) lines.push(...draw(rows));
  else {
    const ruler = widest(rows);
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const some = draw([...rows.slice(from, from + AT_ONCE), ...ruler]);
      lines.push(...some.slice(from === 0 ? 0 : headed, -ruler.length));
    }
  }
  const rule = paint('dim', '─'.repeat(widthOf(lines)));
  return [...lines.slice(0, headed), rule, ...lines.slice(headed)];
}

function drawn(
  head: readonly string[],
  aligns: readonly HorizontalAlignment[],
  rows: readonly (readonly Cell[])[],
  paint: Paint,
  gap: number,
): string[] {
  // Loaded for the first table: who only takes names and numbers from this room does without it.
  const Table: typeof CliTable = createRequire(import.meta.url)('cli-table3');
  const table = new Table({
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
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}
