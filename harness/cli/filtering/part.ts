/** What rows add up to. */

import type { Source } from '../../../files/index.js';
import { Part, tallyKey } from '../../../reports/index.js';
import { judgedRows, type Reading } from './rows.js';

/** The part of all rows. Throws UserError where a file cannot be read. */
export async function partOf(sources: readonly Source[], reading: Reading): Promise<Part> {
  const { judge, settings } = reading;
  const part = new Part({ key: tallyKey(judge, settings), detection: settings });
  for await (const row of judgedRows(sources, reading)) {
    if (row.kind === 'unread') part.addUnread(row.why);
    else part.add(row.case.sample, row.judgement, row.row.record);
  }
  return part;
}
