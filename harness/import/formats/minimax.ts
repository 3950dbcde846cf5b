/** MiniMax-Provider-Verifier and K2-Vendor-Verifier: `results.jsonl`, a request with its response and what the validators made of it in every line. */

import { basename } from 'node:path';
import { sha256, type Unread, unpackedName, type Value } from '../../../files/index.js';
import { messagesOfBody } from '../../../prompts/bare/index.js';
import { type RawCompletion, toAnswer } from '../../endpoint/index.js';
import { toFailure } from '../channels.js';
import { eachRow } from '../each.js';
import { fieldAt, firstField, LANGUAGE_FIELDS, textOf } from '../fields.js';
import type { Format } from '../format.js';
import { readRecords } from '../records.js';
import type { Found, ResponseChannels } from '../response.js';

/** Fields of validators that say whether they looked, and what they said. */
const CHECKED = ['language_following', 'scenario_check', 'error_repeating'] as const;

/** What their validators made of the answer, by their names; none where they did not look. */
function checksOf(value: unknown): Readonly<Record<string, boolean>> {
  const checks: Record<string, boolean> = {};
  const expected = fieldAt(value, 'expected_tool_call');
  if (typeof expected === 'boolean') checks.expected_tool_call = expected;
  const reason = fieldAt(value, 'finish_reason') ?? fieldAt(value, 'response.choices.0.finish_reason');
  // Where there is no list of calls behind that reason, K2-Vendor-Verifier writes null and counts it as invalid.
  const valid = fieldAt(value, 'tool_calls_valid');
  if (valid !== undefined && reason === 'tool_calls') checks.tool_calls_valid = valid === true;
  for (const name of CHECKED)
    if (fieldAt(value, `${name}_checked`)) checks[name] = fieldAt(value, `${name}_valid`) === true;
  return checks;
}

function channelsOf(value: unknown): ResponseChannels | undefined {
  const response = fieldAt(value, 'response');
  const checks = checksOf(value);
  if (fieldAt(value, 'status') === 'failed') return { ...toFailure(), checks };
  if (!Array.isArray(fieldAt(response, 'choices'))) return undefined;
  const ms = fieldAt(value, 'duration_ms');
  // Whatever stands in its fields is looked at there.
  const answer = toAnswer(response as RawCompletion);
  return answer === null
    ? undefined
    : { ...answer, checks, ...(typeof ms === 'number' && ms >= 0 && { latency_ms: ms }) };
}

/** Digits of a prompt's id. */
const ID = 12;

/**
 * The id of a request. The log's own hash is of the request with its model, and vendors call that otherwise: what is asked is told by the messages and the
 * tools.
 */
function idOf(request: unknown, hash: unknown): string | undefined {
  const asked = [fieldAt(request, 'messages'), fieldAt(request, 'tools')];
  if (asked[0] !== undefined) return sha256(asked).slice(0, ID);
  return textOf(hash)?.slice(0, ID);
}

/** `novita` of `novita_results.jsonl`: their batches name files so by the vendor; undefined of `results.jsonl`. */
const vendorOf = (path: string): string | undefined =>
  /^(?<name>.+)_results\.jsonl?$/i.exec(unpackedName(basename(path)))?.groups?.name;

function responseOf({ value, where }: Value, vendor: string | undefined): Found | Unread {
  const channels = channelsOf(value);
  if (channels === undefined)
    return { kind: 'unread', where, reason: 'the row holds neither an answer nor an error' };
  const request = fieldAt(value, 'request');
  const messages = messagesOfBody(request);
  const [promptId, id] = [idOf(request, fieldAt(value, 'hash')), textOf(fieldAt(value, 'response.id'))];
  return {
    kind: 'found',
    where,
    record: value,
    model: vendor ?? fieldAt(request, 'model') ?? fieldAt(value, 'response.model'),
    language: firstField(value, LANGUAGE_FIELDS),
    ...(promptId !== undefined && { promptId }),
    channels,
    ...(messages && { messages }),
    ...(id !== undefined && { id }),
  };
}

export const minimax: Format = {
  name: 'minimax',
  files: 'results of MiniMax-Provider-Verifier and K2-Vendor-Verifier, JSONL',
  sniff: ({ names, first }) =>
    ['data_index', 'request', 'response', 'hash'].every((name) => names.has(name)) &&
    Array.isArray(fieldAt(first, 'request.messages')),

  async *read(head) {
    const vendor = vendorOf(head.path);
    yield* eachRow(readRecords(head), (row) => [responseOf(row, vendor)]);
  },
};
