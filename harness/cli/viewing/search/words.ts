/** Which samples have what is searched for: by the index where it knows the words, else by a look at each text. */

import { createContext, Script } from 'node:vm';
import { UserError } from '../../../../files/index.js';
import type { PromptRecord } from '../../../../store/index.js';
import { askedIn, type Catalog, folded, NO_PROMPT, saidIn, trigramsOf } from '../catalog/index.js';

/** What is looked for: a text in any case, or a regular expression. */
export type Wanted =
  | { readonly kind: 'text'; readonly folded: string; readonly query: string | undefined }
  | {
      readonly kind: 'regex';
      readonly source: string;
      readonly test: (texts: readonly string[]) => boolean[];
    };

/** Milliseconds that an expression may take for a few texts. */
const MOST = 2000;

/** An expression that some texts make go on for ever is stopped: in a context of its own, which has a clock. */
function expressionTest(source: string): (texts: readonly string[]) => boolean[] {
  const context = createContext({ source, texts: [] as readonly string[] });
  try {
    new Script('globalThis.expression = new RegExp(source, "iu")').runInContext(context);
  } catch (error) {
    throw new UserError(`this is no regular expression: ${(error as Error).message}`, 'regex');
  }
  const script = new Script('texts.map((text) => expression.test(text))');
  return (texts) => {
    context.texts = texts;
    try {
      return Array.from(script.runInContext(context, { timeout: MOST }) as boolean[], Boolean);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      throw new UserError(
        'this expression takes too long',
        'regex',
        'write one that does not try the same again',
      );
    } finally {
      context.texts = [];
    }
  };
}

/** What a choice looks for; undefined where that is nothing. Throws UserError for what is no regular expression. */
export function wantedIn({
  text = '',
  regex = '',
}: {
  readonly text?: string;
  readonly regex?: string;
}): Wanted | undefined {
  if (regex !== '') return { kind: 'regex', source: regex, test: expressionTest(regex) };
  if (text === '') return undefined;
  const words = folded(text);
  return { kind: 'text', folded: words, query: trigramsOf(words) };
}

const testOf = (wanted: Wanted): ((texts: readonly string[]) => boolean[]) =>
  wanted.kind === 'regex'
    ? wanted.test
    : (texts) => texts.map((text) => folded(text).includes(wanted.folded));

/** Nobody knows yet, the prompt has it, or it has not. */
const UNKNOWN = 0;
const HAS = 1;
const HAS_NOT = 2;

/** Prompts that are looked at when the search begins: of more, each is when a sample of it is. */
const MOST_PROMPTS = 20_000;

/** A search in one run. */
export class WordSearch {
  readonly #catalog: Catalog;
  readonly #test: (texts: readonly string[]) => boolean[];
  /** Rows whose texts may have it; all where nothing is known. */
  readonly #candidates: Uint8Array | undefined;
  /** Of each prompt whether it has it. */
  readonly #prompts: Uint8Array;
  /** Whether a candidate is sure to have it: three code points are a run of three. */
  readonly isSure: boolean;

  constructor(catalog: Catalog, wanted: Wanted) {
    this.#catalog = catalog;
    this.#test = testOf(wanted);
    const query = wanted.kind === 'text' ? wanted.query : undefined;
    this.isSure = wanted.kind === 'text' && query !== undefined && [...wanted.folded].length === 3;
    this.#prompts = new Uint8Array(catalog.known.questions.length);
    if (query === undefined) return;
    const candidates = new Uint8Array(catalog.rows.length);
    catalog.file.matching('said', query, (row) => {
      candidates[row] = 1;
    });
    this.#candidates = candidates;
    this.#prompts.fill(HAS_NOT);
    const asked: number[] = [];
    catalog.file.matching('asked', query, (number) => {
      asked.push(number);
      this.#prompts[number] = this.isSure ? HAS : UNKNOWN;
    });
    if (!this.isSure && asked.length <= MOST_PROMPTS) for (const number of asked) this.#promptHas(number);
  }

  #promptHas(number: number): boolean {
    if (number === NO_PROMPT) return false;
    if (this.#prompts[number] === UNKNOWN) {
      const record = this.#catalog.file.prompt(number);
      const [has = false] =
        record === undefined ? [] : this.#test([askedIn(JSON.parse(record) as PromptRecord)]);
      this.#prompts[number] = has ? HAS : HAS_NOT;
    }
    return this.#prompts[number] === HAS;
  }

  /** Whether a row may have it. */
  mayHave(row: number): boolean {
    if (this.#candidates === undefined || this.#candidates[row] === 1) return true;
    const number = this.#catalog.rows.prompt(row);
    return number !== NO_PROMPT && this.#prompts[number] !== HAS_NOT;
  }

  /** Which of these rows have it. Reads their samples, but where the index is sure. */
  async which(rows: readonly number[]): Promise<number[]> {
    if (this.isSure) return [...rows];
    const open = rows.filter((row) => !this.#promptHas(this.#catalog.rows.prompt(row)));
    const has = new Set<number>();
    const texts: string[] = [];
    for await (const sample of this.#catalog.store.at(open.map((row) => this.#catalog.place(row))))
      texts.push(sample === undefined ? '' : saidIn(sample));
    for (const [i, found] of this.#test(texts).entries()) {
      const row = open[i];
      if (found && row !== undefined) has.add(row);
    }
    const isOpen = new Set(open);
    return rows.filter((row) => !isOpen.has(row) || has.has(row));
  }
}
