/** What a server tells of itself, and whether it gives probabilities: it is asked for those of a few tokens. */

import { fieldAt } from '../../files/index.js';
import { type Beside, openBeside } from '../../harness/endpoint/index.js';
import type { SuiteTarget } from '../../harness/suite/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import type { Framed } from './types.js';

/** Tokens that are tried out. */
const TRIED = 16;

/** The share of them that must be the same at the server: it may show a few in other ways. */
const SAME = 0.75;

/** Who owns a model that llama.cpp serves, by its own list. */
const LLAMA = 'llamacpp';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Whole and positive; undefined where it is not. */
const sizeOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;

/** The model's entry in the list of a server. */
function entryOf(list: unknown, model: string): unknown {
  const all = listOf(fieldAt(list, 'data'));
  return all.find((one) => fieldAt(one, 'id') === model) ?? all[0];
}

/** Whether texts that a server gives for ids are those of the vocabulary. */
function areSame(vocabulary: Vocabulary, given: readonly (readonly [TokenId, unknown])[]): boolean {
  const said = given.filter(([, text]) => typeof text === 'string');
  // SentencePiece's servers leave out the space that a word begins with.
  const same = said.filter(([id, text]) => String(text).trim() === (vocabulary.textOf(id) ?? '').trim());
  return said.length > 0 && same.length >= SAME * said.length;
}

/** What a server says of itself. */
export interface About {
  readonly isLlama: boolean;
  /** What a prompt may hold, in tokens, where it says so. */
  readonly context: number | undefined;
}

/** Whether a server gives probabilities, and of the tokens that the vocabulary has. */
export type Scores = 'yes' | 'no' | 'other tokens';

export class Server {
  readonly #beside: Beside;
  readonly #target: SuiteTarget;
  readonly #vocabulary: Vocabulary;
  readonly #ids: readonly TokenId[];

  /** `tokens` are tried out. Throws UserError as an endpoint does. */
  constructor(target: SuiteTarget, vocabulary: Vocabulary, tokens: readonly Framed[]) {
    this.#beside = openBeside(target);
    this.#target = target;
    this.#vocabulary = vocabulary;
    this.#ids = tokens.slice(0, TRIED).map(({ id }) => id);
  }

  #path(place: string): string {
    return /\/v1\/*$/.test(this.#target.base_url) ? `/v1${place}` : place;
  }

  /** Rejects where it does not answer. */
  async about(): Promise<About> {
    const entry = entryOf(await this.#beside.get(this.#path('/models')), this.#target.model);
    return {
      isLlama: fieldAt(entry, 'owned_by') === LLAMA,
      context: sizeOf(fieldAt(entry, 'max_model_len')),
    };
  }

  /** Whether the server scores a prompt of these ids, as the tokens that they are here. Rejects where it does not answer. */
  async scoresPrompts(): Promise<Scores> {
    // The first token of a prompt has no probability: of one alone nothing could be told.
    const ids = this.#ids.length === 1 ? [...this.#ids, ...this.#ids] : this.#ids;
    const body = await this.#beside.post(this.#path('/completions'), {
      ...this.#target.extra_body,
      model: this.#target.model,
      prompt: ids,
      max_tokens: 1,
      temperature: 0,
      prompt_logprobs: 1,
    });
    const places = listOf(fieldAt(body, 'choices.0.prompt_logprobs') ?? fieldAt(body, 'prompt_logprobs'));
    if (places.length !== ids.length) return 'no';
    const shown = ids
      .map((id, i) => [id, fieldAt(fieldAt(places[i], String(id)), 'decoded_token')] as const)
      .slice(1);
    return areSame(this.#vocabulary, shown) ? 'yes' : 'other tokens';
  }

  /** The same of llama.cpp. */
  async scoresNext(): Promise<Scores> {
    const body = await this.#beside.post('/completion', { prompt: this.#ids, n_predict: 1, n_probs: 1 });
    if (listOf(fieldAt(body, 'completion_probabilities')).length === 0) return 'no';
    const texts: [TokenId, unknown][] = [];
    for (const id of this.#ids.slice(0, 4))
      texts.push([id, fieldAt(await this.#beside.post('/detokenize', { tokens: [id] }), 'content')]);
    return areSame(this.#vocabulary, texts) ? 'yes' : 'other tokens';
  }

  close(): Promise<void> {
    return this.#beside.close();
  }
}
