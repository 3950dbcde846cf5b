/** The tokens of a model from the server that serves it: `/detokenize` of vLLM, SGLang and llama.cpp, over all ids. */

import { fieldAt, UserError } from '../../files/index.js';
import { type Beside, openBeside } from '../endpoint/index.js';
import { type SuiteTarget, shownUrl } from '../suite/index.js';
import { readCached, writeCached } from './cache.js';
import type { TokenTexts } from './types.js';

/** Stands between two tokens: hardly any token holds it. */
const MARK = '§§§';

/** Tokens that are asked for at once, and requests at once. */
const BATCH = 512;
const AT_ONCE = 4;

/** More ids than any vocabulary has. */
const MOST_TOKENS = 2 ** 21;

/** Tokens that are asked for again, to see whether what was kept of a server is still its own. */
const SPOTS = 16;

/** What a token that is part of a character comes as. */
const PIECE = '\ufffd';

/** One server's words for a text. */
const textIn = (value: unknown): string | undefined =>
  ['content', 'prompt', 'text'].map((name) => fieldAt(value, name)).find((one) => typeof one === 'string') as
    | string
    | undefined;

class Server {
  readonly #beside: Beside;
  readonly #model: string;
  #mark: readonly number[] = [];

  constructor(beside: Beside, model: string) {
    this.#beside = beside;
    this.#model = model;
  }

  /** Learns the tokens of the mark. Rejects where the server has no such offer. */
  async open(): Promise<void> {
    // Every server takes its own of these fields and leaves the others.
    const body = { model: this.#model, content: MARK, prompt: MARK, add_special_tokens: false };
    const tokens = fieldAt(await this.#beside.post('/tokenize', body), 'tokens');
    if (!Array.isArray(tokens) || !tokens.every((one) => Number.isInteger(one)))
      throw new Error('/tokenize names no tokens');
    this.#mark = tokens;
    const back = await this.#textOf(this.#mark);
    if (back.trim() !== MARK) throw new Error('/detokenize gives back another text than /tokenize took');
  }

  async #textOf(tokens: readonly number[]): Promise<string> {
    const text = textIn(await this.#beside.post('/detokenize', { model: this.#model, tokens }));
    if (text === undefined) throw new Error('/detokenize gives no text');
    return text;
  }

  /** The text of one token; null where there is no such token, or it is no text. */
  async one(id: number): Promise<string | null> {
    try {
      const text = await this.#textOf([id]);
      return text === '' ? null : text;
    } catch {
      return null;
    }
  }

  /** The texts of these tokens: all at once, by halves where that cannot be told apart. */
  async texts(ids: readonly number[]): Promise<(string | null)[]> {
    const [first] = ids;
    if (first === undefined) return [];
    if (ids.length === 1) return [await this.one(first)];
    try {
      const parts = (await this.#textOf(ids.flatMap((id) => [id, ...this.#mark]))).split(MARK);
      // A token that holds a part of the mark itself leaves an empty text, or one with what is left of it.
      const isClear = (part: string): boolean => part !== '' && !part.includes(MARK.charAt(0));
      if (parts.length === ids.length + 1 && parts.slice(0, -1).every(isClear)) return parts.slice(0, -1);
    } catch {
      // One of them may be unknown.
    }
    const half = ids.length >> 1;
    return [...(await this.texts(ids.slice(0, half))), ...(await this.texts(ids.slice(half)))];
  }

  /** How many tokens there are: llama.cpp says so; else the first id that is none is looked for. */
  async size(): Promise<number> {
    const models = fieldAt(await this.#beside.get('/v1/models').catch(() => undefined), 'data');
    for (const model of Array.isArray(models) ? models : []) {
      const size = fieldAt(fieldAt(model, 'meta'), 'n_vocab');
      if (typeof size === 'number' && Number.isInteger(size) && size > 0) return size;
    }
    let high = 1024;
    while (high < MOST_TOKENS && (await this.one(high)) !== null) high *= 2;
    let low = high / 2;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((await this.one(middle)) === null) high = middle;
      else low = middle;
    }
    return high;
  }
}

async function allTexts(server: Server, size: number): Promise<TokenTexts> {
  const texts = new Array<string | null>(size).fill(null);
  const starts = Array.from({ length: Math.ceil(size / BATCH) }, (_, i) => i * BATCH);
  const next = starts.values();
  const work = async (): Promise<void> => {
    for (const start of next) {
      const ids = Array.from({ length: Math.min(BATCH, size - start) }, (_, i) => start + i);
      for (const [i, text] of (await server.texts(ids)).entries()) texts[start + i] = text;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return texts.map((text) => (text === null || text.includes(PIECE) ? null : text));
}

/** Whether a server gives the same texts for a few tokens as it did before. */
async function isStill(server: Server, texts: TokenTexts): Promise<boolean> {
  const known = texts.flatMap((text, id) => (text === null ? [] : [{ text, id }]));
  const step = Math.max(1, Math.floor(known.length / SPOTS));
  for (const { text, id } of known.filter((_, i) => i % step === 0))
    if ((await server.one(id))?.trim() !== text.trim()) return false;
  return true;
}

/**
 * The texts of all tokens of a target's model. What a server told once is kept in the user's cache by its address and model, and asked for again where it has changed.
 * Throws UserError where a server has no `/detokenize`.
 */
export async function tokensOfServer(target: SuiteTarget): Promise<TokenTexts> {
  const beside = openBeside(target);
  const server = new Server(beside, target.model);
  const key = { url: target.base_url, model: target.model };
  try {
    await server.open();
    const size = await server.size();
    const cached = await readCached(key);
    if (cached !== undefined && cached.length === size && (await isStill(server, cached))) return cached;
    const texts = await allTexts(server, size);
    writeCached(key, texts);
    return texts;
  } catch (error) {
    throw new UserError(
      `${shownUrl(target.base_url)} does not tell its tokens: ${(error as Error).message}`,
      `target ${target.id}`,
      'vLLM, SGLang and llama.cpp do by /tokenize and /detokenize; name a "tokenizer" file instead',
    );
  } finally {
    await beside.close();
  }
}
