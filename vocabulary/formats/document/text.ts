/** The text of a cell. */

import type { Cell } from './types.js';

/** What a cell says; of several texts each behind two spaces. */
export function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  return 'list' in cell ? cell.list.map(({ text }) => text).join('  ') : cell.text;
}
