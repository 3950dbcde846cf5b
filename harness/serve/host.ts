/** Requests that were sent to this machine by a name of its own. */

import type { IncomingMessage } from 'node:http';
import { Refused } from './refused.js';

export const HOST = '127.0.0.1';

/** Names of this machine. Any other name in a request was made to lead here: a page may do so to read what it may not (DNS rebinding). */
const OWN_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Throws {@link Refused} where a request was sent to another name. */
export function checkHost({ headers: { host = '' } }: IncomingMessage): void {
  if (OWN_NAMES.has(host.replace(/:\d+$/, '').toLowerCase())) return;
  throw new Refused(403, {
    what: 'the host is not this machine',
    where: 'host',
    todo: `ask ${HOST} or localhost`,
  });
}
