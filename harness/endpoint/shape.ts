/** Whether the choice of a completion has its answer where answers are known to stand, or in a place that nobody knows. */

/** Fields of a message that say something, or that say that nothing is said. */
const SAYS: ReadonlySet<string> = new Set([
  'content',
  'reasoning_content',
  'reasoning',
  'thinking',
  'reasoning_details',
  'refusal',
  'tool_calls',
  'function_call',
  'audio',
]);

/** Names of what servers put beside an answer: who speaks, why it ended, what a filter said, tokens and ids. */
const BESIDE =
  /role|name|index|reason|finish|stop|filter|safety|logprob|token|seed|usage|provider|fields|meta|annotations|prefix|error|ids?$/i;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Whether anything is in a field: text, or what may hold some. */
const hasInk = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : value !== null && typeof value === 'object' && Object.keys(value).length > 0;

/** Names of the fields that may hold an answer which is not read. */
const unread = (fields: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(fields).filter((name) => !SAYS.has(name) && !BESIDE.test(name) && hasInk(fields[name]));

const isContent = (content: unknown): boolean =>
  content == null || typeof content === 'string' || Array.isArray(content);

/** Whether a message says something where that is known to stand. */
const says = (message: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(message).some((name) => SAYS.has(name) && hasInk(message[name]));

const isMessage = (message: unknown): boolean =>
  isObject(message) &&
  isContent(message.content) &&
  (Object.keys(message).some((name) => SAYS.has(name)) || unread(message).length === 0);

/**
 * False where an answer may stand in a choice and is not read, since its place is not known: then it is no empty one. A message that is
 * not there, or says nothing, is an empty answer.
 */
export function isKnownChoice(choice: object): boolean {
  const { message, ...rest } = choice as Readonly<Record<string, unknown>>;
  return message == null ? unread(rest).length === 0 : isMessage(message);
}

/** The names of fields, and of those of the message in them: `"index", "message" ("role", "text")`. */
export function fieldsOf(choice: object): string {
  const names = (fields: object): string =>
    Object.keys(fields)
      .map((name) => `"${name}"`)
      .join(', ') || 'nothing';
  return (
    Object.entries(choice)
      .map(([name, value]) => `"${name}"${isObject(value) ? ` (${names(value)})` : ''}`)
      .join(', ') || 'nothing'
  );
}

/** Looks at the chunks of a stream until one says something in a known place. */
export class Places {
  #said = false;
  #begun = false;
  /** The first chunk with a choice that is not known, and the first one without choices. */
  #odd: object | undefined;
  #other: object | undefined;

  /** Takes a chunk and its choice, whose piece is its message; no choice where it has none that is read. */
  look(chunk: object, choice: { readonly message: object | string | null } | null | undefined): void {
    if (this.#said) return;
    if (choice == null) {
      if (!('choices' in chunk)) this.#other ??= chunk;
      return;
    }
    const { message } = choice;
    this.#begun = true;
    this.#said = isObject(message) && isContent(message.content) && says(message);
    if (!this.#said && !isKnownChoice(choice)) this.#odd ??= chunk;
  }

  /** What stands for a stream that said nothing where that is known to stand, and may have said something elsewhere. */
  odd(): object | undefined {
    if (this.#said) return undefined;
    return this.#odd ?? (this.#begun ? undefined : (this.#other ?? {}));
  }
}
