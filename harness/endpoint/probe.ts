/** Tries out what an endpoint can do: a small question, asked as the suite asks, streamed, and with probabilities. */

import { splitReasoning } from '../../detectors/core/index.js';
import type { Prompt } from '../../prompts/index.js';
import { type SuiteTarget, TAKES } from '../suite/index.js';
import type { Reply } from './endpoint.js';
import { openEndpoint } from './open.js';
import { CONCURRENCY } from './pace.js';

/** Tokens of an answer: enough for a word after a short thought. */
const MOST_TOKENS = 64;

const QUESTION: Prompt = {
  id: 'check',
  language: 'en',
  messages: [{ role: 'user', content: 'What is the capital of Japan? Answer in one word.' }],
};

export interface Probe {
  readonly target: string;
  /** Whether the endpoint lists the model; null where it lists none. */
  readonly listed: boolean | null;
  /** Why the first question has no answer; null where it has one. */
  readonly error: string | null;
  readonly latency_ms: number | null;
  readonly streaming: boolean;
  readonly first_token_ms: number | null;
  readonly logprobs: boolean;
  /** Reasoning came in a channel of its own, or in tags. */
  readonly reasoning: boolean;
  /** What the first question cost, and what a second of such questions costs at the target's concurrency; null without prices. */
  readonly cost: number | null;
  readonly cost_per_second: number | null;
}

/** Whether reasoning came, in a channel of its own or marked in the content. */
const reasons = ({ answer, reasoning }: Reply): boolean =>
  (reasoning ?? splitReasoning(answer ?? '').reasoning) !== undefined;

async function ask(target: SuiteTarget, seed: number | undefined): Promise<Reply | null> {
  const endpoint = await openEndpoint(target);
  try {
    return await endpoint.ask(QUESTION, seed);
  } finally {
    await endpoint.close();
  }
}

async function isListed(target: SuiteTarget): Promise<boolean | null> {
  const endpoint = await openEndpoint(target);
  try {
    return (await endpoint.models()).includes(target.model);
  } catch {
    return null;
  } finally {
    await endpoint.close();
  }
}

type LimitField = 'max_tokens' | 'max_completion_tokens';

/** The target with a short limit, in the field in which it has one. */
function brief(
  { sampling = {}, logprobs: _, first_token_timeout: __, ...target }: SuiteTarget,
  limit: LimitField,
): SuiteTarget {
  // What does not answer now is what is to be said.
  return { ...target, retries: 1, wait_for: 0, sampling: { ...sampling, [limit]: MOST_TOKENS } };
}

/** Whether a server takes no `max_tokens`, which the suite may never have sent: it says what to send instead. */
const wantsOther = (reply: Reply | null): boolean =>
  reply !== null &&
  'error' in reply &&
  reply.error.kind === 'http' &&
  reply.error.message.includes('max_completion_tokens');

/** Asks as the suite would, in few tokens. Returns the target so asked, and what came of it. */
async function askBriefly(
  target: SuiteTarget,
  seed: number | undefined,
): Promise<{ readonly small: SuiteTarget; readonly reply: Reply | null }> {
  const { max_tokens, max_completion_tokens } = target.sampling ?? {};
  const small = brief(target, max_completion_tokens === undefined ? 'max_tokens' : 'max_completion_tokens');
  const reply = await ask(small, seed);
  if (max_tokens !== undefined || max_completion_tokens !== undefined || !wantsOther(reply))
    return { small, reply };
  const other = brief(target, 'max_completion_tokens');
  return { small: other, reply: await ask(other, seed) };
}

function costOf({ prices }: SuiteTarget, reply: Reply | null): number | null {
  if (prices === undefined || reply === null || 'error' in reply || reply.usage === undefined) return null;
  const { prompt_tokens, completion_tokens } = reply.usage;
  return (prompt_tokens * prices.input + completion_tokens * prices.output) / 1e6;
}

/**
 * Probes a target with three small questions by its protocol, the first one asked as the suite asks: streamed or not, with a seed
 * where it has one; with two where the protocol has no probabilities to ask for.
 * Throws UserError where its key, proxy or certificates are missing.
 */
export async function probe(target: SuiteTarget, seed?: number): Promise<Probe> {
  const listed = await isListed(target);
  const { small, reply: plain } = await askBriefly(target, seed);
  const failed = plain !== null && 'error' in plain;
  const error = failed ? plain.error.message : null;
  const streamed = failed ? null : target.stream ? plain : await ask({ ...small, stream: true }, seed);
  const gives = TAKES[target.api ?? 'chat'].logprobs !== null;
  const likely = failed || !gives ? null : await ask({ ...small, logprobs: 1 }, seed);
  const latency = plain?.latency_ms ?? null;
  const cost = costOf(target, plain);
  const asked = [plain, streamed, likely].filter((reply) => reply !== null && !('error' in reply));
  return {
    target: target.id,
    listed,
    error,
    latency_ms: failed ? null : latency,
    streaming: streamed !== null && !('error' in streamed),
    first_token_ms: streamed?.first_token_ms ?? null,
    logprobs: likely !== null && 'logprobs' in likely && (likely.logprobs?.length ?? 0) > 0,
    reasoning: asked.some((reply) => reply !== null && reasons(reply)),
    cost,
    cost_per_second:
      cost === null || latency === null || latency === 0
        ? null
        : (cost * (target.concurrency ?? CONCURRENCY) * 1000) / latency,
  };
}
