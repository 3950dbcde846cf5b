/** What a database failed of: whether it may be there again, and what is said of it. */

import { UserError } from '../../../files/index.js';
import { StoreFailure } from '../../run-store.js';

/** Codes of the system where a connection cannot be made, or is lost. A socket that is not there is one of a server that starts again. */
const LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/** SQLSTATE of a server that ends or starts, has no room for a connection, or gives up one of several that are in each other's way. */
const PASSING = /^(?:08...|57P0[1-5]|53300|40001|40P01|25P0[34]|55P03)$/;

/** What node-postgres says without a code. */
const SAID =
  /^(?:Connection terminated|Query read timeout|timeout e|Client (?:has encountered a connection error|was closed)|Connection ended)/i;

const codeOf = (error: unknown): string => String((error as { code?: unknown } | undefined)?.code ?? '');
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A name of several addresses failed at each of them. */
function first(error: unknown): unknown {
  const [inner] = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [];
  return inner ?? error;
}

/** Whether the same may do later what it did not do now. */
export function isAway(error: unknown): boolean {
  const code = codeOf(first(error));
  return LOST.has(code) || PASSING.test(code) || SAID.test(messageOf(error));
}

/** Whether the server has no TLS; it is asked for, and need not be had, with `sslmode=prefer`. */
export const lacksTls = (error: unknown): boolean => /does not support SSL/.test(messageOf(error));

/** Whether a row is missing that others depend on: the run has been removed. */
export const isOrphan = (error: unknown): boolean => codeOf(error) === '23503';

/** Whether a name is taken. */
export const isTaken = (error: unknown): boolean => codeOf(error) === '23505';

/** What it comes to and what to do, by its code. */
const KNOWN: readonly (readonly [code: RegExp, what: string, todo: string])[] = [
  [/^28/, 'the server does not let this user in', 'check user and password: PGPASSWORD or ~/.pgpass'],
  [/^3D000$/, 'there is no such database', 'make it with createdb, or name another'],
  [/^42501$/, 'this user may not do that', 'grant it CREATE on the database, or what is there already'],
  [/^25006$/, 'the server takes no writes', 'name the one that does'],
  [/^53[12]00$/, 'the server has no room left', 'make room there'],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/,
    'the certificate of the server is not trusted',
    'name its authority with sslrootcert',
  ],
];

/** What went wrong, in words, without what a password stands in. */
function sentenceOf(error: unknown): readonly [what: string, todo: string] {
  const cause = first(error);
  const code = codeOf(cause);
  const message = messageOf(cause).replace(/\s+/g, ' ').slice(0, 300);
  if (/password must be a string/.test(message))
    return ['the server asks for a password', 'put it into PGPASSWORD, or into ~/.pgpass'];
  if (lacksTls(cause)) return ['the server has no TLS', 'say sslmode=disable where that is right'];
  const known = KNOWN.find(([pattern]) => pattern.test(code));
  if (known !== undefined) return [`${known[1]} (${message})`, known[2]];
  if (isAway(cause))
    return [`the database is not there (${message})`, 'check the address, and whether the server runs'];
  return [`the database says: ${message}${code === '' ? '' : ` (${code})`}`, ''];
}

/** An error of a database as one for who called it: a line, with the place. What is none of a database stays as it is. */
export function userError(error: unknown, where: string): unknown {
  if (error instanceof UserError || error instanceof StoreFailure || !isOfDatabase(error)) return error;
  const [what, todo] = sentenceOf(error);
  return new UserError(what, where, todo);
}

/** The same for a session, which ends of it. `waited` is how long the database has been waited for, in milliseconds. */
export function storeFailure(error: unknown, waited = 0): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const [what] = sentenceOf(error);
  const long = waited < 1000 ? '' : `; it was waited for ${Math.round(waited / 1000)} s`;
  return new StoreFailure(`${what}${long}`, { cause: error });
}

/** Whether it is what the server, the connection or the client says, and no mistake of this program. */
const isOfDatabase = (error: unknown): boolean =>
  codeOf(first(error)) !== '' ||
  isAway(error) ||
  lacksTls(error) ||
  /password must be a string/.test(messageOf(error));
