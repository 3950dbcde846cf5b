/** A run in a database, and the runs of one. */

import type { RunCollection, RunStore } from '../../run-store.js';
import { checkRunName, writtenLabel } from '../../writing.js';
import { placeOf } from './address.js';
import { changesIn, stateOf } from './changes.js';
import { countsOf } from './counts.js';
import type { Database } from './database.js';
import { openDraft } from './draft.js';
import { readDocument, readKept, writeDocument, writeKept } from './kept.js';
import { addLabel, labelsIn } from './labels.js';
import { promptsIn } from './prompts.js';
import { failedIn, historyIn, placedIn, type Stretch, samplesAt, samplesIn } from './read.js';
import { findRun, manifestIn, runThere, told, toldEach } from './runs.js';
import { openSession, type SessionOptions } from './session.js';
import { workersOf } from './workers.js';

/** The run of that name, whether there is one or not. */
export function databaseStore(db: Database, name: string, options: SessionOptions = {}): RunStore {
  const where = placeOf(db.name, name);

  /** What `walk` gives of all samples that are there now, or of those behind a number. */
  const walked = <T>(
    walk: (db: Database, stretch: Stretch) => AsyncIterable<T>,
    from = 0,
  ): AsyncIterable<T> =>
    toldEach(where, async function* () {
      const found = await findRun(db, name);
      if (found !== undefined) yield* walk(db, { run: found.id, from, to: found.last });
    });

  return {
    name: where,
    isEmpty: () => told(where, async () => (await findRun(db, name)) === undefined),
    manifest: () => told(where, async () => manifestIn(await runThere(db, name), where)),
    prompts: () =>
      told(where, async () => {
        const found = await findRun(db, name);
        return found === undefined ? new Map() : promptsIn(db, found.id);
      }),
    samples: () => walked(samplesIn),
    changes: (since) =>
      told(where, async () => {
        const changes = await changesIn(db, name, since);
        return {
          ...changes,
          samples: () => toldEach(where, () => changes.samples()),
          state: () => told(where, () => changes.state()),
        };
      }),
    history: () => walked(historyIn),
    placed: (behind) => walked(placedIn, behind?.at),
    at: (places) =>
      toldEach(where, async function* () {
        yield* samplesAt(db, (await findRun(db, name))?.id, places);
      }),
    stateUpTo: (place) => told(where, () => stateOf(db, name, place?.at ?? 0)),
    failedAttempts: () => walked(failedIn),
    async open(plan) {
      checkRunName(name);
      return openSession(db, name, where, plan, options);
    },
    async writer() {
      const names = (await this.workers()).map((worker) => worker.name);
      return names.length === 0 ? undefined : names.join(', ');
    },
    workers: () =>
      told(where, async () => {
        const found = await findRun(db, name);
        return found === undefined ? [] : workersOf(db, found.id);
      }),
    counts: () =>
      told(where, async () => {
        const found = await findRun(db, name);
        return found === undefined ? new Map() : countsOf(db, found.id);
      }),
    labels: () =>
      toldEach(where, async function* () {
        const found = await findRun(db, name);
        if (found !== undefined) yield* labelsIn(db, found.id);
      }),
    addLabel: (label) =>
      told(where, async () => {
        const { id } = await runThere(db, name);
        await addLabel(db, id, writtenLabel(label, where));
      }),
    tally: (key) => told(where, () => readDocument(db, name, key)),
    putTally: (key, document) => told(where, () => writeDocument(db, name, key, document)),
    bytes: (key) => told(where, () => readKept(db, name, 'bytes', key)),
    putBytes: (key, pieces) => told(where, () => writeKept(db, name, 'bytes', key, pieces)),
    close: () => db.end(),
  };
}

/** The runs of a database. They share its connections. */
export function databaseRuns(db: Database, options: SessionOptions = {}): RunCollection {
  return {
    run: (name) => databaseStore(db, name, options),
    draft: () => openDraft(db),
  };
}
