/** Reads the responses of files, whatever their formats. */

import { knownEncoding, readHead, shortened, type Unread } from '../../files/index.js';
import { askedHash } from '../../store/index.js';
import { type Column, columnOf, isAmbiguous, isOfComputers, nameOfComputers } from './computers.js';
import { headOptions } from './encodings.js';
import { languageOf, targetOf, writtenLanguage } from './fields.js';
import { filesOf } from './files.js';
import type { ReadOptions } from './format.js';
import { formatOf, unanswered } from './formats/index.js';
import { hasPolicy, languageOfCountry, nameOfLanguage, tagOfLanguage } from './languages.js';
import type { Question } from './questions.js';
import type { Double, Found, Note, Response, Row } from './response.js';

/** Rows of a file that are looked through for what its column of languages holds. */
const LOOKED_THROUGH = 1000;

/** Code units of a log's text in a message. */
const SHOWN = 60;

type Messages = NonNullable<Found['messages']>;

/** Without the answer itself, where it stands at their end: it excuses nothing. */
function withoutAnswer(messages: Messages, answer: string | null): Messages | undefined {
  const last = messages.at(-1);
  if (last?.role !== 'assistant' || answer === null || last.content.trim() !== answer.trim()) return messages;
  return messages.length === 1 ? undefined : messages.slice(0, -1);
}

/** What was asked: as another file that was named has it, else as the row has it. */
function messagesOf({ messages, channels }: Found, question: Question | undefined): Messages | undefined {
  const [turn, ...more] = question?.turns ?? [];
  const said = (more.length === 0 ? turn : undefined) ?? messages;
  return said && withoutAnswer(said, channels.answer);
}

/** Why a row has no language that responses can be measured in; `written` is what stands in its place. */
function withoutLanguage(
  language: string | undefined,
  asked: string | undefined,
  written: string | undefined,
): string {
  if (language === undefined && written !== undefined)
    return `"${shortened(written, SHOWN)}" is a language of computers here; --language gives that of the text`;
  if (language === undefined)
    return asked === undefined
      ? 'the row names no language; --language gives one'
      : `the row has no language in the field "${shortened(asked, SHOWN)}"`;
  const meant = languageOfCountry(language);
  const hint =
    meant === undefined ? 'offscript languages lists them' : `${nameOfLanguage(meant)} is "${meant}"`;
  return `no policy for the language "${shortened(language, SHOWN)}" (${hint})`;
}

/** Rows as they are found, made responses. What is to be said of a file is said when it is first seen. */
class Rows {
  readonly #options: ReadOptions;
  readonly #said = new Set<string>();

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  /** A note, the first time. */
  *note(text: string): Generator<Note> {
    if (this.#said.has(text)) return;
    this.#said.add(text);
    yield { kind: 'note', text };
  }

  *#ofTarget(path: string, { fileTarget }: Found): Generator<Note> {
    if (fileTarget !== undefined)
      yield* this.note(
        `${path}: no model is named in it; by its place it is "${shortened(fileTarget, SHOWN)}"`,
      );
  }

