/** Answers as FastChat's MT-Bench and Arena-Hard keep them: `model_answer/MODEL.jsonl`, with the prompts in `question.jsonl` beside the folder. */

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Unread, Value } from '../../../files/index.js';
import { toChannels, toFailure } from '../channels.js';
import { eachRow } from '../each.js';
import { fieldAt, firstField, LANGUAGE_FIELDS, languageOf, textOf } from '../fields.js';
import { fileStem } from '../file-target.js';
import type { Format } from '../format.js';
import { type Questions, readQuestions, saidBefore } from '../questions.js';
import { readRecords } from '../records.js';
import type { Found } from '../response.js';

/** What both write where the API gave no answer. */
const ERROR = '$ERROR$';

/** The questions that lie beside a file of answers, or beside its folder. */
async function questionsBeside(path: string): Promise<Questions | undefined> {
  const folder = dirname(resolve(path));
  for (const place of [folder, dirname(folder)]) {
    const file = join(place, 'question.jsonl');
    if (existsSync(file)) return readQuestions(file);
  }
  return undefined;
}

/** The text of a turn: itself, or its `content`. */
const textIn = (turn: unknown): unknown =>
  typeof turn === 'string' ? turn : (fieldAt(turn, 'content') ?? null);

/** The answers in a row: each turn of each choice. A further choice is a repeat. */
function* responsesOf(
  { value, where }: Value,
  questions: Questions | undefined,
  option: string | undefined,
  fileTarget: string,
): Generator<Found | Unread> {
  const id = textOf(fieldAt(value, 'question_id'));
  const choices = fieldAt(value, 'choices');
  if (id === undefined || !Array.isArray(choices) || choices.length === 0) {
    const missing = id === undefined ? 'question_id' : 'choices';
    yield { kind: 'unread', where, reason: `the row has no "${missing}"` };
    return;
  }
  const own = firstField(value, LANGUAGE_FIELDS);
  const question = questions?.find(id, languageOf(value, own, option));
  for (const choice of choices as unknown[]) {
    const turns = fieldAt(choice, 'turns');
    const texts = (Array.isArray(turns) ? turns : []).map(textIn);
    if (texts.length === 0) yield { kind: 'unread', where, reason: 'a choice has no "turns"' };
    const said = texts.map((text) => (typeof text === 'string' && text !== ERROR ? text : null));
    for (const [i, text] of texts.entries()) {
      const channels = text === ERROR ? toFailure() : toChannels({ content: text });
      if (channels === undefined) {
        yield { kind: 'unread', where, reason: `the turn ${i + 1} is of another type than text` };
        continue;
      }
      const messages = question && saidBefore(question.turns, said, i);
      yield {
        kind: 'found',
        where,
        record: value,
        target: fieldAt(value, 'model_id'),
        fileTarget,
        language: own ?? question?.language,
        promptId: texts.length > 1 ? `${id}/${i + 1}` : id,
        channels,
        ...(messages && { messages }),
      };
    }
  }
}

export const fastchat: Format = {
  name: 'fastchat',
  files: "answers of FastChat's MT-Bench and of Arena-Hard, model_answer/MODEL.jsonl",
  sniff: ({ first }) => fieldAt(first, 'choices.0.turns') !== undefined,

  async *read(head, options) {
    const questions = options.questions ?? (await questionsBeside(head.path));
    const model = fileStem(head.path);
    yield* eachRow(readRecords(head), (row) => responsesOf(row, questions, options.language, model));
  },
};
