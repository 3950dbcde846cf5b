/** A first look by prefill: the probabilities of a prompt that is a segment of the vocabulary twice, all tokens of a segment in one request. */

import { idsAsContent, prefill } from '../../harness/endpoint/index.js';
import type { SuiteTarget } from '../../harness/suite/index.js';
import type { Logprobs } from '../../store/index.js';
import type { TokenId } from '../tokenizer/index.js';
import type { Parts } from './parts.js';
import { type Screened, screenedBy } from './screened.js';

/** Tokens of a segment, where a model takes as many twice. */
const SEGMENT = 8000;

/** What stands before a segment and between it and its copy. */
const BEFORE = 'Repeat the text below exactly as it is.\n\n';
const BETWEEN = '\n\nThe same text once more:\n\n';

/** The probability of a token in its place, where the place is one that a server could have given. */
export function probabilityIn(places: Logprobs | undefined, at: number, id: TokenId): number | undefined {
  const entry = places?.[at]?.[2]?.find(([name]) => name === String(id));
  const logprob = entry?.[1];
  // Rounding may leave a little more than 1.
  return typeof logprob === 'number' && logprob <= 0.01 ? Math.min(1, Math.exp(logprob)) : undefined;
}

/** A target as it is asked for probabilities: nothing of how it samples matters. */
export function scoring(target: SuiteTarget, more: Partial<SuiteTarget>): SuiteTarget {
  const { stream: _, sampling: __, logprobs_of: ___, api: ____, ...rest } = target;
  // Probabilities of many tokens take more than an answer may.
  return { ...rest, logprobs: 1, ...more };
}

/** Asks for the probabilities of all tokens; `context` is what a prompt may hold, where that is known. */
export async function screenByPrefill(
  parts: Parts,
  target: SuiteTarget,
  {
    name,
    why,
    context,
  }: { readonly name: string; readonly why: string; readonly context: number | undefined },
): Promise<Screened> {
  const { tokens } = parts.probing.choice;
  const [before, between] = [parts.encode(BEFORE), parts.encode(BETWEEN)];
  const room =
    context === undefined ? SEGMENT : Math.floor((context - before.length - between.length - 2) / 2);
  const size = Math.max(1, Math.min(SEGMENT, room));
  const known = await parts.promptsOf(name);
  // Segments that are there are gone on with, whatever a server says of itself today.
  const own = known.length === 0 ? size : Math.ceil(tokens.length / known.length);
  const each = Math.ceil(tokens.length / Math.ceil(tokens.length / own));
  const segments = new Map<string, TokenId[]>();
  for (let i = 0; i < tokens.length; i += each)
    segments.set(
      `segment-${segments.size + 1}`,
      tokens.slice(i, i + each).map(({ id }) => id),
    );
  if (!parts.isStopped)
    await parts.run({
      name,
      what: `${target.id}: segments`,
      targets: [scoring(target, { extra_body: { ...target.extra_body, prompt_logprobs: 1 } })],
      prompts: Array.from(segments, ([id, ids]) => ({
        id,
        language: 'en',
        messages: [{ role: 'user', content: idsAsContent([...before, ...ids, ...between, ...ids]) }],
      })),
      repeats: 1,
      protocol: prefill,
    });
  const probabilities = new Map<TokenId, number>();
  const requests = { asked: 0, failed: 0 };
  await parts.read(name, ({ prompt, logprobs, error }) => {
    requests.asked++;
    if (error !== undefined) requests.failed++;
    const ids = segments.get(prompt) ?? [];
    const start = before.length + ids.length + between.length;
    // A prompt that the server cut or added to has other tokens in its places.
    if (logprobs?.length !== start + ids.length) return;
    for (const [i, id] of ids.entries()) {
      const probability = probabilityIn(logprobs, start + i, id);
      if (probability !== undefined) probabilities.set(id, probability);
    }
  });
  return screenedBy('prefill', why, { tokens, probabilities, requests });
}
