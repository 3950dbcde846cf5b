/** Names the rows of a log that could not be read. */

import { escapeHidden, plural } from '../../../reports/display/index.js';
import type { ScoreResult } from '../../import/index.js';

/** A line on standard error with their number, and a line for each of the first; nothing where there are none. */
export function warnOfUnread({ unread, examples }: ScoreResult): void {
  if (unread === 0) return;
  const lines = examples.map(({ where, reason }) => `  ${escapeHidden(`${where}: ${reason}`)}\n`);
  const more = unread > examples.length ? `  and ${unread - examples.length} more\n` : '';
  process.stderr.write(
    `offscript: warning: ${plural(unread, 'row')} could not be read and left out\n${lines.join('')}${more}`,
  );
}
