/** Where a run is in a database, as it is written: `postgresql://user@host:5432/database?sslmode=require#RUN`. */

import { UserError } from '../../../files/index.js';

/** A database, and which of its runs where one is named. Holds no password. */
export interface Address {
  /** Without the run. */
  readonly url: string;
  readonly run?: string;
}

/** Parameters that a URL may have; all of them libpq's. */
const PARAMETERS: ReadonlySet<string> = new Set([
  'host',
  'port',
  'user',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'application_name',
]);

export const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

export const isSslMode = (mode: string): mode is SslMode => (SSL_MODES as readonly string[]).includes(mode);

const SCHEME = /^postgres(?:ql)?:\/\//i;

/** Whether a place is written as a database, and no folder. */
export const isDatabase = (place: string): boolean => SCHEME.test(place);

/** A URL as it may be shown, whatever else is wrong with it. */
const withoutPassword = (url: string): string =>
  url.replace(/^([^:]+:\/\/[^:/?#@]*):.*@/, '$1@').replace(/([?&]password=)[^&#]*/gi, '$1...');

/** What of a URL cannot be; undefined where nothing is wrong. */
function problemOf({ searchParams, password }: URL): readonly [what: string, todo: string] | undefined {
  if (password !== '' || searchParams.has('password'))
    return [
      'a password does not belong into a URL, which lists of processes and histories keep',
      'put it into PGPASSWORD, or into ~/.pgpass',
    ];
  const unknown = [...searchParams.keys()].find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined)
    return [`"${unknown}" is no parameter that is known`, `there are ${[...PARAMETERS].join(', ')}`];
  const mode = searchParams.get('sslmode');
  if (mode !== null && !isSslMode(mode))
    return [`"${mode}" is no sslmode`, `there are ${SSL_MODES.join(', ')}`];
  return undefined;
}

/** Reads a place. Throws UserError, which holds no password: what is no URL, one with a password or with parameters that are not known. */
export function addressOf(place: string): Address {
  const at = place.indexOf('#');
  const url = at < 0 ? place : place.slice(0, at);
  let parsed: URL;
  let run: string | undefined;
  try {
    parsed = new URL(url);
    run = at < 0 || at === place.length - 1 ? undefined : decodeURIComponent(place.slice(at + 1));
  } catch {
    throw new UserError('this is no URL of a database', withoutPassword(place), EXAMPLE);
  }
  const problem = problemOf(parsed);
  if (problem !== undefined) throw new UserError(problem[0], withoutPassword(url), problem[1]);
  if (parsed.pathname.length < 2) throw new UserError('this URL names no database', url, EXAMPLE);
  return { url, ...(run !== undefined && { run }) };
}

const EXAMPLE = 'such as postgresql://user@host:5432/database#RUN';

/** A run as a place is written: what would be read otherwise in a URL is escaped. */
export const placeOf = (url: string, run: string): string =>
  `${url}#${run.replace(/[%#\s]/g, (sign) => encodeURIComponent(sign))}`;
