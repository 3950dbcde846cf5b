/** What is kept of every sample to compare vendors: when it was asked, what it took, how it ended. */

import { MOST_REPEATS, type Sample } from '../../store/index.js';
import { groupedBy } from '../arrange.js';
import type { Judgement, State } from '../judging/index.js';

/** Finish reasons of a response that a limit of length ended. */
const CUT = /^(?:length|max_tokens|max_output_tokens|model_length)$/i;

export interface Fact {
  /** The prompt's number in the tally of its run, and among all runs of the report. */
  readonly own: number;
  readonly prompt: number;
  readonly repeat: number;
  readonly state: State;
  /** Requests, 0 where it was not Offscript that asked; those of them that brought no answer. */
  readonly attempts: number;
  readonly failed: number;
  /** Whether a limit of length ended it; undefined where nothing says how it ended. */
  readonly cut: boolean | undefined;
  /** Neither an answer nor a call of a tool: a response that is calls alone is none. */
  readonly isEmpty: boolean;
  readonly onlyReasoning: boolean;
  /** Milliseconds; undefined where nothing says, and where there was no answer. */
  readonly latency: number | undefined;
  readonly first: number | undefined;
  /** Tokens; undefined where the endpoint counted none. */
  readonly input: number | undefined;
  readonly output: number | undefined;
  readonly reasoning: number | undefined;
  /** Milliseconds since 1970. */
  readonly started: number | undefined;
}

const factOf = (own: number, prompt: number, sample: Sample, judgement: Judgement): Fact => {
  const { repeat, attempts, retried = [], error, finish_reason: reason, usage, tool_calls = [] } = sample;
  const started = sample.started_at === undefined ? Number.NaN : Date.parse(sample.started_at);
  const { state } = judgement.outcome;
  const isEmpty = state === 'empty' && tool_calls.length === 0;
  return {
    own,
    prompt,
    repeat,
    state,
    attempts,
    failed: Math.min(attempts, retried.length + (error !== undefined && attempts > 0 ? 1 : 0)),
    cut: reason === undefined ? undefined : CUT.test(reason),
    isEmpty,
    onlyReasoning: isEmpty && judgement.measures.reasoning_markup?.withoutAnswer === true,
    latency: error === undefined ? sample.latency_ms : undefined,
    first: error === undefined ? sample.first_token_ms : undefined,
    input: usage?.prompt_tokens,
    output: usage?.completion_tokens,
    reasoning: usage?.reasoning_tokens,
    started: Number.isNaN(started) ? undefined : started,
  };
};

/** One number for a prompt's and a repeat's. */
export const questionOf = (prompt: number, repeat: number): number => prompt * MOST_REPEATS + repeat;

/** The facts of all targets of a report, under the names that they have there. Prompts of different runs have one number where they say the same. */
export class Facts {
  readonly #numbers = new Map<string, number>();
  readonly #targets = new Map<string, Fact[]>();

  /** `own` is the prompt's number in its tally, `name` what tells it from all others in any tally. */
  add(target: string, own: number, name: string, sample: Sample, judgement: Judgement): void {
    let prompt = this.#numbers.get(name);
    if (prompt === undefined) {
      prompt = this.#numbers.size;
      this.#numbers.set(name, prompt);
    }
    const facts = this.#targets.get(target) ?? [];
    this.#targets.set(target, facts);
    facts.push(factOf(own, prompt, sample, judgement));
  }

  of(target: string): readonly Fact[] {
    return this.#targets.get(target) ?? [];
  }
}

/** Indices of facts by their prompt, each prompt's by repeat. */
export function byPrompt(facts: readonly Fact[]): ReadonlyMap<number, readonly number[]> {
  const found = groupedBy(facts.keys(), (i) => facts[i]?.prompt ?? 0);
  for (const own of found.values())
    if (own.length > 1) own.sort((a, b) => (facts[a]?.repeat ?? 0) - (facts[b]?.repeat ?? 0));
  return found;
}
