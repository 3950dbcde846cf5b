/** TLS as libpq's `sslmode` says it. */

import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { checkFileSync, UserError } from '../../../files/index.js';
import { isSslMode, type SslMode } from './address.js';

/** The mode of a URL, else of PGSSLMODE, else libpq's own: TLS where the server has it, unverified. */
export function sslModeOf(given: string | undefined, env: NodeJS.ProcessEnv = process.env): SslMode {
  const mode = given ?? env.PGSSLMODE ?? 'prefer';
  if (isSslMode(mode)) return mode;
  throw new UserError(`"${mode}" is no sslmode`, 'PGSSLMODE', 'name one in the URL');
}

function read(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  checkFileSync(path);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(
      `cannot be read (${(error as NodeJS.ErrnoException).code})`,
      path,
      'name another file',
    );
  }
}

/**
 * What TLS is made with; false for none. As in libpq, `require` beside a root certificate verifies it, and `verify-full` the name of the
 * host as well. Throws UserError where a file cannot be read.
 */
export function tlsFor(mode: SslMode, of: (name: string) => string | undefined): false | ConnectionOptions {
  if (mode === 'disable') return false;
  const [ca, cert, key] = ['sslrootcert', 'sslcert', 'sslkey'].map((name) => read(of(name)));
  const files = {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  };
  if (mode === 'verify-full') return files;
  const verifies = mode === 'verify-ca' || (mode === 'require' && ca !== undefined);
  if (verifies) return { ...files, checkServerIdentity: () => undefined };
  return { ...files, rejectUnauthorized: false };
}
