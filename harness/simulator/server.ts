/** The endpoint: node:http and its routes. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { answer, answerScores, Session } from './answer.js';
import { checkModels } from './check.js';
import { type ApiError, invalid } from './error.js';
import { checkFaults } from './faults.js';
import type { Simulator, SimulatorOptions } from './types.js';
import { sendError, sendJson } from './wire.js';

const HOST = '127.0.0.1';

const METHODS: ReadonlyMap<string, string> = new Map([
  ['/v1/chat/completions', 'POST'],
  ['/v1/models', 'GET'],
]);

/** Where probabilities are given, by whose they are. */
const SCORES: Readonly<Record<'prompts' | 'next', ReadonlyMap<string, string>>> = {
  prompts: new Map([['/v1/completions', 'POST']]),
  next: new Map([
    ['/completion', 'POST'],
    ['/detokenize', 'POST'],
  ]),
};

const methodOf = ({ scores }: SimulatorOptions, path: string): string | undefined =>
  METHODS.get(path) ?? (scores && SCORES[scores].get(path));

function listModels({ options }: Session, response: ServerResponse): void {
  const owned_by = options.scores === 'next' ? 'llamacpp' : 'offscript';
  const data = options.models.map(({ id }) => ({ id, object: 'model', created: 0, owned_by }));
  sendJson(response, 200, JSON.stringify({ object: 'list', data }));
}

function countActive({ stats }: Session, response: ServerResponse): void {
  stats.requests++;
  stats.active++;
  stats.maxActive = Math.max(stats.maxActive, stats.active);
  response.once('close', () => {
    stats.active--;
  });
}

/** Why a request is refused before its body is read, or null. */
function refusal(
  { options }: Session,
  method: string,
  path: string,
  authorization: string | undefined,
): ApiError | null {
  const { apiKey } = options;
  const allowed = methodOf(options, path);
  if (allowed === undefined) return invalid(404, `Invalid URL (${method} ${path})`);
  if (method !== allowed)
    return { ...invalid(405, `Not allowed to ${method} on ${path}.`), headers: { allow: allowed } };
  if (apiKey !== undefined && authorization !== `Bearer ${apiKey}`)
    return invalid(401, 'Incorrect API key provided.', { code: 'invalid_api_key' });
  return null;
}

function answerAt(path: string, session: Session, body: string, response: ServerResponse): void {
  if (METHODS.has(path)) answer(session, body, response);
  else answerScores(session, { path, body }, response);
}

async function route(session: Session, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { latencyMs = 0 } = session.options;
  const method = request.method ?? 'GET';
  const path = (request.url ?? '/').replace(/\?.*$/, '');
  const refused = refusal(session, method, path, request.headers.authorization);
  const wantsCompletion = method === 'POST' && methodOf(session.options, path) === 'POST';
  if (wantsCompletion) countActive(session, response);
  const body = await text(request).catch(() => null);
  // The client went away while it was sending.
  if (body === null) return;
  if (refused !== null) sendError(response, refused);
  else if (!wantsCompletion) listModels(session, response);
  else if (latencyMs === 0) answerAt(path, session, body, response);
  else {
    const later = (): void => {
      if (!response.destroyed) answerAt(path, session, body, response);
    };
    setTimeout(later, latencyMs).unref();
  }
}

/**
 * Starts an endpoint on 127.0.0.1. Rejects with RangeError for rates that are none and slips that cannot be, and with the
 * system's error when the port is taken.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  checkModels(options.models);
  checkFaults(options.faults ?? {});
  const session = new Session(options);
  const server = createServer((request, response) => void route(session, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, HOST, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const { port } = address;
  let closing: Promise<void> | undefined;
  return {
    url: `http://${HOST}:${port}/v1`,
    port,
    stats: session.stats,
    close: () => {
      closing ??= new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      });
      return closing;
    },
  };
}
