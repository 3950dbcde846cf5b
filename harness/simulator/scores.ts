/** Probabilities of tokens by a model with a vocabulary, as vLLM gives those of a prompt and llama.cpp those of the next token. */

import type { TokenId } from '../../vocabulary/tokenizer/index.js';
import { type ApiError, invalid } from './error.js';
import type { SimulatedVocabulary } from './types.js';

type Fields = Readonly<Record<string, unknown>>;

/** What to answer with. */
type Scored = { readonly body: object } | ApiError;

/** Of a token that goes on as the text did before, of one that was forgotten, and of any other. */
const COPIED = 0.97;
const FORGOTTEN = 1e-5;
const OTHER = 1e-4;

/** Most ids of a prompt. */
const LONGEST = 1 << 20;

const isId = (value: unknown): value is TokenId => Number.isSafeInteger(value) && (value as number) >= 0;

/** The ids of a prompt, or the error to answer with. */
function idsOf(prompt: unknown): readonly TokenId[] | ApiError {
  if (Array.isArray(prompt) && prompt.length > 0 && prompt.length <= LONGEST && prompt.every(isId))
    return prompt;
  return invalid(400, "'prompt' must be a list of token ids here.", { param: 'prompt' });
}

/** The probability of each token of a text, given those before it: what followed the same token last time follows it again. */
export function probabilitiesOf({ forgotten }: SimulatedVocabulary, ids: readonly TokenId[]): number[] {
  const followed = new Map<TokenId, TokenId>();
  let last: TokenId | undefined;
  return ids.map((id) => {
    const expected = last === undefined ? undefined : followed.get(last);
    if (last !== undefined) followed.set(last, id);
    last = id;
    if (forgotten.has(id)) return FORGOTTEN;
    return expected === id ? COPIED : OTHER;
  });
}

const shown = ({ vocabulary }: SimulatedVocabulary, id: TokenId): string =>
  Buffer.from(vocabulary.bytesOf(id)).toString('utf8');

/** A text completion whose prompt is scored, or an error: it goes on with nothing. */
export function scorePrompt(
  model: { readonly id: string; readonly vocabulary: SimulatedVocabulary },
  fields: Fields,
): Scored {
  const ids = idsOf(fields.prompt);
  if ('status' in ids) return ids;
  const probabilities = probabilitiesOf(model.vocabulary, ids);
  const prompt_logprobs = ids.map((id, i) =>
    i === 0
      ? null
      : {
          [id]: {
            logprob: Math.log(probabilities[i] ?? OTHER),
            rank: 1,
            decoded_token: shown(model.vocabulary, id),
          },
        },
  );
  const body = {
    object: 'text_completion',
    model: model.id,
    choices: [{ index: 0, text: '', finish_reason: 'length', logprobs: null, prompt_logprobs }],
    usage: { prompt_tokens: ids.length, completion_tokens: 1, total_tokens: ids.length + 1 },
  };
  return { body };
}

/** The likeliest next tokens behind a prompt, as llama.cpp has them, or an error. */
export function scoreNext(model: SimulatedVocabulary, fields: Fields): Scored {
  const ids = idsOf(fields.prompt);
  if ('status' in ids) return ids;
  const last = ids.at(-1);
  const before = ids.slice(0, -1).lastIndexOf(last ?? -1);
  const expected = before < 0 ? undefined : ids[before + 1];
  const most = isId(fields.n_probs) ? fields.n_probs : 0;
  const likely = expected !== undefined && !model.forgotten.has(expected) ? [expected] : [];
  const rest: TokenId[] = [];
  for (let id = 0; rest.length < most && id < model.vocabulary.size; id++) if (id !== expected) rest.push(id);
  const top_logprobs = [...likely, ...rest].slice(0, most).map((id, i) => ({
    id,
    token: shown(model, id),
    bytes: [...model.vocabulary.bytesOf(id)],
    logprob: Math.log(id === expected ? COPIED : OTHER / (i + 1)),
  }));
  const [first] = top_logprobs;
  const body = {
    content: first?.token ?? '',
    completion_probabilities: first === undefined ? [] : [{ ...first, top_logprobs }],
  };
  return { body };
}
