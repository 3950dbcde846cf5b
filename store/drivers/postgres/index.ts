/** Runs in a PostgreSQL database, which any number of machines ask. */

import type { RunCollection } from '../../run-store.js';
import { type Address, addressOf } from './address.js';
import { Database, type DatabaseOptions } from './database.js';
import { runNames, told } from './runs.js';
import type { SessionOptions } from './session.js';
import { databaseRuns } from './store.js';

export { addressOf, isDatabase, placeOf as databasePlace } from './address.js';

export interface PostgresOptions extends DatabaseOptions, SessionOptions {}

/** The runs of a database. */
export interface PostgresRuns extends RunCollection {
  /** The names of all runs, in their order. Throws UserError where the database cannot be asked. */
  names(): Promise<readonly string[]>;
  /** Lets go of connections. */
  close(): Promise<void>;
}

/** The runs of the database at a URL. Connects when it is asked for something. Throws UserError where the URL is none, or has a password. */
export function postgresRuns(url: string, options: PostgresOptions = {}): PostgresRuns {
  const address: Address = addressOf(url);
  const db = new Database(address, options);
  return {
    ...databaseRuns(db, options),
    names: () => told(db.name, () => runNames(db)),
    close: () => db.end(),
  };
}
