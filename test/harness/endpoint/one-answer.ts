/** Servers that answer requests alike or in turn, and one question to them. */

import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Endpoint, openEndpoint, type Reply } from '../../../harness/endpoint/index.js';
import type { SuiteTarget } from '../../../harness/suite/index.js';
import type { Prompt } from '../../../prompts/index.js';

export const prompt: Prompt = { id: 'p', language: 'ja', messages: [{ role: 'user', content: 'やあ' }] };

export const message = (fields: object, finish_reason: string | null = 'stop') =>
  JSON.stringify({ choices: [{ message: fields, finish_reason }] });
export const delta = (fields: object, finish_reason?: string | null) =>
  `data: ${JSON.stringify({ choices: [{ delta: fields, ...(finish_reason !== undefined && { finish_reason }) }] })}\n\n`;
export const DONE = 'data: [DONE]\n\n';

/** A body, as it is or as JSON. */
export const json =
  (body: string | object, headers: Readonly<Record<string, string>> = {}, status = 200): RequestListener =>
  (_, response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));

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

/** Events as JSON, by the names that are their types. */
export const typedEvents = (...all: readonly object[]): RequestListener =>
  events(
    all.map((one) => {
      const { type } = one as { readonly type?: string };
      return `${type === undefined ? '' : `event: ${type}\n`}data: ${JSON.stringify(one)}\n\n`;
    }),
  );

/** A request as the server got it. */
export interface Heard {
  readonly request: IncomingMessage;
  readonly body: Record<string, unknown>;
}

/** What answers a request, whose body has been read. */
type Listener = (request: IncomingMessage, response: ServerResponse, body: Heard['body']) => void;

interface Opened {
  readonly endpoint: Endpoint;
  /** What the server got, as it comes. */
  readonly heard: readonly Heard[];
}

interface Asked {
  readonly reply: Reply | null;
  /** How many the server got. */
  readonly requests: number;
  readonly heard: readonly Heard[];
}

interface Asking {
  readonly env?: NodeJS.ProcessEnv;
  /** The path of the base URL. */
  readonly base?: string;
}

/**
 * `open` starts a server and opens an endpoint for it; of several listeners the last one answers all further requests. `ask` asks one
 * question of it, `close` ends the last server.
 */
export function askServers(question: Prompt = prompt) {
  let server: Server | undefined;

  async function open(
    listeners: Listener | readonly Listener[],
    fields: Partial<SuiteTarget> = {},
    { env, base = '/v1' }: Asking = {},
  ): Promise<Opened> {
    const all = [listeners].flat();
    const heard: Heard[] = [];
    close();
    server = createServer(async (request, response) => {
      const body = JSON.parse((await text(request)) || 'null');
      heard.push({ request, body });
      all[Math.min(heard.length, all.length) - 1]?.(request, response, body);
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const target = {
      id: 'a',
      model: 'm',
      base_url: `http://127.0.0.1:${port}${base}`,
      max_wait: 0.01,
      retries: 2,
    };
    const endpoint = await openEndpoint({ ...target, ...fields }, env === undefined ? {} : { env });
    return { endpoint, heard };
  }

  async function ask(...how: Parameters<typeof open>): Promise<Asked> {
    const { endpoint, heard } = await open(...how);
    try {
      return { reply: await endpoint.ask(question, 5), requests: heard.length, heard };
    } finally {
      await endpoint.close();
    }
  }

  function close(): void {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  }

  return { open, ask, close };
}
