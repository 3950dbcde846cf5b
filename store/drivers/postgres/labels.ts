/** What people said of samples, a row each. */

import { randomUUID } from 'node:crypto';
import { UserError } from '../../../files/index.js';
import type { JsonObject } from '../../record.js';
import { labelRecord } from '../../writing.js';
import type { Database } from './database.js';

/** Labels that come from the server at once. */
const AT_ONCE = 1000;

export async function addLabel(db: Database, run: number, line: string): Promise<void> {
  // Under a name of its own, so that one that is sent twice is added once.
  await db.ask(
    'INSERT INTO offscript.labels (run, sent, line) VALUES ($1, $2, $3) ON CONFLICT (sent) DO NOTHING',
    [run, randomUUID(), line],
  );
}

export async function* labelsIn(db: Database, run: number): AsyncGenerator<JsonObject> {
  for (let behind = 0; ; ) {
    const rows = await db.ask(
      `SELECT id, line FROM offscript.labels WHERE run = $1 AND id > $2 ORDER BY id LIMIT ${AT_ONCE}`,
      [run, behind],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    for (const { id, line } of rows) {
      const value: unknown = JSON.parse(String(line));
      if (!labelRecord.is(value))
        throw new UserError(`label ${id} is no record: ${labelRecord.problem(value)}`, db.name);
      yield value;
    }
    behind = Number(last.id);
  }
}
