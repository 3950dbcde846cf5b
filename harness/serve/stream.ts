/** The stream guard over HTTP: a text comes in the body of a request while its findings go back in the response. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { COUNTED, tagAsWritten } from '../../detectors/core/index.js';
import { toJson } from '../../files/index.js';
import { toRecord } from '../lint/index.js';
import { ADD_LANGUAGE, type Settings } from './answers.js';
import { checkLength, kindOf, pieces } from './body.js';
import { Guard, type Said } from './guard.js';
import { type Piece, piecesOf } from './pieces.js';
import { errorOf, Refused, refusedBy } from './refused.js';
import type { ServeOptions } from './types.js';

/** UTF-16 code units of a guarded text: all looks at it take as long as 64 of the whole. */
const MOST_GUARDED = 1 << 18;

/** Why a guard ended: the text did, a finding did that it was to end at, or the server is stopped. */
type Reason = 'end' | 'found' | 'stopping';

/** What a guard can end at: findings by what they count as, and another language. */
const ENDS_AT: readonly string[] = [...COUNTED, 'wrong_language'];

/** What ends a guard: `any`, or some of them with commas. Throws Refused. */
export function stopsAt(written: string | null): ReadonlySet<string> {
  if (written === null || written === '') return new Set();
  if (written === 'any') return new Set(ENDS_AT);
  const names = written.split(',').map((name) => name.trim());
  if (names.every((name) => ENDS_AT.includes(name))) return new Set(names);
  throw new Refused(400, {
    what: 'this is nothing that a text is ended at',
    where: '?stop=',
    todo: `use any, or some of ${ENDS_AT.join(', ')}`,
  });
}

/** Writes events, as lines of JSON or as server-sent events. */
class Events {
  readonly #response: ServerResponse;
  readonly #asEvents: boolean;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#response = response;
    this.#asEvents = (request.headers.accept ?? '').includes('text/event-stream');
  }

  /** Sends the head, so that the client knows that it is listened to. */
  begin(): void {
    const type = this.#asEvents ? 'text/event-stream' : 'application/x-ndjson';
    this.#response.writeHead(200, {
      'content-type': type,
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    this.#response.flushHeaders();
  }

  /** Resolves when the client has taken so much that there is room for more, or is gone. */
  async send(event: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    const json = toJson({ event, ...fields }) ?? toJson({ event });
    const response = this.#response;
    const hasRoom = response.write(this.#asEvents ? `event: ${event}\ndata: ${json}\n\n` : `${json}\n`);
    if (hasRoom || response.destroyed) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        response.off('drain', done).off('close', done);
        resolve();
      };
      response.once('drain', done).once('close', done);
    });
  }
}

/** What an event has beside its name. */
function shown(said: Said): Readonly<Record<string, unknown>> {
  const { at } = said;
  if (said.kind === 'wrong_language') return { at, instead: said.instead };
  return said.kind === 'right_language' ? { at } : { at, counts_as: said.countsAs, finding: said.finding };
}

/** Whether a guard ends at what was said. */
function isEnd(said: Said, stop: ReadonlySet<string>): boolean {
  if (said.kind === 'wrong_language') return stop.has(said.kind);
  return said.kind === 'finding' && stop.has(said.countsAs);
}

/** What a guard knows once its first piece has come. */
interface Known {
  readonly id: unknown;
  readonly language: string;
  readonly guard: Guard;
}

/** The guard of a text; what its first piece does not say, the address does. Throws Refused and UserError. */
function begun(first: Partial<Piece>, { language }: Settings, { detect, policyOf }: ServeOptions): Known {
  const written = first.language ?? language;
  const where = 'the first piece';
  if (written === undefined)
    throw new Refused(400, { what: 'the text has no language', where, todo: ADD_LANGUAGE });
  checkLength(first.prompt?.length ?? 0, `${where}, prompt`);
  const context = first.prompt === undefined ? {} : { prompt: first.prompt };
  return {
    id: first.id ?? null,
    language: written,
    guard: new Guard(detect, policyOf(written, where), context),
  };
}

/** The next piece, or `stopping` where the server is stopped before it has come. */
function nextOf(
  body: AsyncIterator<Piece>,
  stopping: AbortSignal,
): Promise<IteratorResult<Piece> | 'stopping'> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve('stopping');
    if (stopping.aborted) stop();
    // A race would leave something behind with the signal for each piece that came first.
    stopping.addEventListener('abort', stop, { once: true });
    body
      .next()
      .then(resolve, reject)
      .finally(() => stopping.removeEventListener('abort', stop));
  });
}

/** Guards the text of a request until it ends, something is found to stop at, or `stopping` is aborted. Throws Refused and UserError. */
async function guarded(
  body: AsyncIterator<Piece>,
  events: Events,
  settings: Settings,
  stop: ReadonlySet<string>,
  options: ServeOptions,
  stopping: AbortSignal,
): Promise<void> {
  const say = async (all: readonly Said[]): Promise<boolean> => {
    for (const one of all) await events.send(one.kind, shown(one));
    return all.some((one) => isEnd(one, stop));
  };
  let known: Known | undefined;
  let reason: Reason | undefined;
  while (reason === undefined) {
    const next = await nextOf(body, stopping);
    if (next === 'stopping') reason = next;
    else if (next.done === true) reason = 'end';
    else {
      known ??= begun(next.value, settings, options);
      checkLength(known.guard.length + next.value.text.length, 'body', MOST_GUARDED);
      if (await say(await known.guard.push(next.value.text))) reason = 'found';
    }
  }
  const { id, language, guard } = known ?? begun({}, settings, options);
  const { said, detection } = await guard.end();
  await say(said);
  await events.send('end', { reason, ...toRecord(id, tagAsWritten(language), detection, settings.explain) });
}

/** Answers a request whose body is a text in pieces. Throws Refused and UserError before the response begins; later ones are events of it. */
export async function guardStream(
  request: IncomingMessage,
  response: ServerResponse,
  settings: Settings,
  stop: ReadonlySet<string>,
  options: ServeOptions,
  stopping: AbortSignal,
): Promise<void> {
  const kind = kindOf(request, ['lines', 'events']);
  if (settings.language !== undefined) options.policyOf(settings.language, '?language=');
  const events = new Events(request, response);
  events.begin();
  const body = piecesOf(pieces(request), kind);
  try {
    await guarded(body, events, settings, stop, options, stopping);
  } catch (error) {
    const refused = refusedBy(error);
    if (refused === undefined) throw error;
    await events.send('error', errorOf(refused.problem));
  }
  response.end();
  // What an iterator holds nobody else can read on and throw away. At a stop it may wait for a piece that never comes.
  if (!stopping.aborted) await body.return(undefined);
}
