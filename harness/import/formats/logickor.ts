/** LogicKor: `evaluated/ORGANISATION/MODEL/TEMPLATE.jsonl`, with two questions a row and an answer to each. */

import type { Unread, Value } from '../../../files/index.js';
import { toChannels } from '../channels.js';
import { eachRow } from '../each.js';
import { fieldAt, firstField, LANGUAGE_FIELDS, textOf } from '../fields.js';
import { fileStem, foldersOf } from '../file-target.js';
import type { Format } from '../format.js';
import { saidBefore, turnsOf } from '../questions.js';
import { readRecords } from '../records.js';
import type { Found } from '../response.js';

/** The template that asks without examples. */
const PLAIN = 'default';

/** The folder names the model; a template that asks otherwise makes another target of it. */
function targetOf(path: string): string {
  const [folder] = foldersOf(path);
  const template = fileStem(path);
  return template === PLAIN ? folder : `${folder}/${template}`;
}

function* responsesOf({ value, where }: Value, fileTarget: string): Generator<Found | Unread> {
  const id = textOf(fieldAt(value, 'id'));
  const outputs = fieldAt(value, 'outputs');
  const turns = turnsOf(value);
  if (!Array.isArray(outputs) || outputs.length === 0) {
    yield { kind: 'unread', where, reason: 'the row has no "outputs"' };
    return;
  }
  const said = outputs.map((text: unknown) => (typeof text === 'string' ? text : null));
  for (const [i, text] of (outputs as unknown[]).entries()) {
    const channels = toChannels({ content: text });
    if (channels === undefined) {
      yield { kind: 'unread', where, reason: `the output ${i + 1} is of another type than text` };
      continue;
    }
    const messages = turns && saidBefore(turns, said, i);
    yield {
      kind: 'found',
      where,
      record: value,
      target: fieldAt(value, 'model'),
      fileTarget,
      language: firstField(value, LANGUAGE_FIELDS),
      ...(id !== undefined && { promptId: outputs.length > 1 ? `${id}/${i + 1}` : id }),
      channels,
      ...(messages && { messages }),
    };
  }
}

export const logickor: Format = {
  name: 'logickor',
  files: "LogicKor's answers, MODEL/TEMPLATE.jsonl",
  sniff: ({ first }) =>
    Array.isArray(fieldAt(first, 'questions')) && Array.isArray(fieldAt(first, 'outputs')),

  async *read(head) {
    yield* eachRow(readRecords(head), (row) => responsesOf(row, targetOf(head.path)));
  },
};
