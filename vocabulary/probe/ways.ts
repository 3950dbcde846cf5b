/** How a server can be asked: by what it offers beside answers. */

import { type Beside, openBeside } from '../../harness/endpoint/index.js';
import type { SuiteTarget } from '../../harness/suite/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import type { Framed, Way } from './types.js';

/** A way, why it is taken, and what a prompt may hold, where that is known. */
export interface Offer {
  readonly way: Way;
  readonly why: string;
  readonly context: number | undefined;
}

/** Tokens that are tried out. */
const TRIED = 16;

/** The share of them that must be the same at the server: it may show a few in other ways. */
const SAME = 0.75;

/** Who owns a model that llama.cpp serves, by its own list. */
const LLAMA = 'llamacpp';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const fieldOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Whole and positive; undefined where it is not. */
const sizeOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;

/** The model's entry in the list of a server. */
function entryOf(list: unknown, model: string): unknown {
  const all = listOf(fieldOf(list, 'data'));
  return all.find((one) => fieldOf(one, 'id') === model) ?? all[0];
}

/** Whether texts that a server gives for ids are those of the vocabulary. */
function areSame(vocabulary: Vocabulary, given: readonly (readonly [TokenId, unknown])[]): boolean {
  const said = given.filter(([, text]) => typeof text === 'string');
  // SentencePiece's servers leave out the space that a word begins with.
  const same = said.filter(([id, text]) => String(text).trim() === (vocabulary.textOf(id) ?? '').trim());
  return said.length > 0 && same.length >= SAME * said.length;
}

class Server {
  readonly #beside: Beside;
  readonly #target: SuiteTarget;
  readonly #vocabulary: Vocabulary;
  readonly #ids: readonly TokenId[];

  constructor(beside: Beside, target: SuiteTarget, vocabulary: Vocabulary, tokens: readonly Framed[]) {
    this.#beside = beside;
    this.#target = target;
    this.#vocabulary = vocabulary;
    this.#ids = tokens.slice(0, TRIED).map(({ id }) => id);
  }

  #path(place: string): string {
    return /\/v1\/*$/.test(this.#target.base_url) ? `/v1${place}` : place;
  }

  async entry(): Promise<unknown> {
    return entryOf(await this.#beside.get(this.#path('/models')), this.#target.model);
  }

  /** Whether the server scores a prompt of these ids, as the tokens that they are here. Rejects where it does not answer. */
  async scoresPrompts(): Promise<'yes' | 'no' | 'other tokens'> {
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
    const places = listOf(
      fieldOf(listOf(fieldOf(body, 'choices'))[0], 'prompt_logprobs') ?? fieldOf(body, 'prompt_logprobs'),
    );
    if (places.length !== ids.length) return 'no';
    const shown = ids
      .map((id, i) => [id, fieldOf(fieldOf(places[i], String(id)), 'decoded_token')] as const)
      .slice(1);
    return areSame(this.#vocabulary, shown) ? 'yes' : 'other tokens';
  }

  /** The same of llama.cpp. */
  async scoresNext(): Promise<'yes' | 'no' | 'other tokens'> {
    const body = await this.#beside.post('/completion', { prompt: this.#ids, n_predict: 1, n_probs: 1 });
    if (listOf(fieldOf(body, 'completion_probabilities')).length === 0) return 'no';
    const texts: [TokenId, unknown][] = [];
    for (const id of this.#ids.slice(0, 4))
      texts.push([id, fieldOf(await this.#beside.post('/detokenize', { tokens: [id] }), 'content')]);
    return areSame(this.#vocabulary, texts) ? 'yes' : 'other tokens';
  }
}

const SAMPLING = 'answers, to groups of tokens first and to tokens alone where a group lacks them';
const PREFILL =
  'the server scores prompts (prompt_logprobs): whole segments at once, the least likely confirmed by answers';
const NEXT =
  'llama.cpp scores no prompts, but the next token (n_probs): one token written for each, the least likely confirmed by answers';

const MAGIKARP =
  'three prompts a token, and the largest probability that it has in the first three places behind them (Land and Bartolo 2024)';

/** Whether a server is llama.cpp's, and its tokens are those of the vocabulary: then it may be asked by ids. */
export async function isLlama(
  target: SuiteTarget,
  vocabulary: Vocabulary,
  tokens: readonly Framed[],
): Promise<boolean> {
  const beside = openBeside(target);
  try {
    const server = new Server(beside, target, vocabulary, tokens);
    if (fieldOf(await server.entry(), 'owned_by') !== LLAMA) return false;
    return (await server.scoresNext()) === 'yes';
  } catch {
    return false;
  } finally {
    await beside.close();
  }
}

/** What a server offers; `wanted` is tried alone. Throws an error that says what is missing, where a way is wanted. */
export async function offerOf(
  target: SuiteTarget,
  vocabulary: Vocabulary,
  tokens: readonly Framed[],
  wanted?: Way,
): Promise<Offer> {
  const sampling: Offer = { way: 'sampling', why: SAMPLING, context: undefined };
  const isOpenAIs = target.api === undefined || target.api === 'chat' || target.api === 'completions';
  if (wanted === 'sampling' || (wanted === undefined && !isOpenAIs)) return sampling;
  const beside = openBeside(target);
  try {
    const server = new Server(beside, target, vocabulary, tokens);
    const entry = await server.entry().catch(() => undefined);
    const context = sizeOf(fieldOf(entry, 'max_model_len'));
    const way = wanted ?? (fieldOf(entry, 'owned_by') === LLAMA ? 'next_token' : 'prefill');
    const scores = way === 'prefill' ? server.scoresPrompts() : server.scoresNext();
    const said = await (wanted === undefined ? scores.catch(() => 'no' as const) : scores);
    if (said === 'yes') return { way, why: way === 'prefill' ? PREFILL : NEXT, context };
    const why =
      said === 'no'
        ? 'it gives no such probabilities'
        : 'its ids are of other tokens than those of the tokenizer';
    if (wanted !== undefined) throw new Error(why);
    return said === 'no' ? sampling : { ...sampling, why: `${SAMPLING}; ${why}` };
  } finally {
    await beside.close();
  }
}

/** Why a way was taken before. */
export const whyOf = (way: Way): string =>
  ({ sampling: SAMPLING, prefill: PREFILL, next_token: NEXT, magikarp: MAGIKARP })[way];
