/** A document in the samples of lm-evaluation-harness, and its responses. */

import type { Unread, Value } from '../../../../files/index.js';
import { toMessages } from '../../../../prompts/bare/index.js';
import { toChannels } from '../../channels.js';
import { eachRow } from '../../each.js';
import { fieldAt, firstField, LANGUAGE_FIELDS, textOf } from '../../fields.js';
import type { Double, Found } from '../../response.js';

interface Request {
  readonly context: unknown;
  /** What to generate with; a string is a continuation whose likelihood was asked for. */
  readonly settings: unknown;
}

/** The requests of a line: a list of lists, or objects `gen_args_0.arg_0`, as the harness writes them to files. */
function requestsOf(args: unknown): Request[] {
  if (Array.isArray(args)) {
    const lists = Array.isArray(args[0]) ? (args as unknown[]) : [args];
    return lists.map((list) => ({ context: fieldAt(list, '0'), settings: fieldAt(list, '1') }));
  }
  if (args === null || typeof args !== 'object') return [];
  return Object.values(args).map((one) => ({
    context: fieldAt(one, 'arg_0'),
    settings: fieldAt(one, 'arg_1'),
  }));
}

/** A chat is one JSON text in a list. */
const contextOf = (context: unknown): unknown =>
  Array.isArray(context) && context.length === 1 && typeof context[0] === 'string' ? context[0] : context;

/** What the harness and its filters write where there is no answer. */
const NONE: ReadonlySet<string> = new Set(['None', '[no answer]', '[invalid]']);

const withoutNone = (text: string | null): string | null =>
  text !== null && NONE.has(text.trim()) ? null : text;

/**
 * The texts that came back for request `i` of so many: `resps` holds a list a request, or the filtered texts stand in. lmms-eval writes the
 * list of a single request without the one around it, or its one text.
 */
function textsOf(record: unknown, i: number, requests: number): unknown[] {
  const all = fieldAt(record, 'resps') ?? fieldAt(record, 'filtered_resps');
  const isFlat =
    typeof all === 'string' || (Array.isArray(all) && all.every((one) => typeof one === 'string'));
  if (requests <= 1 && isFlat) return [all].flat();
  const given = fieldAt(record, `resps.${i}`) ?? fieldAt(record, `filtered_resps.${i}`);
  return Array.isArray(given) ? given : given === undefined ? [] : [given];
}

function* responsesOf(
  record: unknown,
  where: string,
  model: string | undefined,
  { task, date }: { task: string; date: string },
): Generator<Found | Unread> {
  const document = String(fieldAt(record, 'doc_id'));
  const requests = requestsOf(fieldAt(record, 'arguments'));
  const language = firstField(fieldAt(record, 'doc'), LANGUAGE_FIELDS) ?? firstField(record, LANGUAGE_FIELDS);
  let found = 0;
  for (let i = 0; i < Math.max(requests.length, 1); i++) {
    const request = requests[i];
    if (typeof request?.settings === 'string') continue;
    // lmms-eval keeps what was asked as `input`, since its arguments hold pictures.
    const messages = toMessages(contextOf(request?.context ?? fieldAt(record, 'input')));
    const promptId = [task, document, ...(requests.length > 1 ? [i] : [])].join('/');
    for (const [repeat, text] of textsOf(record, i, requests.length).entries()) {
      const channels =
        typeof text === 'string' || text === null ? toChannels({ content: withoutNone(text) }) : undefined;
      if (channels === undefined) continue;
      found++;
      yield {
        kind: 'found',
        where,
        record,
        model,
        language,
        promptId,
        channels,
        id: `${date}/${promptId}/${repeat}`,
        ...(messages && { messages }),
      };
    }
  }
  if (found > 0) return;
  const likelihoods = requests.some(({ settings }) => typeof settings === 'string');
  yield {
    kind: 'unread',
    where,
    reason: likelihoods ? 'the task asks for likelihoods, not for text' : 'the row holds no text in "resps"',
  };
}

/** The responses in all documents: one that comes again under another filter says nothing new. */
export function responsesOfDocuments(
  rows: AsyncIterable<Value | Unread>,
  model: string | undefined,
  file: { task: string; date: string },
): AsyncGenerator<Found | Unread | Double> {
  const documents = new Set<string>();
  return eachRow(rows, function* ({ where, value }): Generator<Found | Unread | Double> {
    const document = textOf(fieldAt(value, 'doc_id'));
    if (document === undefined) yield { kind: 'unread', where, reason: 'the row has no "doc_id"' };
    else if (documents.has(document)) yield { kind: 'double', where };
    else
      for (const one of responsesOf(value, where, model, file)) {
        if (one.kind === 'found') documents.add(document);
        yield one;
      }
  });
}
