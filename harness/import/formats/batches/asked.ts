/** The responses in the output of a Batch, with what its input says about them. */

import { type Unread, UserError, type Value } from '../../../../files/index.js';
import { type BatchRequest, type BatchRequests, parseCustomId, requestIn } from '../../../batch/index.js';
import { toFailure } from '../../channels.js';
import { eachRow } from '../../each.js';
import type { Found, ResponseChannels } from '../../response.js';

/** What a request says about the responses to it. */
function asked(customId: string, request: BatchRequest | undefined, model: unknown) {
  const own = parseCustomId(customId);
  return {
    kind: 'found',
    model: request?.target ?? model,
    promptId: own?.prompt ?? customId,
    ...(own && { tag: own.language }),
    ...(request?.messages && { messages: request.messages }),
  } as const;
}

/** The response of a request that no file answers. */
export function unanswered(customId: string, request: BatchRequest): Found {
  const { where } = request;
  return { ...asked(customId, request, undefined), where, record: {}, channels: toFailure(), id: customId };
}

/** What a line of an output holds. */
export interface Line {
  readonly id: string | undefined;
  /** What the id is called there. */
  readonly idField: string;
  /** Where the id is but the line's place, which names no prompt. */
  readonly isPlace?: boolean;
  readonly model: unknown;
  /** One for each choice; undefined where it holds neither an answer nor an error. */
  readonly channels: readonly ResponseChannels[] | undefined;
  /** What the line says that it answers, where it does. */
  readonly messages?: Found['messages'];
}

/** The responses in a line, joined to the request that they answer. */
function* responsesOf(
  { where, value }: Value,
  { id, idField, isPlace, model, channels, messages }: Line,
  requests: BatchRequests | undefined,
): Generator<Found | Unread> {
  const request = id === undefined ? undefined : requests?.byId.get(id);
  const reason =
    id === undefined
      ? `the line has no "${idField}"`
      : requests !== undefined && request === undefined
        ? `no request has the ${idField} "${id}"`
        : 'the line holds neither an answer nor an error';
  if (id === undefined || channels === undefined || (requests !== undefined && request === undefined)) {
    yield { kind: 'unread', where, reason };
    return;
  }
  requests?.answered.add(id);
  const { promptId, ...known } = asked(id, request, model);
  const common = { ...(messages && { messages }), ...known, ...(isPlace !== true && { promptId }), where };
  const record = requestIn(value, request);
  for (const [i, one] of channels.entries())
    yield { ...common, record, channels: one, id: i === 0 ? id : `${id}/${i}` };
}

/** The rows with the one model that they name for those that failed and name none, which come last. */
async function* withOneModel(rows: AsyncIterable<Found | Unread>): AsyncGenerator<Found | Unread> {
  const models = new Set<unknown>();
  const failed: Found[] = [];
  for await (const row of rows) {
    if (row.kind === 'found' && row.model === undefined) {
      failed.push(row);
      continue;
    }
    if (row.kind === 'found' && models.size < 2) models.add(row.model);
    yield row;
  }
  const [model] = models;
  for (const row of failed) yield models.size === 1 ? { ...row, model } : row;
}

const joined = (
  rows: AsyncIterable<Value | Unread>,
  lineOf: (row: Value) => Line,
  requests: BatchRequests | undefined,
): AsyncGenerator<Found | Unread> => eachRow(rows, (row) => responsesOf(row, lineOf(row), requests));

/**
 * The responses in the lines of an output, joined to the requests that they answer. Errors stand in it without their model: they have that of
 * the others and come last, or none where the others name several.
 */
export const responsesIn = (...from: Parameters<typeof joined>): AsyncGenerator<Found | Unread> =>
  withOneModel(joined(...from));

/** Says of a file that it is the input of a Batch of the format `name`. */
export const isInput = (path: string, name: string): UserError =>
  new UserError(
    'this is the input of a Batch, not its output',
    path,
    `score --from ${name} --requests ${path} OUTPUT`,
  );
