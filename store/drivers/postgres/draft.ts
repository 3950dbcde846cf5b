/** A run that is written under no name, which nobody sees, and gets its name when it is complete. */

import { createHash, randomUUID } from 'node:crypto';
import { UserError } from '../../../files/index.js';
import { KeySet } from '../../keys.js';
import { manifestOf } from '../../manifest.js';
import type { RunDraft } from '../../run-store.js';
import { checkRunName, writtenPrompt } from '../../writing.js';
import { placeOf } from './address.js';
import type { Database } from './database.js';
import { addPrompts } from './prompts.js';
import { APPEND, columnsOf, fitting, rowOf, type SampleRow } from './rows.js';
import { runThere, told } from './runs.js';
import { isTaken } from './trouble.js';
import { LEASE, LIVES, ownName } from './workers.js';

/** Removes what writers left that were killed: runs without a name and without anybody who lives. */
const REMOVE_LEFT = `
  DELETE FROM offscript.runs r WHERE r.name IS NULL AND NOT EXISTS (
    SELECT 1 FROM offscript.workers w WHERE w.run = r.id AND w.until > clock_timestamp())`;

/** Rows and UTF-16 code units of them that are held before they are written. */
const HELD_ROWS = 1000;
const HELD_UNITS = 8 << 20;

export async function openDraft(db: Database): Promise<RunDraft> {
  const [worker, identity, own] = [randomUUID(), randomUUID(), ownName()];
  const id = await told(db.name, async () => {
    await db.hasTables(true);
    await db.ask(REMOVE_LEFT, [], { long: true });
    return db.transaction(async (ask) => {
      const [made] = await ask(
        `INSERT INTO offscript.runs (name, identity, manifest, prompts_hash) VALUES (NULL, $1, '', '') RETURNING id`,
        [identity],
      );
      const run = Number(made?.id);
      await ask('INSERT INTO offscript.ends (run, last) VALUES ($1, 0)', [run]);
      await ask(LIVES, [worker, run, own, LEASE]);
      return run;
    });
  });
  const timer = setInterval(
    () => void db.ask(LIVES, [worker, id, own, LEASE]).catch(() => {}),
    (LEASE * 1000) / 4,
  );
  timer.unref();
  const answered = new KeySet();
  const hash = createHash('sha256');
  let rows: SampleRow[] = [];
  let firsts: boolean[] = [];
  let units = 0;
  let last = 0;
  let lines: string[] = [];
  let places = 0;
  let open = true;

  async function writeSamples(): Promise<void> {
    while (rows.length > 0) {
      const count = fitting(rows);
      const values = [id, null, last, false, ...columnsOf(rows.slice(0, count), firsts.slice(0, count))];
      const [answer] = await db.ask(APPEND, values, { long: true });
      if (answer?.there !== true)
        throw new UserError(
          'what was written so far has been removed by another process',
          db.name,
          'try again',
        );
      last += count;
      rows = rows.slice(count);
      firsts = firsts.slice(count);
    }
    units = 0;
  }

  async function writePrompts(): Promise<void> {
    if (lines.length === 0) return;
    await addPrompts((text, values) => db.ask(text, values), id, lines, places);
    places += lines.length;
    lines = [];
  }

  function refuseClosed(): void {
    if (!open) throw new UserError('the run is published, or the draft discarded', db.name);
  }

  async function complete(): Promise<void> {
    refuseClosed();
    open = false;
    clearInterval(timer);
    await writeSamples();
    await writePrompts();
  }

  const manifestText = (manifest: unknown): string => JSON.stringify(manifest, null, 2);

  return {
    async addPrompt(prompt) {
      refuseClosed();
      const line = writtenPrompt(prompt, db.name);
      hash.update(`${line}\n`);
      lines.push(line);
      if (lines.length >= HELD_ROWS) await told(db.name, writePrompts);
    },
    async addSample(sample) {
      refuseClosed();
      const row = rowOf(sample, db.name);
      rows.push(row);
      firsts.push(row.failed === null && answered.add(row.key));
      units += row.line.length;
      if (rows.length >= HELD_ROWS || units >= HELD_UNITS) await told(db.name, writeSamples);
    },
    async publish(name, manifest) {
      checkRunName(name);
      manifestOf(manifest, name);
      await told(db.name, complete);
      const where = placeOf(db.name, name);
      try {
        await db.transaction(async (ask) => {
          const [named] = await ask(
            'UPDATE offscript.runs SET name = $2, manifest = $3, prompts_hash = $4 WHERE id = $1 RETURNING id',
            [id, name, manifestText(manifest), hash.copy().digest('hex')],
          );
          if (named === undefined)
            throw new UserError(
              'what was written so far has been removed by another process',
              where,
              'try again',
            );
          await ask('DELETE FROM offscript.workers WHERE id = $1', [worker]);
        });
      } catch (error) {
        if (isTaken(error)) throw new UserError('there is a run of this name already', where, 'name another');
        throw await told(where, () => Promise.reject(error));
      }
    },
    async publishPrompts(name, manifest) {
      checkRunName(name);
      const there = await told(db.name, () => runThere(db, name));
      manifestOf(manifest, name);
      await told(db.name, complete);
      await told(db.name, () =>
        db.transaction(async (ask) => {
          // Where the connection was lost after its end, nothing is left to do.
          const [draft] = await ask(
            'SELECT 1 AS there FROM offscript.runs WHERE id = $1 AND name IS NULL FOR UPDATE',
            [id],
          );
          if (draft === undefined) return;
          await ask('DELETE FROM offscript.prompts WHERE run = $1', [there.id]);
          await ask('UPDATE offscript.prompts SET run = $2 WHERE run = $1', [id, there.id]);
          await ask('UPDATE offscript.runs SET manifest = $2, prompts_hash = $3 WHERE id = $1', [
            there.id,
            manifestText(manifest),
            hash.copy().digest('hex'),
          ]);
          await ask('DELETE FROM offscript.runs WHERE id = $1', [id]);
        }),
      );
    },
    async discard() {
      open = false;
      clearInterval(timer);
      await told(db.name, () =>
        db.ask('DELETE FROM offscript.runs WHERE id = $1 AND name IS NULL', [id], { long: true }),
      );
    },
  };
}
