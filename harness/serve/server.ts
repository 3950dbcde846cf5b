/** The server: node:http, its routes, and how it ends. */

import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { DETECTOR_VERSION } from '../../detectors/core/index.js';
import { OFFSCRIPT_VERSION } from '../version.js';
import { answerBatch, answerOne, type Settings } from './answers.js';
import { bytesOf, kindOf } from './body.js';
import { checkHost, HOST } from './host.js';
import { errorOf, Refused, refusedBy } from './refused.js';
import { guardStream, stopsAt } from './stream.js';
import type { ServeOptions, Serving } from './types.js';

/** Milliseconds without a byte either way after which a connection is let go of. */
const IDLE = 600_000;

/** Milliseconds for which a connection is kept for the next request. */
const KEPT = 60_000;

/** Milliseconds in which what a client still sends is read and thrown away, so that it sees its answer. */
const LINGER = 250;

/** What a request comes with. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly options: ServeOptions;
  readonly stopping: AbortSignal;
}

type Route = (exchange: Exchange) => Promise<void>;

const JSON_TYPE = 'application/json';

function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = { 'content-type': JSON_TYPE },
): void {
  const bytes = Buffer.from(body);
  response
    .writeHead(status, { 'cache-control': 'no-store', 'content-length': bytes.length, ...headers })
    .end(bytes);
}

const settingsIn = (query: URLSearchParams): Settings => {
  const language = query.get('language');
  return { explain: query.has('explain'), ...(language !== null && { language }) };
};

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  [
    'POST /v1/detect',
    async ({ request, response, query, options }) => {
      kindOf(request, ['json']);
      send(response, 200, await answerOne(await bytesOf(request), settingsIn(query), options));
    },
  ],
  [
    'POST /v1/batch',
    async ({ request, response, query, options }) => {
      const kind = kindOf(request, ['json', 'lines']);
      const bytes = await bytesOf(request);
      const answer = await answerBatch(bytes, kind, settingsIn(query), options, () => response.destroyed);
      send(response, 200, answer, { 'content-type': kind === 'lines' ? 'application/x-ndjson' : JSON_TYPE });
    },
  ],
  [
    'POST /v1/guard',
    ({ request, response, query, options, stopping }) =>
      guardStream(request, response, settingsIn(query), stopsAt(query.get('stop')), options, stopping),
  ],
  [
    'GET /health',
    async ({ response }) => {
      send(
        response,
        200,
        JSON.stringify({ status: 'ok', version: OFFSCRIPT_VERSION, detector: DETECTOR_VERSION }),
      );
    },
  ],
]);

function routeOf(method: string, path: string): Route {
  const route = ROUTES.get(`${method} ${path}`);
  if (route !== undefined) return route;
  const allowed = [...ROUTES.keys()].find((each) => each.endsWith(` ${path}`))?.split(' ')[0];
  if (allowed !== undefined)
    throw new Refused(
      405,
      { what: 'not that method', where: path, todo: `use ${allowed}` },
      { allow: allowed },
    );
  const known = [...ROUTES.keys()].join(', ');
  throw new Refused(404, { what: 'there is nothing at this address', where: '', todo: `there are ${known}` });
}

/** Reads on for a moment: a client that is cut off while it sends may never read its answer. */
function letGo(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER);
  request.once('close', () => clearTimeout(timer));
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServeOptions,
  stopping: AbortSignal,
): Promise<void> {
  const method = request.method ?? 'GET';
  let path = '/';
  try {
    checkHost(request);
    const [before = '/', query] = (request.url ?? '/').split(/\?(.*)/s, 2);
    path = before;
    const exchange = { request, response, query: new URLSearchParams(query), options, stopping };
    await routeOf(method, path)(exchange);
  } catch (error) {
    // The client went away, which is no fault of anybody's.
    if (request.destroyed && !request.complete) return;
    const refused = refusedBy(error);
    if (refused === undefined) {
      const name = error instanceof Error ? error.name : typeof error;
      options.onFault?.(
        `internal error (${name}) at ${ROUTES.has(`${method} ${path}`) ? path : 'an address'}`,
      );
    }
    const { status, problem, headers } = refused ?? INTERNAL;
    if (response.headersSent) response.destroy();
    else
      send(response, status, `${JSON.stringify(errorOf(problem))}\n`, {
        'content-type': JSON_TYPE,
        ...headers,
      });
  }
  letGo(request);
}

const INTERNAL = new Refused(500, { what: 'internal error', where: '', todo: '' });

/** Starts a server on 127.0.0.1. Rejects with the system's error where the port is taken. */
export async function startServing(options: ServeOptions): Promise<Serving> {
  const stop = new AbortController();
  // A listener for each guard that waits.
  setMaxListeners(0, stop.signal);
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    void answer(request, response, options, stop.signal);
    // A connection whose last answer comes after the end is idle only then.
    response.once('close', () => {
      if (stop.signal.aborted) setImmediate(() => server.closeIdleConnections());
    });
  });
  server.timeout = IDLE;
  // Five seconds, as Node has it, often end just as a client asks again.
  server.keepAliveTimeout = KEPT;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, HOST, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const { port } = address;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${HOST}:${port}`,
    port,
    close(now) {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        stop.abort();
      });
      if (now === 'now') server.closeAllConnections();
      return closed;
    },
  };
}
