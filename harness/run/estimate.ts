/** What a run is going to take: requests, tokens and cost, before anything is spent. */

import { underSystem } from '../../prompts/bare/index.js';
import { KeySet, type RunStore } from '../../store/index.js';
import { estimateTokens } from '../endpoint/index.js';
import type { Suite, SuiteTarget } from '../suite/index.js';
import { questionsFor } from './plan.js';
import type { Part } from './types.js';

/** Tokens of an answer about which nothing is known. */
const GUESS = 500;

export interface Estimate {
  readonly target: string;
  /** Questions, and those that still have to be asked. */
  readonly questions: number;
  readonly requests: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  /** Where the tokens come from: the mean of the answers that are there, the limit of the suite, or nothing better than a guess. */
  readonly basis: 'answers' | 'limit' | 'guess';
  /** In the currency of the suite's prices; null where it has none. */
  readonly cost: number | null;
}

/** Tokens that the answers of one target took. */
interface Used {
  samples: number;
  input: number;
  output: number;
}

function estimate(
  suite: Suite,
  target: SuiteTarget,
  part: Part,
  done: KeySet,
  used: Used | undefined,
): Estimate {
  let questions = 0;
  let requests = 0;
  let tokens = 0;
  for (const { key, prompt } of questionsFor(suite, target, part)) {
    questions++;
    if (done.has(key)) continue;
    requests++;
    tokens += estimateTokens(underSystem(prompt, target.system), target);
  }
  const limit = target.sampling?.max_completion_tokens ?? target.sampling?.max_tokens;
  const basis = used === undefined ? (limit === undefined ? 'guess' : 'limit') : 'answers';
  const input = used === undefined ? tokens : Math.round((used.input / used.samples) * requests);
  const each = used === undefined ? (limit ?? GUESS) : used.output / used.samples;
  const output = Math.round(each * requests);
  const { prices } = target;
  const cost = prices === undefined ? null : (input * prices.input + output * prices.output) / 1e6;
  return {
    target: target.id,
    questions,
    requests,
    input_tokens: input,
    output_tokens: output,
    basis,
    cost,
  };
}

/** Which of a run is estimated. */
export interface Estimated extends Part {
  readonly only?: readonly string[];
  /** As if nothing had been asked yet, but for what the answers that are there say of tokens. */
  readonly anew?: boolean;
}

/** Estimates what `run` with the same arguments would ask. Reads the store, and writes nothing. */
export async function estimateRun(suite: Suite, store: RunStore, part: Estimated = {}): Promise<Estimate[]> {
  const done = new KeySet();
  const used = new Map<string, Used>();
  for await (const { key, target, error, usage } of store.samples()) {
    if (error !== undefined) continue;
    if (!part.anew) done.add(key);
    if (usage === undefined) continue;
    const sum = used.get(target) ?? { samples: 0, input: 0, output: 0 };
    sum.samples++;
    sum.input += usage.prompt_tokens;
    sum.output += usage.completion_tokens;
    used.set(target, sum);
  }
  return suite.targets
    .filter(({ id }) => part.only?.includes(id) ?? true)
    .map((target) => estimate(suite, target, part, done, used.get(target.id)));
}
