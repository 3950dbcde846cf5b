/** A server that answers every question in Japanese after a random wait, and counts what it was asked. */

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Counting {
  /** The base URL of a target. */
  readonly url: string;
  /** Requests by what they asked. */
  readonly asked: ReadonlyMap<string, number>;
  /** How many there were. */
  readonly requests: () => number;
  readonly close: () => Promise<void>;
}

/** Listens on 127.0.0.1. */
export async function listen(
  listener: RequestListener,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The last message of a request. */
export const askedIn = (body: string): string =>
  (JSON.parse(body) as { messages: { content: string }[] }).messages.at(-1)?.content ?? '';

/** Longest wait in milliseconds. */
const LONGEST = 40;

export async function countingServer(): Promise<Counting> {
  const asked = new Map<string, number>();
  let requests = 0;
  const { url, close } = await listen(async (request, response) => {
    requests++;
    const question = askedIn(await text(request));
    asked.set(question, (asked.get(question) ?? 0) + 1);
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          choices: [
            { message: { content: `${question} そうですね、昼ごはんです。` }, finish_reason: 'stop' },
          ],
        }),
      );
    }, Math.random() * LONGEST);
  });
  return { url, asked, requests: () => requests, close };
}
