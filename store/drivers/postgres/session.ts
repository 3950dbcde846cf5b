/** A session on a run: what it claims is leased to it as long as it gives signs of life, and what it appends is stored once. */

import { randomUUID } from 'node:crypto';
import { UserError } from '../../../files/index.js';
import { checkSuite, continuedManifest } from '../../continued.js';
import { KeySet } from '../../keys.js';
import { manifestOf, type RunPlan } from '../../manifest.js';
import { type RunSession, StoreFailure } from '../../run-store.js';
import { type Claimed, claimed } from './claim.js';
import type { Database } from './database.js';
import { putPrompts, writtenPrompts } from './prompts.js';
import { APPEND, columnsOf, fitting, rowOf, type SampleRow } from './rows.js';
import { foundBy, manifestIn, told } from './runs.js';
import { columnKey, columnText } from './texts.js';
import { isOrphan, storeFailure } from './trouble.js';
import { LEASE, LIVES, ownName } from './workers.js';

/** Milliseconds between two looks at whether the run is still there. */
const LOOK_EVERY = 700;

export interface SessionOptions {
  /** Seconds after which what is leased goes back where there was no sign of life. */
  readonly lease?: number;
}

/** A run that was opened, and who opened it. */
interface Opened {
  readonly run: number;
  readonly worker: string;
  readonly name: string;
  readonly lease: number;
  /** The number of the last sample that was there. */
  readonly last: number;
}

/** Makes the run of a plan, or goes on with the one that is there, in one transaction. */
async function enter(
  db: Database,
  name: string,
  where: string,
  plan: RunPlan,
  lease: number,
): Promise<Opened> {
  manifestOf(plan.manifest, where);
  const prompts = writtenPrompts(plan.prompts, where);
  await db.hasTables(true);
  const [worker, identity, own] = [randomUUID(), randomUUID(), ownName()];
  return db.transaction(async (ask) => {
    const [made] = await ask(
      `INSERT INTO offscript.runs (name, identity, manifest, prompts_hash) VALUES ($1, $2, '', '')
       ON CONFLICT (name) DO NOTHING RETURNING id`,
      [name, identity],
    );
    if (made !== undefined) await ask('INSERT INTO offscript.ends (run, last) VALUES ($1, 0)', [made.id]);
    const found = await foundBy(ask, name, true);
    if (found === undefined) throw new UserError('the run was removed just now', where, 'try again');
    const existing = made === undefined ? manifestIn(found, where) : undefined;
    if (existing !== undefined) checkSuite(existing, plan.manifest, where, 'the store');
    const next = JSON.stringify(continuedManifest(existing, plan.manifest), null, 2);
    if (found.manifest !== next || found.promptsHash !== prompts.hash)
      await ask('UPDATE offscript.runs SET manifest = $2, prompts_hash = $3 WHERE id = $1', [
        found.id,
        next,
        prompts.hash,
      ]);
    if (found.promptsHash !== prompts.hash) await putPrompts(ask, found.id, prompts.lines);
    await ask(LIVES, [worker, found.id, own, lease]);
    return { run: found.id, worker, name: own, lease, last: found.last };
  });
}

/** The keys that have an answer, as they are written in samples. */
async function answeredIn(db: Database, { run, last }: Opened): Promise<Pick<KeySet, 'has' | 'size'>> {
  const keys = new KeySet();
  for (let behind = ''; ; ) {
    const rows = await db.ask(
      'SELECT key FROM offscript.samples WHERE run = $1 AND first AND key > $2 AND seq <= $3 ORDER BY key LIMIT 20000',
      [run, behind, last],
      { long: true },
    );
    for (const { key } of rows) keys.add(String(key));
    const end = rows.at(-1);
    if (end === undefined) return { size: keys.size, has: (key) => keys.has(columnKey(key)) };
    behind = String(end.key);
  }
}

