/** How many questions of a run have come to something, counted by the server. */

import type { AskedCounts } from '../../run-store.js';
import type { Database } from './database.js';

const COUNTS = `
  SELECT target, count(*) FILTER (WHERE first)::int AS answered,
    count(DISTINCT key) FILTER (WHERE NOT first AND NOT EXISTS (
      SELECT 1 FROM offscript.samples a WHERE a.run = s.run AND a.key = s.key AND a.first))::int AS failed
  FROM offscript.samples s WHERE run = $1 GROUP BY target`;

export async function countsOf(db: Database, run: number): Promise<Map<string, AskedCounts>> {
  const rows = await db.ask(COUNTS, [run], { long: true });
  return new Map(
    rows.map(({ target, answered, failed }) => [
      String(target),
      { answered: Number(answered), failed: Number(failed) },
    ]),
  );
}
