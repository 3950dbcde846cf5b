/** Brings the tables of a database to the form of this version: one step after the other, by one process at a time. */

import { UserError } from '../../../../files/index.js';
import { FIRST } from './first.js';

/** What makes a version of the tables of the one before it; nothing is changed once it has been published. */
const STEPS: readonly string[] = [FIRST];

/** The version of the tables that this program knows. */
export const VERSION = STEPS.length;

/** Any number, the same for all versions: who holds it brings the tables up. */
const LOCK = 7_011_202_501;

type Ask = (
  text: string,
  values?: readonly unknown[],
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** What is needed of a database for it. */
interface Tables {
  readonly name: string;
  readonly ask: Ask;
  readonly transaction: <T>(work: (ask: Ask) => Promise<T>) => Promise<T>;
}

/** The version of the tables that are there; 0 where there are none. */
async function versionOf(ask: Ask): Promise<number> {
  // Not by to_regclass, which goes by what this connection knew before it waited for the lock.
  const [found] = await ask(
    `SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = 'offscript' AND tablename = 'migrations') AS there`,
  );
  if (found?.there !== true) return 0;
  const [last] = await ask('SELECT coalesce(max(version), 0) AS version FROM offscript.migrations');
  return Number(last?.version);
}

/**
 * Whether the tables are there, as this version has them; they are made where they are to be written to, and brought up where they are
 * older. Throws UserError: tables of a newer version, a database in another encoding than UTF-8.
 */
export async function bringTablesUp({ name, ask, transaction }: Tables, write: boolean): Promise<boolean> {
  const found = await versionOf(ask);
  if (found > VERSION)
    throw new UserError(
      `its tables are those of a newer version of Offscript (${found}, and this one knows ${VERSION})`,
      name,
      'bring Offscript up to that version',
    );
  if (found === VERSION) return true;
  if (found === 0 && !write) return false;
  const [server] = await ask(`SELECT current_setting('server_encoding') AS encoding`);
  if (server?.encoding !== 'UTF8')
    throw new UserError(
      `the database is in ${server?.encoding}, and runs hold every script`,
      name,
      'make one with createdb --encoding UTF8 --template template0',
    );
  await transaction(async (within) => {
    await within('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    // Another process may have done it while this one waited.
    for (let step = await versionOf(within); step < VERSION; step++) {
      await within(STEPS[step] ?? '');
      await within('INSERT INTO offscript.migrations (version) VALUES ($1)', [step + 1]);
    }
  });
  return true;
}
