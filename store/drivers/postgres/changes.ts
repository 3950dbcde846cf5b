/**
 * What was added to a run since a state of it. Samples are never changed and come in the order of their numbers, so that the number of the
 * last one names all of them, beside the name that the run was given when it was made, and the hash of its prompts.
 */

import type { Changes } from '../../run-store.js';
import type { Database } from './database.js';
import { samplesIn } from './read.js';
import { type Found, findRun } from './runs.js';

/** What there is where there is no run. */
const NOTHING = { identity: 'none', promptsHash: 'none', last: 0 } as const;

const nameOf = ({ identity, promptsHash }: Pick<Found, 'identity' | 'promptsHash'>, last: number): string =>
  `${identity} ${last} ${promptsHash}`;

/** The number of the last sample in a state of this run under these prompts; undefined in another's. */
function lastIn(found: Pick<Found, 'identity' | 'promptsHash'>, state: string): number | undefined {
  const [, number = ''] = / (\d{1,15}) /.exec(state) ?? [];
  return number !== '' && state === nameOf(found, Number(number)) ? Number(number) : undefined;
}

const REPLACED = `
  SELECT EXISTS (
    SELECT 1 FROM offscript.samples l WHERE l.run = $1 AND l.seq > $2 AND l.seq <= $3 AND (
      EXISTS (SELECT 1 FROM offscript.samples b WHERE b.run = $1 AND b.key = l.key AND b.first AND b.seq <= $2) OR
      EXISTS (SELECT 1 FROM offscript.samples b WHERE b.run = $1 AND b.key = l.key AND NOT b.first AND b.seq <= $2))
  ) AS is_replaced`;

/** Whether one of the samples behind a number has a key of those up to it. */
async function isReplaced(db: Database, run: number, from: number, to: number): Promise<boolean> {
  const [found] = await db.ask(REPLACED, [run, from, to], { long: true });
  return found?.is_replaced === true;
}

/** Names the prompts and the samples up to a number; undefined where there are not that many. */
export async function stateOf(db: Database, name: string, to: number): Promise<string | undefined> {
  const found = (await findRun(db, name)) ?? NOTHING;
  return to > found.last ? undefined : nameOf(found, to);
}

export async function changesIn(db: Database, name: string, since?: string): Promise<Changes> {
  const found = await findRun(db, name);
  const { last } = found ?? NOTHING;
  const before = since === undefined ? undefined : lastIn(found ?? NOTHING, since);
  const isKnown =
    before !== undefined &&
    before <= last &&
    (before === last || (found !== undefined && !(await isReplaced(db, found.id, before, last))));
  const from = isKnown ? before : 0;
  return {
    since: !isKnown ? 'other' : from === last ? 'same' : 'grown',
    async *samples() {
      if (found !== undefined) yield* samplesIn(db, { run: found.id, from, to: last });
    },
    async state() {
      const now = (await findRun(db, name)) ?? NOTHING;
      const { identity, promptsHash } = found ?? NOTHING;
      return now.identity === identity && now.promptsHash === promptsHash ? nameOf(now, last) : undefined;
    },
  };
}
