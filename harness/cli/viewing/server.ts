/** The server of a view: on this machine alone, for who has the token in the address. It writes nothing but labels. */

import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { UserError } from '../../../files/index.js';
import { choiceIn } from '../../../reports/formats/html/samples/index.js';
import type { JsonObject } from '../../../store/index.js';
import { bytesOf, checkHost, errorOf, jsonIn, kindOf, Refused, refusedBy } from '../../serve/index.js';
import type { Keeper } from './keeper.js';
import type { Labelling } from './labels.js';
import { viewPage } from './page.js';
import type { Finder, Library } from './search/index.js';
import { articlesOf, type Read, type Reader, recordOf } from './shown.js';

const HOST = '127.0.0.1';

/** Samples of a batch. */
const BATCH = 25;

/** Answers to one question that stand side by side. */
const MOST_BESIDE = 24;

/** What the server answers with. */
export interface Viewing {
  readonly library: Library;
  readonly finder: Finder;
  readonly reader: Reader;
  readonly labelling: Labelling;
  readonly keeper: Keeper;
}

interface Exchange extends Viewing {
  readonly request: IncomingMessage;
  readonly query: URLSearchParams;
}

/** What is sent: a page, or JSON. */
type Answer = { readonly html: string } | { readonly json: unknown };

type Route = (exchange: Exchange) => Promise<Answer>;

const missing = (what: string): Refused => new Refused(404, { what, where: '', todo: '' });

async function withLabels(read: readonly Read[], labelling: Labelling) {
  const articles = articlesOf(read);
  return Promise.all(
    read.map(async (one, i) => ({ html: articles[i] ?? '', labels: await labelling.view(one) })),
  );
}

async function readOne({
  query,
  library,
  reader,
}: Pick<Exchange, 'query' | 'library' | 'reader'>): Promise<Read> {
  const hit = library.find(query.get('key') ?? '');
  const [read] = hit === undefined ? [] : await reader.read([hit]);
  if (read === undefined) throw missing('there is no sample of this key');
  return read;
}

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  [
    'GET ',
    async ({ library, keeper, labelling }) => ({
      html: viewPage(library, keeper.going.line, await labelling.draws()),
    }),
  ],
  [
    'GET samples',
    async ({ query, finder, reader, labelling }) => {
      const from = query.get('from');
      const { hits, ...found } = await finder.find(choiceIn(query), from, BATCH, from === null);
      const samples = await withLabels(await reader.read(hits), labelling);
      return { json: { samples, ...found, least: found.counted !== null } };
    },
  ],
  [
    'GET count',
    async ({ query, finder }) => {
      const { total, counted } = await finder.find(choiceIn(query), query.get('from'), 0, true);
      return { json: { total, next: counted } };
    },
  ],
  [
    'GET sample',
    async (exchange) => {
      const [sample] = await withLabels([await readOne(exchange)], exchange.labelling);
      return { json: sample };
    },
  ],
  [
    'GET beside',
    async ({ query, library, reader, labelling }) => {
      const hit = library.find(query.get('key') ?? '');
      if (hit === undefined) throw missing('there is no sample of this key');
      const read = await reader.read(library.beside(hit).slice(0, MOST_BESIDE));
      return { json: { samples: await withLabels(read, labelling) } };
    },
  ],
  ['GET record', async (exchange) => ({ json: recordOf(await readOne(exchange)) })],
  ['GET state', async ({ library, keeper }) => ({ json: { samples: library.size, ...keeper.going } })],
  [
    'POST label',
    async ({ request, library, reader, labelling }) => {
      kindOf(request, ['json']);
      const value = jsonIn(await bytesOf(request), 'body');
      if (value === null || typeof value !== 'object' || Array.isArray(value))
        throw new UserError('this is no object', 'body');
      const label = value as JsonObject;
      const query = new URLSearchParams({ key: String(label.key) });
      await labelling.add(label, await readOne({ query, library, reader }));
      return { json: { kept: true } };
    },
  ],
]);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "frame-ancestors 'none'",
};

function send(response: ServerResponse, status: number, answer: Answer): void {
  const isPage = 'html' in answer;
  const bytes = Buffer.from(isPage ? answer.html : JSON.stringify(answer.json));
  const type = isPage ? 'text/html; charset=utf-8' : 'application/json';
  response.writeHead(status, { ...HEADERS, 'content-type': type, 'content-length': bytes.length }).end(bytes);
}

/** What of an address stands behind the token. Throws {@link Refused} where it is another one. */
function routeOf(
  request: IncomingMessage,
  token: Buffer,
): { readonly name: string; readonly query: URLSearchParams } {
  checkHost(request);
  const [path = '/', query] = (request.url ?? '/').split(/\?(.*)/s, 2);
  const [, given = '', name] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  if (!timingSafeEqual(digest(given), token))
    throw new Refused(403, {
      what: 'the address has no token, or another one',
      where: '',
      todo: 'use the address that offscript view printed',
    });
  return { name: `${request.method} ${name}`, query: new URLSearchParams(query) };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  viewing: Viewing,
  token: Buffer,
  onFault: (line: string) => void,
): Promise<void> {
  try {
    const { name, query } = routeOf(request, token);
    const route = ROUTES.get(name);
    if (route === undefined) throw missing('there is nothing at this address');
    const made = await route({ ...viewing, request, query });
    if (!response.destroyed) send(response, 200, made);
  } catch (error) {
    if (response.destroyed || response.headersSent) return;
    const refused = refusedBy(error);
    if (refused === undefined)
      onFault(`internal error (${error instanceof Error ? error.message : typeof error})`);
    const { status, problem } = refused ?? {
      status: 500,
      problem: { what: 'internal error', where: '', todo: '' },
    };
    send(response, status, { json: errorOf(problem) });
  }
}

export interface ViewServer {
  /** With the token. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts it. Rejects with the system's error where the port is taken. */
export async function startViewServer(
  viewing: Viewing,
  {
    port,
    token,
    onFault,
  }: { readonly port: number; readonly token: string; readonly onFault: (line: string) => void },
): Promise<ViewServer> {
  const known = digest(token);
  const server = createServer((request, response) => {
    void answer(request, response, viewing, known, onFault);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, HOST, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://${HOST}:${address.port}/${token}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
