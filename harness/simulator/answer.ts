/** Answers requests for a completion, or lets them meet a fault. */

import type { ServerResponse } from 'node:http';
import { complete, responseBody, responseEvents } from './completion.js';
import { invalid, rateLimited, serverError } from './error.js';
import { type FaultKind, faultOf } from './faults.js';
import { hash } from './random.js';
import { type CompletionRequest, parseRequest } from './request.js';
import { scoreNext, scorePrompt } from './scores.js';
import type { SimulatedModel, SimulatorOptions, SimulatorStats } from './types.js';
import { cutEvents, cutJson, reset, sendError, sendEvents, sendJson } from './wire.js';

/** How often the same has come. */
class Tally {
  readonly #times = new Map<number, number>();

  of(content: string): number {
    return this.#times.get(hash(content)) ?? 0;
  }

  add(content: string): void {
    this.#times.set(hash(content), this.of(content) + 1);
  }
}

/** All that a running endpoint remembers. */
export class Session {
  readonly options: SimulatorOptions;
  readonly stats: { -readonly [K in keyof SimulatorStats]: SimulatorStats[K] } = {
    requests: 0,
    faults: 0,
    active: 0,
    maxActive: 0,
  };
  /** Requests by body, for faults. */
  readonly asked = new Tally();
  /** Answers by body, so that faults do not change which answers there are. */
  readonly answered = new Tally();

  constructor(options: SimulatorOptions) {
    this.options = options;
  }
}

function meet(fault: Exclude<FaultKind, 'cutoff'>, { options }: Session, response: ServerResponse): void {
  switch (fault) {
    case '429':
      sendError(response, rateLimited(options.faults?.retryAfter ?? '1'));
      break;
    case '500':
      sendError(response, serverError);
      break;
    case 'reset':
      reset(response);
      break;
    case 'hang':
  }
}

function send(
  session: Session,
  {
    model,
    request,
    body,
    cut,
  }: { model: SimulatedModel; request: CompletionRequest; body: string; cut: boolean },
  response: ServerResponse,
): void {
  const seed = session.options.seed ?? 0;
  const drawing =
    request.seed === null ? `own ${seed} ${session.answered.of(body)}` : `asked ${request.seed}`;
  if (!cut) session.answered.add(body);
  const completion = complete(model, request, drawing);
  if (request.stream) {
    const events = responseEvents(completion, request.includeUsage);
    if (cut) cutEvents(response, events);
    else sendEvents(response, events);
  } else {
    const whole = responseBody(completion);
    if (cut) cutJson(response, whole);
    else sendJson(response, 200, whole);
  }
}

/** Answers the request that `body` holds. */
export function answer(session: Session, body: string, response: ServerResponse): void {
  const { faults = {}, models, seed = 0 } = session.options;
  const request = parseRequest(body);
  if ('status' in request) {
    sendError(response, request);
    return;
  }
  const model = models.find(({ id }) => id === request.model);
  if (model === undefined) {
    sendError(
      response,
      invalid(404, `The model \`${request.model}\` does not exist.`, { code: 'model_not_found' }),
    );
    return;
  }
  const prompt = JSON.stringify(request.messages);
  const fault = faultOf(faults, seed, { prompt, body, seen: session.asked.of(body) });
  session.asked.add(body);
  if (fault !== null) session.stats.faults++;
  if (fault === null || fault === 'cutoff')
    send(session, { model, request, body, cut: fault === 'cutoff' }, response);
  else meet(fault, session, response);
}

/** The fields of a body; none where it is no object. */
function fieldsIn(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/** Answers a request for probabilities, or for the text of a token. */
export function answerScores(
  { options: { models } }: Session,
  { path, body }: { readonly path: string; readonly body: string },
  response: ServerResponse,
): void {
  const fields = fieldsIn(body);
  // llama.cpp has one model, and is not told which.
  const { id = '', vocabulary } =
    models.find((one) => one.id === fields.model) ?? (path === '/v1/completions' ? {} : models[0]) ?? {};
  if (vocabulary === undefined) {
    sendError(response, invalid(404, 'There is no such model with a vocabulary.'));
    return;
  }
  if (path === '/detokenize') {
    const ids = Array.isArray(fields.tokens) ? fields.tokens : [];
    const content = ids.map((one) => vocabulary.vocabulary.textOf(Number(one)) ?? '').join('');
    sendJson(response, 200, JSON.stringify({ content }));
    return;
  }
  const made =
    path === '/completion' ? scoreNext(vocabulary, fields) : scorePrompt({ id, vocabulary }, fields);
  if ('body' in made) sendJson(response, 200, JSON.stringify(made.body));
  else sendError(response, made);
}
