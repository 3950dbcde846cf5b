/** Those who ask a run: each has a row, and is taken for dead when it has given no sign of life for long. */

import { hostname } from 'node:os';
import type { Worker } from '../../run-store.js';
import type { Database } from './database.js';
import { columnText } from './texts.js';

/** Seconds after which what a worker that gives no sign of life has leased goes back. */
export const LEASE = 30;

/** `host 1234`, the number of the process. */
export const ownName = (): string => columnText(`${hostname()} ${process.pid}`);

/** A sign of life, of a worker that has a row or has lost it. The run must be there. */
export const LIVES = `
  INSERT INTO offscript.workers (id, run, name, until)
  VALUES ($1, $2, $3, clock_timestamp() + make_interval(secs => $4))
  ON CONFLICT (id) DO UPDATE SET until = EXCLUDED.until`;

const WORKERS = `
  SELECT w.name, w.since, extract(epoch FROM w.until - clock_timestamp())::float8 AS left, l.target, count(l.key)::int AS leases
  FROM offscript.workers w LEFT JOIN offscript.leases l ON l.worker = w.id
  WHERE w.run = $1 GROUP BY w.id, w.name, w.since, w.until, l.target ORDER BY w.since, w.id, l.target`;

/** Those of a run who live, and what each has leased of which target. */
export async function workersOf(db: Database, run: number): Promise<Worker[]> {
  const rows = await db.ask(WORKERS, [run]);
  const workers = new Map<string, { name: string; since: string; has: Record<string, number> }>();
  for (const { name, since, left, target, leases } of rows) {
    if (Number(left) <= 0) continue;
    const at = (since as Date).toISOString();
    const one = workers.get(`${name} ${at}`) ?? { name: String(name), since: at, has: {} };
    workers.set(`${name} ${at}`, one);
    if (target !== null) one.has = { ...one.has, [String(target)]: Number(leases) };
  }
  return [...workers.values()];
}
