/** The runs of a database by their names. */

import { parseJson, UserError } from '../../../files/index.js';
import { manifestOf, type RunManifest } from '../../manifest.js';
import { placeOf } from './address.js';
import type { Ask, Database } from './database.js';
import { userError } from './trouble.js';

/** A run as it is found: its number, what it is told from others by, and the number of its last sample. */
export interface Found {
  readonly id: number;
  readonly identity: string;
  readonly manifest: string;
  readonly promptsHash: string;
  readonly last: number;
}

const FIND = `SELECT r.id, r.identity, r.manifest, r.prompts_hash, e.last
  FROM offscript.runs r JOIN offscript.ends e ON e.run = r.id WHERE r.name = $1`;

/** A run of that name; undefined where there is none. */
export async function findRun(db: Database, name: string): Promise<Found | undefined> {
  if (!(await db.hasTables(false))) return undefined;
  return foundBy(db.ask.bind(db), name);
}

export async function foundBy(ask: Ask, name: string, locked = false): Promise<Found | undefined> {
  const [row] = await ask(locked ? `${FIND} FOR UPDATE OF r` : FIND, [name]);
  if (row === undefined) return undefined;
  return {
    id: Number(row.id),
    identity: String(row.identity),
    manifest: String(row.manifest),
    promptsHash: String(row.prompts_hash),
    last: Number(row.last),
  };
}

/** The names of all runs, in their order. */
export async function runNames(db: Database): Promise<readonly string[]> {
  if (!(await db.hasTables(false))) return [];
  const rows = await db.ask('SELECT name FROM offscript.runs WHERE name IS NOT NULL ORDER BY name');
  return rows.map(({ name }) => String(name));
}

/** Names that are told where another one is asked for. */
const TOLD = 8;

/** `a, b and 12 more` */
export function namesTold(names: readonly string[]): string {
  const told = names.slice(0, TOLD).join(', ');
  return names.length > TOLD ? `${told} and ${names.length - TOLD} more` : told;
}

/** The run of that name. Throws UserError where there is none. */
export async function runThere(db: Database, name: string): Promise<Found> {
  const found = await findRun(db, name);
  if (found !== undefined) return found;
  const names = await runNames(db);
  throw new UserError(
    'no run of this name in the database',
    placeOf(db.name, name),
    names.length === 0
      ? 'it holds no runs; `offscript run --store` makes one'
      : `its runs are ${namesTold(names)}`,
  );
}

/** Throws UserError where it is none. */
export const manifestIn = ({ manifest }: Pick<Found, 'manifest'>, where: string): RunManifest =>
  manifestOf(parseJson(manifest), where);

/** Does `work`, with errors of the database as those of who called. */
export async function told<T>(where: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw userError(error, where);
  }
}

/** The same of what is walked. */
export async function* toldEach<T>(where: string, walk: () => AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* walk();
  } catch (error) {
    throw userError(error, where);
  }
}
