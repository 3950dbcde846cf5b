/** Servers that answer all requests alike, and one question to them. */

import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openEndpoint, type Reply } from '../../../harness/endpoint/index.js';
import type { SuiteTarget } from '../../../harness/suite/index.js';
import type { Prompt } from '../../../prompts/index.js';

const prompt: Prompt = { id: 'p', language: 'ja', messages: [{ role: 'user', content: 'やあ' }] };

export const message = (fields: object, finish_reason: string | null = 'stop') =>
  JSON.stringify({ choices: [{ message: fields, finish_reason }] });
export const delta = (fields: object, finish_reason?: string | null) =>
  `data: ${JSON.stringify({ choices: [{ delta: fields, ...(finish_reason !== undefined && { finish_reason }) }] })}\n\n`;
export const DONE = 'data: [DONE]\n\n';

export const json =
  (body: string | Buffer, headers: Readonly<Record<string, string>> = {}, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

/** Sends events and ends, or stays open. */
export const events = (
  chunks: readonly string[],
  end: (response: ServerResponse) => void = (response) => response.end(),
) =>
  ((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const chunk of chunks) response.write(chunk);
    end(response);
  }) satisfies RequestListener;

interface Asked {
  readonly reply: Reply | null;
  /** How many the server got. */
  readonly requests: number;
}

/** `ask` starts a server and asks it a question; `close` ends the last one. */
export function askServers() {
  let server: Server | undefined;

  async function ask(listener: RequestListener, fields: Partial<SuiteTarget> = {}): Promise<Asked> {
    let requests = 0;
    server = createServer((request, response) => {
      requests++;
      listener(request, response);
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const target = {
      id: 'a',
      model: 'm',
      base_url: `http://127.0.0.1:${port}/v1`,
      max_wait: 0.01,
      retries: 2,
    };
    const endpoint = await openEndpoint({ ...target, ...fields });
    try {
      return { reply: await endpoint.ask(prompt, 5), requests };
    } finally {
      await endpoint.close();
    }
  }

  function close(): void {
    server?.closeAllConnections();
    server?.close();
  }

  return { ask, close };
}
