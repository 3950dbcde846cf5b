/** A run by where it is written that it is: a folder, or `URL#RUN` of a database. Everything that takes a run comes to its store here. */

import { basename, join, resolve } from 'node:path';
import { UserError } from '../files/index.js';
import { folderPlace, folderStore } from './drivers/folder/index.js';
import {
  addressOf,
  databasePlace,
  isDatabase,
  type PostgresOptions,
  postgresRuns,
} from './drivers/postgres/index.js';
import type { RunCollection, RunPlace, RunStore } from './run-store.js';

/** Runs that are told where one of several has to be named. */
const TOLD = 8;

/**
 * The run at a place, whether there is one or not; of a database without a name, the only one. Throws UserError: a URL that is none or has a
 * password, a database that cannot be asked, one of several runs that is not named.
 */
export async function openStore(place: string, options: PostgresOptions = {}): Promise<RunStore> {
  if (!isDatabase(place)) return folderStore(place);
  const { url, run } = addressOf(place);
  const runs = postgresRuns(url, options);
  if (run !== undefined) return runs.run(run);
  try {
    const [only, ...others] = await runs.names();
    if (only !== undefined && others.length === 0) return runs.run(only);
    const told = [only, ...others].slice(0, TOLD).join(', ');
    throw new UserError(
      only === undefined ? 'the database holds no runs' : `the database holds ${others.length + 1} runs`,
      url,
      only === undefined
        ? 'make one with `offscript run --store`'
        : `name one behind a #, such as ${databasePlace(url, only)}; there are ${told}`,
    );
  } catch (error) {
    await runs.close();
    throw error;
  }
}

/** The runs beside each other at a place, and the name of one where it is named: of a folder always, of a database by `#RUN`. */
export function collectionAt(place: string): { readonly collection: RunCollection; readonly name?: string } {
  if (!isDatabase(place)) return folderPlace(place);
  const { url, run } = addressOf(place);
  return { collection: postgresRuns(url), ...(run !== undefined && { name: run }) };
}

/** Where a run is to be made as a whole. Throws UserError where a database is written without the name of a run. */
export function runPlaceAt(place: string): RunPlace {
  const { collection, name } = collectionAt(place);
  if (name !== undefined) return { collection, name };
  throw new UserError('a run that is made here needs a name', place, `write it behind a #: ${place}#NAME`);
}

/** A place under which a run of this name is kept: the one that is written, with the name where it is a database without one; else a folder. */
export function placeFor(written: string | undefined, name: string): string {
  if (written === undefined) return join('runs', name);
  if (!isDatabase(written)) return written;
  const { url, run } = addressOf(written);
  return databasePlace(url, run ?? name);
}

/** Where the page of a run comes: into its folder, or under its name beside the folders of runs. */
export function pageOf(place: string): string {
  if (!isDatabase(place)) return join(place, 'report.html');
  const { run = 'report' } = addressOf(place);
  return join('runs', `${basename(run)}.html`);
}

/** A place as it is the same from every folder. */
export const absolutePlace = (place: string): string => (isDatabase(place) ? place : resolve(place));
