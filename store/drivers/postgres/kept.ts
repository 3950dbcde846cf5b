/** Documents and bytes that are kept beside a run. */

import { hash } from 'node:crypto';
import { UserError } from '../../../files/index.js';
import { isObject } from '../../record.js';
import type { Database } from './database.js';
import { findRun, runThere } from './runs.js';

/** Bytes of a row. */
const PIECE = 4 << 20;

export type Kind = 'document' | 'bytes';

const columnOf = (key: string): string => hash('sha256', JSON.stringify(key)).slice(0, 32);

/** The bytes under a key; undefined where none were put there. */
export async function readKept(
  db: Database,
  name: string,
  kind: Kind,
  key: string,
): Promise<Uint8Array | undefined> {
  const found = await findRun(db, name);
  if (found === undefined) return undefined;
  const rows = await db.ask(
    'SELECT bytes FROM offscript.kept WHERE run = $1 AND kind = $2 AND key = $3 ORDER BY piece',
    [found.id, kind, columnOf(key)],
    { long: true },
  );
  return rows.length === 0 ? undefined : Buffer.concat(rows.map(({ bytes }) => bytes as Buffer));
}

/** Keeps bytes under a key, whole or not at all. Throws UserError where there is no run. */
export async function writeKept(
  db: Database,
  name: string,
  kind: Kind,
  key: string,
  pieces: Iterable<Uint8Array>,
): Promise<void> {
  const { id } = await runThere(db, name);
  const all = Buffer.concat([...pieces]);
  const column = columnOf(key);
  await db.transaction(async (ask) => {
    await ask('SELECT 1 FROM offscript.runs WHERE id = $1 FOR KEY SHARE', [id]);
    // Of two who put at the same time, one comes after the other.
    await ask('SELECT pg_advisory_xact_lock(hashtextextended($1, $2))', [`${kind} ${column}`, id]);
    await ask('DELETE FROM offscript.kept WHERE run = $1 AND kind = $2 AND key = $3', [id, kind, column]);
    for (let at = 0; at === 0 || at < all.length; at += PIECE)
      await ask('INSERT INTO offscript.kept (run, kind, key, piece, bytes) VALUES ($1, $2, $3, $4, $5)', [
        id,
        kind,
        column,
        at / PIECE,
        all.subarray(at, at + PIECE),
      ]);
  });
}

/** The document under a key. Throws UserError where what is there is none. */
export async function readDocument(db: Database, name: string, key: string): Promise<unknown> {
  const bytes = await readKept(db, name, 'document', key);
  if (bytes === undefined) return undefined;
  const kept: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
  if (isObject(kept)) return kept.document;
  throw new UserError('what is kept under a key is no document', db.name, 'remove it; it is made again');
}

export const writeDocument = (db: Database, name: string, key: string, document: unknown): Promise<void> =>
  writeKept(db, name, 'document', key, [Buffer.from(JSON.stringify({ key, document }))]);
