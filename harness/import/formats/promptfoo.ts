/** promptfoo: `--output FILE.json` (one document) and `FILE.jsonl` (a result a line). Of `config`, which may hold keys, nothing is read. */

import {
  type Head,
  readDocument,
  readJsonLines,
  toJson,
  type Unread,
  UserError,
  type Value,
} from '../../../files/index.js';
import { toMessages } from '../../../prompts/bare/index.js';
import { toChannels, toFailure } from '../channels.js';
import { eachRow } from '../each.js';
import { fieldAt, firstField, LANGUAGE_FIELDS, textOf } from '../fields.js';
import type { Format } from '../format.js';
import type { Found, ResponseChannels } from '../response.js';

/** `failureReason` of a result without an answer; 1 is an assertion that failed, which sets `error` as well. */
const ERROR = 2;

const LANGUAGE_PATHS = ['vars', 'testCase.vars', 'metadata', 'testCase.metadata'].flatMap((path) =>
  LANGUAGE_FIELDS.map((name) => `${path}.${name}`),
);

function channelsOf(result: unknown): ResponseChannels | undefined {
  const failed = fieldAt(result, 'failureReason') === ERROR;
  const output = fieldAt(result, 'response.output');
  if (failed || output === undefined || output === null) {
    const error = fieldAt(result, 'error') ?? fieldAt(result, 'response.error');
    if (!failed && error === undefined && output === undefined) return undefined;
    return failed || error !== undefined
      ? toFailure(fieldAt(result, 'response.metadata.http.status'))
      : toChannels({ content: null });
  }
  const content = typeof output === 'object' ? toJson(output) : String(output);
  return toChannels({
    content,
    refusal: fieldAt(result, 'response.isRefusal') === true ? content : undefined,
    finish_reason: fieldAt(result, 'response.finishReason'),
    prompt_tokens: fieldAt(result, 'response.tokenUsage.prompt'),
    completion_tokens: fieldAt(result, 'response.tokenUsage.completion'),
    latency_ms: fieldAt(result, 'latencyMs'),
  });
}

function toFound(result: unknown, where: string): Found | Unread {
  const channels = channelsOf(result);
  if (channels === undefined)
    return { kind: 'unread', where, reason: 'the row holds neither an output nor an error' };
  const provider = fieldAt(result, 'provider');
  const messages = toMessages(fieldAt(result, 'prompt.raw'));
  const id = textOf(fieldAt(result, 'id'));
  return {
    kind: 'found',
    where,
    record: result,
    target: textOf(fieldAt(provider, 'label')) ?? textOf(fieldAt(provider, 'id')) ?? provider,
    language: firstField(result, LANGUAGE_PATHS),
    channels,
    ...(messages && { messages }),
    ...(id !== undefined && { id }),
  };
}

async function* resultsIn({ path, source }: Head): AsyncGenerator<Value> {
  const document = await readDocument(source, { large: 'write it as JSONL: --output results.jsonl' });
  const results = fieldAt(document, 'results.results') ?? fieldAt(document, 'results');
  if (!Array.isArray(results)) throw new UserError('the document has no results', path);
  for (const [i, value] of (results as unknown[]).entries())
    yield { kind: 'value', where: `${path}: results[${i}]`, number: i + 1, value };
}

/** Where it ends in what was looked at, it is seen whether it is a list of results. */
const isResults = (value: unknown): boolean =>
  value === undefined || Array.isArray(value) || Array.isArray(fieldAt(value, 'results'));

const isDocument = ({ names, first }: Head): boolean =>
  names.has('results') &&
  isResults(first.results) &&
  !names.has('eval') &&
  ['evalId', 'config', 'version', 'shareableUrl'].some((name) => names.has(name));

export const promptfoo: Format = {
  name: 'promptfoo',
  files: "promptfoo's output, JSON or JSONL",
  sniff: (head) =>
    isDocument(head) ||
    (['provider', 'prompt', 'vars'].every((name) => head.names.has(name)) &&
      ['testCase', 'gradingResult', 'promptIdx', 'success'].some((name) => head.names.has(name))),

  async *read(head) {
    const rows = isDocument(head) ? resultsIn(head) : readJsonLines(head.source);
    yield* eachRow(rows, ({ value, where }) => [toFound(value, where)]);
  },
};
