/**
 * openai/evals: a log of events as JSONL. The first line says what was evaluated; events of the type `sampling` hold the answers, and what
 * a judge made of them.
 */

import { readJsonLines, toJson, type Unread, type Value } from '../../../files/index.js';
import { toMessages } from '../../../prompts/bare/index.js';
import { toChannels } from '../channels.js';
import { eachRow } from '../each.js';
import { fieldAt, firstField, LANGUAGE_FIELDS, textOf } from '../fields.js';
import type { Format } from '../format.js';
import type { Found } from '../response.js';

function* responsesOf({ value, where }: Value, model: unknown): Generator<Found | Unread> {
  const data = fieldAt(value, 'data');
  const sampled = fieldAt(data, 'sampled');
  const messages = toMessages(fieldAt(data, 'prompt'));
  const sample = textOf(fieldAt(value, 'sample_id'));
  const event = textOf(fieldAt(value, 'event_id'));
  const run = textOf(fieldAt(value, 'run_id')) ?? '';
  const listed: unknown[] = Array.isArray(sampled) ? sampled : [sampled ?? null];
  // A completion without a text is left out of the list.
  const texts = listed.length === 0 ? [null] : listed;
  for (const [i, text] of texts.entries()) {
    const channels = toChannels({ content: text });
    if (channels === undefined) {
      yield { kind: 'unread', where, reason: 'what was sampled is no text' };
      continue;
    }
    yield {
      kind: 'found',
      where,
      record: value,
      model: fieldAt(data, 'model') ?? model,
      language: firstField(data, LANGUAGE_FIELDS),
      ...(sample !== undefined && { promptId: sample }),
      channels,
      ...(event !== undefined && { id: `${run}/${event}/${i}` }),
      ...(messages && { messages }),
    };
  }
}

/** A text as it stands in JSON. */
const inJson = (text: string): string => JSON.stringify(text.trim()).slice(1, -1);

/** Tells a judge's answers: where a model grades, it is asked with the answer that it grades, and logs that as answers are logged. */
class Judge {
  #grades = false;
  /** What was asked and answered by the sample that it belongs to, until that is graded; as it stands in JSON. */
  readonly #answers = new Map<unknown, { readonly asked: string; readonly texts: readonly string[] }[]>();

  /** Takes an event; true where it is a judge's answer. */
  isJudgement(value: unknown): boolean {
    const graded = fieldAt(value, 'spec.run_config.eval_spec.cls');
    if (graded !== undefined) this.#grades = /\bmodelgraded\b/.test(String(graded));
    const [type, sample] = [fieldAt(value, 'type'), fieldAt(value, 'sample_id')];
    if (type === 'metrics') this.#answers.delete(sample);
    if (!this.#grades || type !== 'sampling') return false;
    const before = this.#answers.get(sample) ?? [];
    const asked = toJson(fieldAt(value, 'data.prompt')) ?? '';
    const isAgain = before.some((one) => one.asked === asked);
    if (!isAgain && before.some(({ texts }) => texts.some((text) => asked.includes(text)))) return true;
    const texts = [fieldAt(value, 'data.sampled')].flat().filter((text) => typeof text === 'string');
    this.#answers.set(sample, [...before, { asked, texts: texts.map(inJson) }]);
    return false;
  }
}

/** The model that the log's first line names. */
const modelOf = (value: unknown): unknown =>
  textOf(fieldAt(value, 'spec.completion_fns.0')) ?? textOf(fieldAt(value, 'spec.model_name'));

export const openaiEvals: Format = {
  name: 'openai-evals',
  files: 'logs of openai/evals, JSONL',
  sniff: ({ names, first }) =>
    (names.has('spec') && typeof fieldAt(first, 'spec') === 'object' && names.size === 1) ||
    ['run_id', 'event_id', 'sample_id', 'type', 'data'].every((name) => names.has(name)),

  async *read({ source }) {
    let model: unknown;
    const judge = new Judge();
    yield* eachRow(readJsonLines(source), function* (row) {
      model = modelOf(row.value) ?? model;
      // Other events say what became of the answers.
      if (judge.isJudgement(row.value)) return;
      if (fieldAt(row.value, 'type') === 'sampling') yield* responsesOf(row, model);
    });
  },
};