  *#ofLanguage(language: string): Generator<Note> {
    const meant = languageOfCountry(language);
    if (meant !== undefined)
      yield* this.note(
        `the language "${language}" is ${nameOfLanguage(language)}; ${nameOfLanguage(meant)} is "${meant}"`,
      );
  }

  /** How a name was taken that may be one of computers too. */
  *#ofComputers(path: string, written: string, column: Column): Generator<Note> {
    const { language: asked } = this.#options;
    const spoken = nameOfLanguage(tagOfLanguage(written));
    const code = nameOfComputers(written);
    const isCode = isOfComputers(written, column);
    const beside = column === null ? '' : `, as "${shortened(column.witness, SHOWN)}" beside it says`;
    if (isCode) yield* this.note(`${path}: the language "${written}" is ${code}, not ${spoken}${beside}`);
    else if (column?.of === 'both' || (column === null && asked !== undefined))
      yield* this.note(
        `${path}: the language "${written}" is taken for ${spoken}${column === null ? '' : `, though "${shortened(column.witness, SHOWN)}" stands beside it`}; where it is ${code}, leave it out and name the language of the text`,
      );
  }

  /** The prompt that another file has for a row. */
  #questionOf({ record, promptId, language, tag }: Found): Question | undefined {
    if (promptId === undefined) return undefined;
    const { questions, language: asked } = this.#options;
    return questions?.find(promptId, languageOf(record, tag ?? language, asked));
  }

  /** The row; `columnIn` looks at the languages that stand in its file, where one may be of computers. */
  async *toRow(
    path: string,
    found: Found | Unread | Double,
    columnIn: () => Promise<Column> = async () => null,
  ): AsyncGenerator<Row> {
    if (found.kind !== 'found') {
      yield found;
      return;
    }
    const { language: asked, target: named } = this.#options;
    const { where, record, channels, field, mark, id } = found;
    const question = this.#questionOf(found);
    const value = found.language ?? question?.language;
    const written = writtenLanguage(record, value, asked);
    const either = found.tag === undefined && written !== undefined && isAmbiguous(written);
    const column = either ? await columnIn() : null;
    if (either) yield* this.#ofComputers(path, written, column);
    const language = found.tag ?? languageOf(record, value, asked, column);
    if (language === undefined || !hasPolicy(language)) {
      yield { kind: 'unread', where, reason: withoutLanguage(language, asked, written) };
      return;
    }
    const own = targetOf(record, found.target, found.model, named);
    const target = own ?? found.fileTarget;
    if (target === undefined) {
      yield { kind: 'unread', where, reason: 'the row names no model; --target gives one' };
      return;
    }
    if (own === undefined) yield* this.#ofTarget(path, found);
    yield* this.#ofLanguage(language);
    const messages = messagesOf(found, question);
    const promptId = found.promptId ?? (messages ? askedHash({ language, messages }).slice(0, 12) : where);
    const response: Response = {
      kind: 'response',
      where,
      target,
      language,
      promptId,
      channels,
      ...(messages && { messages }),
      ...(field !== undefined && { field }),
      ...(mark !== undefined && { mark }),
      ...(id !== undefined && { id }),
    };
    yield response;
  }
}

/** What the languages of the first rows are of. */
async function columnAmong(
  rows: AsyncIterable<Found | Unread | Double>,
  asked: string | undefined,
): Promise<Column> {
  const names = new Set<string>();
  let looked = 0;
  for await (const row of rows) {
    if (++looked > LOOKED_THROUGH) break;
    const written = row.kind === 'found' ? writtenLanguage(row.record, row.language, asked) : undefined;
    if (written !== undefined) names.add(written);
  }
  return columnOf(names);
}

/** Makes it when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * The rows of `paths`, one after the other as they are read: responses with a target and a language that has a policy, and rows that
 * cannot be read or only repeat another; between them, notes of how they were read. Of a folder, the files in it that hold responses.
 * Holds one row at a time, of some JSON documents the whole. Throws UserError: a file that is not there, of no known format, in another
 * encoding, or of no use as a whole.
 */
export async function* readResponses(
  paths: readonly string[],
  { encoding: label, ...given }: ReadOptions = {},
): AsyncGenerator<Row> {
  const encoding = label === undefined ? undefined : knownEncoding(label, '--encoding');
  const options = { ...given, ...(encoding !== undefined && { encoding }) };
  const rows = new Rows(options);
  const { files, notes } = await filesOf(paths, options);
  for (const text of notes) yield* rows.note(text);
  for (const path of files) {
    const head = await readHead(path, headOptions(options));
    if (head.encoding !== undefined)
      yield* rows.note(`${path}: read as ${head.encoding}, by its byte order mark`);
    const format = formatOf(head, options.from, options.text);
    const columnIn = once(() => columnAmong(format.read(head, options), options.language));
    for await (const found of format.read(head, options)) yield* rows.toRow(path, found, columnIn);
  }
  const { requests } = options;
  if (requests === undefined) return;
  for (const [customId, request] of requests.byId)
    if (!requests.answered.has(customId)) yield* rows.toRow(request.where, unanswered(customId, request));
}
