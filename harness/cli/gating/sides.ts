/** The sides of a gate as the command line names them: `RUN`, `RUN#TARGET`, or a stored tally in the place of a run. */

import { statSync } from 'node:fs';
import { parseJson, readText, UserError } from '../../../files/index.js';
import {
  elsewhereOf,
  type GateSide,
  type RunHead,
  RunTally,
  type TalliedRun,
} from '../../../reports/index.js';
import type { JudgingOptions } from '../../../reports/judging/threads/index.js';
import { isDatabase } from '../../../store/index.js';
import { type Counting, countRun, openFullJudge } from '../judging/index.js';
import { withStore } from '../stores/index.js';

/** A run or a tally, and which of its targets. */
export interface Spec {
  readonly path: string;
  readonly target?: string;
}

const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** Of a database the run stands before the target: `postgresql://host/database#RUN#TARGET`. */
function storedSpec(written: string): Spec {
  const [url = '', run, ...target] = written.split('#');
  const path = run === undefined ? url : `${url}#${run}`;
  return { path, ...(target.length > 0 && { target: target.join('#') }) };
}

/** A path that is there is one, whatever signs it holds. */
export function specOf(written: string): Spec {
  if (isDatabase(written)) return storedSpec(written);
  const at = written.lastIndexOf('#');
  if (at <= 0 || exists(written)) return { path: written };
  return { path: written.slice(0, at), target: written.slice(at + 1) };
}

/** What stands at a path, judged and added up. */
export interface Opened {
  readonly path: string;
  readonly tally: RunTally;
  /** What the suite said, of a run. */
  readonly said?: Pick<
    RunHead['manifest'],
    'baseline' | 'gate' | 'inference' | 'targets' | 'prompts' | 'repeats' | 'questions'
  >;
  /** Who is asking it further, where it is a run of fixed size that goes on. */
  readonly writer?: string;
}

export const openedRun = ({ run, tally }: Pick<TalliedRun, 'run' | 'tally'>): Opened => ({
  path: run.path,
  tally,
  said: run.manifest,
});

async function readTally(path: string): Promise<Opened> {
  const text = await readText(path, { missing: 'name a run folder, or a file that offscript tally wrote' });
  let json: unknown;
  try {
    json = parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError('malformed JSON, and so no tally', path, 'write it again with offscript tally');
  }
  try {
    return { path, tally: RunTally.fromJSON(json) };
  } catch (error) {
    const what = error instanceof UserError ? error.problem.what : 'its parts do not fit each other';
    throw new UserError(`no tally: ${what}`, path, 'write it again with offscript tally');
  }
}

export interface Judging extends JudgingOptions, Counting {}

/** Judges runs and reads tallies, each path once. Throws UserError: what is neither, or cannot be read. */
export async function openAll(
  paths: readonly string[],
  { policy, cache, ...judging }: Judging,
): Promise<ReadonlyMap<string, Opened>> {
  const judge = openFullJudge(judging);
  const opened = new Map<string, Opened>();
  try {
    for (const path of new Set(paths)) {
      if (statSync(path, { throwIfNoEntry: false })?.isFile()) {
        opened.set(path, await readTally(path));
        continue;
      }
      const found = await withStore(path, async (store) => {
        const counted = openedRun(await countRun(store, judge, { policy, cache }));
        const writer = counted.tally.plan === undefined ? await store.writer() : undefined;
        return { ...counted, ...(writer !== undefined && { writer }) };
      });
      opened.set(path, found);
    }
    return opened;
  } finally {
    await judge.close();
  }
}

/** The same of one. */
export async function openOne(path: string, judging: Judging): Promise<Opened> {
  const [opened] = (await openAll([path], judging)).values();
  if (opened === undefined) throw new Error('a path was not opened');
  return opened;
}

const listOf = ({ tally }: Opened): string => tally.ids.join(', ');

/** The target of a side. Throws UserError where there is none of that name, or where several are there and none is named. */
export function targetOf(opened: Opened, named: string | undefined, option: string): string {
  const { tally, path } = opened;
  const { ids } = tally;
  if (named !== undefined) {
    if (ids.includes(named)) return named;
    throw new UserError(`there is no target "${named}"`, path, `the targets are ${listOf(opened)}`);
  }
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) return only;
  throw new UserError(
    only === undefined ? 'it has no target' : 'it has several targets',
    path,
    only === undefined ? '' : `name one behind a #: ${option} ${path}#${only}; there are ${listOf(opened)}`,
  );
}

/** The tally as it is kept: what stands in other shards is missing of it, which nothing else in it would say. */
export function keptTally({ tally, said }: Opened): RunTally {
  const elsewhere = said === undefined ? 0 : elsewhereOf(said);
  if (elsewhere > 0) for (const id of tally.ids) tally.target(id).expect(elsewhere);
  return tally;
}

/** A side under a name that tells it from the other. */
export function sideOf({ path, tally, said }: Opened, id: string, isAmbiguous: boolean): GateSide {
  const label = said?.targets.find((target) => target.id === id)?.label;
  return {
    name: isAmbiguous ? `${path}#${id}` : id,
    ...(label !== undefined && { label }),
    tally,
    target: id,
    ...(said && { elsewhere: elsewhereOf(said) }),
  };
}
