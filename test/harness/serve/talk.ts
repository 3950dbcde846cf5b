/** A guard as tests talk to it: both sides say something while the other goes on. */

import { once } from 'node:events';
import { request as ask, type ClientRequest, type IncomingMessage } from 'node:http';

/** A line or an event of a guard. */
export interface Event {
  readonly event: string;
  readonly at?: number;
  readonly counts_as?: string;
  readonly reason?: string;
  readonly finding?: { readonly start: number; readonly end: number; readonly text: string };
  readonly findings?: readonly unknown[];
  readonly error?: { readonly message: string };
  readonly [field: string]: unknown;
}

/** A guard that is being talked to. */
export class Talk {
  readonly #request: ClientRequest;
  readonly #events: Event[] = [];
  #response: IncomingMessage | undefined;
  #ended: Promise<unknown> | undefined;

  constructor(port: number, query = '?language=ja', type = 'application/x-ndjson', accept = '*/*') {
    const headers = { 'content-type': type, accept };
    this.#request = ask({ port, host: '127.0.0.1', method: 'POST', path: `/v1/guard${query}`, headers });
    // A guard that ends lets go of a connection that still sends.
    this.#request.on('error', () => {});
    this.#request.flushHeaders();
  }

  /** Resolves when the server listens. */
  async open(): Promise<IncomingMessage> {
    if (this.#response !== undefined) return this.#response;
    const [response] = (await once(this.#request, 'response')) as [IncomingMessage];
    this.#response = response;
    let rest = '';
    response.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const json = line.replace(/^data: /, '');
        if (json.startsWith('{')) this.#events.push(JSON.parse(json) as Event);
      }
    });
    this.#ended = once(response, 'close');
    return response;
  }

  write(raw: string): void {
    this.#request.write(raw);
  }

  say(...texts: readonly string[]): void {
    for (const text of texts) this.write(`${JSON.stringify({ text })}\n`);
  }

  /** Resolves with the first events as soon as there are so many. */
  async heard(count: number): Promise<readonly Event[]> {
    await this.open();
    while (this.#events.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
    return this.#events.slice(0, count);
  }

  /** What was heard when the server has ended; before that the text ends. */
  async end(): Promise<readonly Event[]> {
    this.#request.end();
    return this.ended();
  }

  async ended(): Promise<readonly Event[]> {
    await this.open();
    await this.#ended;
    return this.#events;
  }

  hangUp(): void {
    this.#request.destroy();
  }
}
