/** A server as tests ask it: over HTTP, by a client that lets them say everything themselves. */

import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { request } from 'undici';
import { languages, policiesOf } from '../../../detectors/index.js';
import { UserError } from '../../../files/index.js';
import { detectorBy, loadIdentifier } from '../../../harness/identifier/index.js';
import { type Serving, startServing } from '../../../harness/serve/index.js';

/** A server as the command line starts it; `faults` are told to it. */
export async function serveForTests(faults: string[] = []): Promise<Serving> {
  const known = policiesOf({});
  const detect = detectorBy(() => loadIdentifier('fasttext', languages));
  return startServing({
    detect: (written, policy, context) => {
      if (written === FAULTY) throw new TypeError(`cannot read ${FAULTY}`);
      return detect(written, policy, context);
    },
    policyOf: (written, where) => {
      const policy = known(written);
      if (policy === undefined) throw new UserError('no policy for the language', where, 'use another');
      return policy;
    },
    onFault: (line) => faults.push(line),
  });
}

/** A text on which detection in these tests fails, as no text should. */
export const FAULTY = 'この文は内部の誤りを起こします。';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Sends a body as it is. */
export async function post(
  { url }: Serving,
  path: string,
  body: string | Buffer | Readable,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): Promise<Answer> {
  const answer = await request(`${url}${path}`, { method: 'POST', body, headers });
  return {
    status: answer.statusCode,
    type: String(answer.headers['content-type']),
    text: await answer.body.text(),
  };
}

/** What a server writes back on a connection until it ends it; `sent` goes out as it is. */
export function raw({ port }: Serving, sent: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(sent);
  return text(socket);
}
