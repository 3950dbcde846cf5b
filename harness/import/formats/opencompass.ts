/** OpenCompass: `predictions/MODEL/DATASET.json`, an object with an entry a question (`{"0": {origin_prompt, prediction, gold}}`), or its lines. */

import { readItems, type Unread, type Value } from '../../../files/index.js';
import { toMessages } from '../../../prompts/bare/index.js';
import { toChannels } from '../channels.js';
import { eachRow } from '../each.js';
import { fieldAt, firstField, LANGUAGE_FIELDS, textOf } from '../fields.js';
import { fileStem, foldersOf } from '../file-target.js';
import type { Format } from '../format.js';
import { saidBefore } from '../questions.js';
import { readRecords } from '../records.js';
import type { Found } from '../response.js';

const FOLDER = 'predictions';

/** Its messages hold their text as `prompt`; a turn that the model was to say is empty. */
function messagesOf(prompt: unknown): Found['messages'] | undefined {
  if (!Array.isArray(prompt)) return toMessages(prompt);
  return toMessages(
    prompt.map((turn: unknown) => ({
      role: fieldAt(turn, 'role'),
      content: fieldAt(turn, 'prompt') ?? fieldAt(turn, 'content'),
    })),
  );
}

/** An answer, and what was asked. */
interface Said {
  readonly text: unknown;
  readonly messages?: Found['messages'] | undefined;
  /** Its place among several rounds, from 1. */
  readonly round?: number;
}

/** The rounds of a dialogue, each asked by all that stands before it. */
function* inDialogue(texts: readonly unknown[], asked: readonly unknown[]): Generator<Said> {
  const turns = asked.map((text) => toMessages(text) ?? []);
  const said = texts.map((text) => (typeof text === 'string' ? text : null));
  for (const [i, text] of texts.entries()) {
    const messages = saidBefore(turns, said, i);
    yield { text, round: i + 1, messages: messages?.length === 0 ? undefined : messages };
  }
}

/** The answers of an entry. Several to one prompt share it; of several rounds each has a prompt, or stands with it. */
function saidIn(prediction: unknown, prompt: unknown): Iterable<Said> {
  if (!Array.isArray(prediction)) return [{ text: prediction, messages: messagesOf(prompt) }];
  const texts = prediction as unknown[];
  // So subjective sets have it: `[{round, user, assistant}]`, and no prompt beside it.
  if (texts.some((round) => fieldAt(round, 'assistant') !== undefined))
    return inDialogue(
      texts.map((round) => fieldAt(round, 'assistant')),
      texts.map((round) => fieldAt(round, 'user')),
    );
  const prompts: unknown[] = Array.isArray(prompt) ? prompt : [];
  if (Array.isArray(prompts[0]))
    return texts.map((text, i) => ({ text, round: i + 1, messages: messagesOf(prompts[i]) }));
  if (typeof prompts[0] === 'string') return inDialogue(texts, prompts);
  const messages = messagesOf(prompt);
  return texts.map((text) => ({ text, messages }));
}

/** What of an entry's labels is the likeliest is no text that a model wrote. */
const isChosen = (value: unknown): boolean =>
  typeof value === 'object' && Object.keys(value ?? {}).some((name) => name.startsWith('label: '));

function* responsesOf(
  { value, where, name }: Value,
  dataset: string,
  fileTarget: string | undefined,
): Generator<Found | Unread> {
  const unread = (reason: string): Unread => ({ kind: 'unread', where, reason });
  const number = name ?? textOf(fieldAt(value, 'idx'));
  const prediction = fieldAt(value, 'prediction');
  const isObject = typeof prediction === 'object' && prediction !== null && !Array.isArray(prediction);
  const isEmpty = Array.isArray(prediction) && prediction.length === 0;
  if (prediction === undefined || isObject || isEmpty) {
    yield unread('the entry has no "prediction"');
    return;
  }
  if (isChosen(value)) {
    yield unread('the prediction is a label by its likelihood, no text');
    return;
  }
  for (const { text, messages, round } of saidIn(prediction, fieldAt(value, 'origin_prompt'))) {
    const channels = toChannels({ content: text });
    if (channels === undefined) {
      yield unread('the prediction is no text: it may be likelihoods');
      continue;
    }
    const id = `${dataset}/${number}${round === undefined ? '' : `/${round}`}`;
    yield {
      kind: 'found',
      where,
      record: value,
      ...(fileTarget !== undefined && { fileTarget }),
      language: firstField(value, LANGUAGE_FIELDS),
      ...(number !== undefined && { promptId: id }),
      channels,
      ...(messages && { messages }),
    };
  }
}

const isEntry = (value: unknown): boolean =>
  fieldAt(value, 'prediction') !== undefined && fieldAt(value, 'origin_prompt') !== undefined;

export const opencompass: Format = {
  name: 'opencompass',
  files: "OpenCompass's predictions, MODEL/DATASET.json",
  sniff: ({ first }) => isEntry(first) || isEntry(Object.values(first)[0]),

  async *read(head) {
    const { path, first, source } = head;
    const [folder, above] = foldersOf(path);
    const fileTarget = above === FOLDER ? folder : undefined;
    // A large set is in several files: `DATASET_0.json`, each with numbers of its own.
    const dataset = fileStem(path);
    const rows = isEntry(first) ? readRecords(head) : readItems(source);
    yield* eachRow(rows, (row) => responsesOf(row, dataset, fileTarget));
  },
};