/** One sample that waits to be stored. */
interface Waiting {
  readonly row: SampleRow;
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

const GONE = (): StoreFailure =>
  new StoreFailure('the run was removed from the database while it was written to', { kind: 'gone' });

/** Opens a run for asking, as {@link RunStore.open} says. */
export async function openSession(
  db: Database,
  name: string,
  where: string,
  plan: RunPlan,
  { lease = LEASE }: SessionOptions = {},
): Promise<RunSession> {
  const opened = await told(where, () => enter(db, name, where, plan, lease));
  return sessionOn(db, where, opened);
}

function sessionOn(db: Database, where: string, opened: Opened): RunSession {
  const { run, worker, lease } = opened;
  const ended = new AbortController();
  const lost = ended.signal;
  const waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let closed = false;
  let looking: Promise<void> | undefined;
  let signed = performance.now();

  /** Ends the session of an error; gives it as a session says it. */
  function fail(error: unknown, waited = 0): unknown {
    const failure = isOrphan(error) ? GONE() : storeFailure(error, waited);
    if (!lost.aborted) ended.abort(failure);
    return lost.reason;
  }

  /** Asks the database for this session, which ends of what it fails of. */
  async function ask(
    text: string,
    values: readonly unknown[] | ((tries: number) => readonly unknown[]),
  ): Promise<readonly Readonly<Record<string, unknown>>[]> {
    lost.throwIfAborted();
    const begun = performance.now();
    try {
      return await db.ask(text, values, { stop: lost });
    } catch (error) {
      throw fail(error, performance.now() - begun);
    }
  }

  async function put(rows: readonly SampleRow[]): Promise<void> {
    const columns = columnsOf(
      rows,
      rows.map(({ failed }) => failed === null),
    );
    const [answer] = await ask(APPEND, (tries) => [run, worker, null, tries > 0, ...columns]);
    if (answer?.there !== true) throw fail(GONE());
  }

  async function drain(): Promise<void> {
    // What comes in the same turn of the loop goes to the server in one statement.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const some = waiting.splice(0, fitting(waiting.map(({ row }) => row)));
      try {
        await put(some.map(({ row }) => row));
        for (const { stored } of some) stored();
      } catch (error) {
        for (const { failed } of some) failed(error);
      }
    }
    writing = undefined;
  }

  /** Gives a sign of life, where that is due, and looks whether the run is there. */
  async function look(): Promise<void> {
    if (performance.now() - signed > (lease * 1000) / 4) {
      await ask(LIVES, [worker, run, opened.name, lease]);
      signed = performance.now();
      return;
    }
    const [found] = await ask('SELECT 1 AS there FROM offscript.runs WHERE id = $1', [run]);
    if (found === undefined) fail(GONE());
  }

  const timer = setInterval(
    () => {
      looking ??= look()
        .catch(() => {})
        .finally(() => {
          looking = undefined;
        });
    },
    Math.min(LOOK_EVERY, (lease * 1000) / 4),
  );

  async function claim(of: string, keys: readonly string[]): Promise<Claimed> {
    for (;;) {
      try {
        lost.throwIfAborted();
        const rows = await db.ask(
          'SELECT claimed, won FROM offscript.claim($1, $2, $3, $4, $5::text[])',
          [run, worker, columnText(of), opened.last, keys],
          { stop: lost },
        );
        const [won, busy] = [new Set<string>(), new Set<string>()];
        for (const row of rows) (row.won === true ? won : busy).add(String(row.claimed));
        return { won, busy };
      } catch (error) {
        // Who was taken for dead has no row any more; it comes back as one who is new, if the run is there.
        if (!isOrphan(error)) throw fail(error);
        await ask(LIVES, [worker, run, opened.name, lease]);
      }
    }
  }

  async function release(keys: readonly string[]): Promise<void> {
    if (closed || lost.aborted) return;
    await ask('DELETE FROM offscript.leases WHERE run = $1 AND worker = $2 AND key = ANY ($3::text[])', [
      run,
      worker,
      keys,
    ]);
  }

  async function flush(): Promise<void> {
    await writing;
    lost.throwIfAborted();
  }

  return {
    lost,
    answered: () => told(where, () => answeredIn(db, opened)),
    claim: (questions, of = '') => claimed(questions, { claim: (keys) => claim(of, keys), release, lost }),
    release: (key) => release([columnKey(key)]),
    async append(sample) {
      if (closed) throw new StoreFailure('the session is closed');
      lost.throwIfAborted();
      const row = rowOf(sample, where);
      await new Promise<void>((stored, failed) => {
        waiting.push({ row, stored, failed });
        writing ??= drain();
      });
    },
    flush,
    async close() {
      if (closed) return;
      clearInterval(timer);
      await looking;
      try {
        await flush();
      } finally {
        closed = true;
        // What it has leased goes back with its row; where the database is away, when its time is over.
        const away = lost.aborted ? AbortSignal.abort() : undefined;
        await db.ask('DELETE FROM offscript.workers WHERE id = $1', [worker], { stop: away }).catch(() => {});
      }
    },
  };
}
