/** OpenCompass: `predictions/MODEL/DATASET.json`, an object with an entry a question (`{"0": {origin_prompt, prediction, gold}}`), or its lines. */

import { readItems, type Unread, type Value } from '../../../files/index.js';
import { toMessages } from '../../../prompts/index.js';
import { toChannels } from '../channels.js';
import { fieldAt, firstField, LANGUAGE_FIELDS, textOf } from '../fields.js';
import { fileStem, foldersOf } from '../file-target.js';
import type { Format } from '../format.js';
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

function* responsesOf(
  { value, where, name }: Value,
  dataset: string,
  fileTarget: string | undefined,
): Generator<Found | Unread> {
  const number = name ?? textOf(fieldAt(value, 'idx'));
  const prediction = fieldAt(value, 'prediction');
  const prompt = fieldAt(value, 'origin_prompt');
  if (
    prediction === undefined ||
    (typeof prediction === 'object' && prediction !== null && !Array.isArray(prediction))
  ) {
    yield { kind: 'unread', where, reason: 'the entry has no "prediction"' };
    return;
  }
  // Several rounds have a prompt each; several answers to one prompt share it.
  const rounds = Array.isArray(prediction) && Array.isArray(prompt) && Array.isArray(prompt[0]);
  const texts: unknown[] = Array.isArray(prediction) ? prediction : [prediction];
  for (const [i, text] of texts.entries()) {
    const channels = toChannels({ content: text });
    if (channels === undefined) {
      yield { kind: 'unread', where, reason: 'the prediction is no text: it may be likelihoods' };
      continue;
    }
    const messages = messagesOf(rounds ? (prompt as unknown[])[i] : prompt);
    yield {
      kind: 'found',
      where,
      record: value,
      ...(fileTarget !== undefined && { fileTarget }),
      language: firstField(value, LANGUAGE_FIELDS),
      ...(number !== undefined && { promptId: `${dataset}/${number}${rounds ? `/${i + 1}` : ''}` }),
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
    for await (const row of isEntry(first) ? readRecords(head) : readItems(source)) {
      if (row.kind === 'unread') yield row;
      else yield* responsesOf(row, dataset, fileTarget);
    }
  },
};
