/** Prompts that stand in another file than their responses, by the id that both name. */

import {
  fieldAt,
  type Head,
  knownEncoding,
  openParquet,
  readCsv,
  readHead,
  textOf,
  type Unread,
  UserError,
  type Value,
} from '../../files/index.js';
import { bodyIn, messagesOfBody, type Prompt, toMessages } from '../../prompts/bare/index.js';
import { firstField, LANGUAGE_FIELDS } from './fields.js';
import { tagOfLanguage } from './languages.js';
import { readRecords } from './records.js';

type Messages = Prompt['messages'];

export interface Question {
  /** Its tag, where the file names one. */
  readonly language?: string;
  /** What is said before each answer: a prompt has one turn, MT-Bench's questions have two. */
  readonly turns: readonly Messages[];
}

/** Prompts by id, which may stand for one in each of several languages. */
export class Questions {
  readonly #byId = new Map<string, readonly Question[]>();

  /** Adds a prompt; false where its id stands for another one in its language. */
  add(id: string, question: Question): boolean {
    const all = this.#byId.get(id) ?? [];
    const before = all.find(({ language }) => language === question.language);
    if (before !== undefined) return JSON.stringify(before.turns) === JSON.stringify(question.turns);
    this.#byId.set(id, [...all, question]);
    return true;
  }

  /** The prompt with an id; of several the one in the language of that tag. */
  find(id: string, tag: string | undefined): Question | undefined {
    const all = this.#byId.get(id) ?? [];
    return all.length === 1 ? all[0] : all.find(({ language }) => language === tag);
  }
}

const IDS: readonly string[] = ['question_id', 'prompt_id', 'uid', 'custom_id', 'key', 'qid', 'id'];

const ASKED: readonly string[] = [
  'prompt',
  'messages',
  'text',
  'question',
  'Question',
  'instruction',
  'input',
  'query',
];

/** What a record asks, turn by turn; undefined where it asks nothing. */
export function turnsOf(record: unknown): readonly Messages[] | undefined {
  const turns = fieldAt(record, 'turns') ?? fieldAt(record, 'questions');
  if (Array.isArray(turns)) {
    const all = turns.map((turn) => toMessages(typeof turn === 'string' ? turn : fieldAt(turn, 'content')));
    const asked = all.filter((turn) => turn !== undefined);
    return asked.length === all.length && asked.length > 0 ? asked : undefined;
  }
  const body = bodyIn(record);
  const messages = body === undefined ? toMessages(firstField(record, ASKED)) : messagesOfBody(body);
  return messages && [messages];
}

/** All that was said before answer `at`: the turns, and the answers between them. Undefined where so many were not asked. */
export function saidBefore(
  turns: readonly Messages[],
  answers: readonly (string | null)[],
  at: number,
): Messages | undefined {
  if (at >= turns.length) return undefined;
  return turns.slice(0, at + 1).flatMap((turn, i) => {
    const answer = i < at ? answers[i] : undefined;
    return answer == null || answer === ''
      ? turn
      : [...turn, { role: 'assistant', content: answer } as const];
  });
}

/** The beginning of a file of prompts, which may be in UTF-8 where the responses are not. */
async function headOf(path: string, encoding: string | undefined): Promise<Head> {
  try {
    return await readHead(path);
  } catch (error) {
    if (encoding === undefined || !(error instanceof UserError)) throw error;
    return readHead(path, { encoding: knownEncoding(encoding, '--encoding') });
  }
}

async function* rowsOf(path: string, encoding: string | undefined): AsyncGenerator<Value | Unread> {
  const head = await headOf(path, encoding);
  if (head.kind === 'parquet') {
    const file = await openParquet(path);
    try {
      yield* file.rows(file.columns);
    } finally {
      await file.close();
    }
  } else if (head.form === 'table') yield* readCsv(head.source);
  else yield* readRecords(head);
}

/** Reads a file of prompts. Throws UserError: as the readers of files do, a record without an id or a prompt, an id of two prompts in one language. */
export async function readQuestions(path: string, encoding?: string): Promise<Questions> {
  const questions = new Questions();
  for await (const row of rowsOf(path, encoding)) {
    if (row.kind === 'unread') throw new UserError(row.reason, row.where, row.todo);
    const { where, value } = row;
    const id = textOf(firstField(value, IDS));
    const turns = turnsOf(value);
    if (id === undefined)
      throw new UserError('the prompt has no id', where, `give it a field "${IDS[0]}" or "id"`);
    if (turns === undefined)
      throw new UserError('the record asks nothing', where, 'it needs a field such as "turns" or "prompt"');
    const language = textOf(firstField(value, LANGUAGE_FIELDS));
    if (!questions.add(id, { turns, ...(language !== undefined && { language: tagOfLanguage(language) }) }))
      throw new UserError(`another prompt before has the id "${id}"`, where, 'give each its own');
  }
  return questions;
}
