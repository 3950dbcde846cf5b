/** How a server can be asked: by what it offers beside answers. */

import type { SuiteTarget } from '../../harness/suite/index.js';
import type { Vocabulary } from '../tokenizer/index.js';
import { Server } from './server.js';
import type { Framed, Way } from './types.js';

/** A way, why it is taken, and what a prompt may hold, where that is known. */
export interface Offer {
  readonly way: Way;
  readonly why: string;
  readonly context: number | undefined;
}

/** Why each way is taken. */
const WHY: Readonly<Record<Way, string>> = {
  sampling: 'answers, to groups of tokens first and to tokens alone where a group lacks them',
  prefill:
    'the server scores prompts (prompt_logprobs): whole segments at once, the least likely confirmed by answers',
  next_token:
    'llama.cpp scores no prompts, but the next token (n_probs): one token written for each, the least likely confirmed by answers',
  magikarp:
    'three prompts a token, and the largest probability that it has in the first three places behind them (Land and Bartolo 2024)',
};

/** Why a way was taken before. */
export const whyOf = (way: Way): string => WHY[way];

/** Whether a server is llama.cpp's, and its tokens are those of the vocabulary: then it may be asked by ids. */
export async function isLlama(
  target: SuiteTarget,
  vocabulary: Vocabulary,
  tokens: readonly Framed[],
): Promise<boolean> {
  const server = new Server(target, vocabulary, tokens);
  try {
    return (await server.about()).isLlama && (await server.scoresNext()) === 'yes';
  } catch {
    return false;
  } finally {
    await server.close();
  }
}

/** What a server offers; `wanted` is tried alone. Throws an error that says what is missing, where a way is wanted. */
export async function offerOf(
  target: SuiteTarget,
  vocabulary: Vocabulary,
  tokens: readonly Framed[],
  wanted?: Way,
): Promise<Offer> {
  const sampling: Offer = { way: 'sampling', why: WHY.sampling, context: undefined };
  const isOpenAIs = target.api === undefined || target.api === 'chat' || target.api === 'completions';
  if (wanted === 'sampling' || (wanted === undefined && !isOpenAIs)) return sampling;
  const server = new Server(target, vocabulary, tokens);
  try {
    const { isLlama: isNext, context } = await server
      .about()
      .catch(() => ({ isLlama: false, context: undefined }));
    const way = wanted ?? (isNext ? 'next_token' : 'prefill');
    const scores = way === 'prefill' ? server.scoresPrompts() : server.scoresNext();
    const said = await (wanted === undefined ? scores.catch(() => 'no' as const) : scores);
    if (said === 'yes') return { way, why: WHY[way], context };
    const why =
      said === 'no'
        ? 'it gives no such probabilities'
        : 'its ids are of other tokens than those of the tokenizer';
    if (wanted !== undefined) throw new Error(why);
    return said === 'no' ? sampling : { ...sampling, why: `${WHY.sampling}; ${why}` };
  } finally {
    await server.close();
  }
}
