/** The plan of a run: every question once, named by its key. */

import { hash } from 'node:crypto';
import { basename } from 'node:path';
import type { Prompt } from '../../prompts/index.js';
import {
  type LogitBias,
  plannedOrder,
  promptHash,
  type RunTarget,
  type SampleKey,
  type Shard,
  sampleKey,
  suiteHash,
  targetHash,
} from '../../store/index.js';
import { type Suite, type SuiteTarget, shownUrl } from '../suite/index.js';
import type { Part } from './types.js';

/** One question to one target. */
export interface Question {
  readonly key: SampleKey;
  readonly prompt: Prompt;
  readonly repeat: number;
  readonly seed: number | undefined;
  /** Its place among the questions to a target: the same for all targets. */
  readonly place: number;
}

/** Files by their names alone: where they lie says nothing of what was asked. */
const withoutPaths = ({ tokenizer, found_in, ...rest }: LogitBias): LogitBias => ({
  ...rest,
  ...(tokenizer !== undefined && { tokenizer: basename(tokenizer) }),
  ...(found_in !== undefined && { found_in: basename(found_in) }),
});

/** A target as the manifest keeps it: without how it is reached beyond its URL. */
export function toRunTarget(target: SuiteTarget): RunTarget {
  const { id, label, model, base_url, sampling, extra_body, system, api, template, prices } = target;
  const { logprobs, logprobs_of, factors, mitigates, logit_bias } = target;
  return {
    id,
    ...(label !== undefined && { label }),
    model,
    base_url: shownUrl(base_url),
    ...(sampling && { sampling }),
    ...(extra_body && { extra_body }),
    ...(system !== undefined && { system }),
    // Runs of before there was a choice go on.
    ...(api !== undefined && api !== 'chat' && { api }),
    ...(template !== undefined && { template }),
    ...(prices !== undefined && { prices }),
    ...(logprobs !== undefined && { logprobs }),
    ...(logprobs_of !== undefined && { logprobs_of }),
    ...(factors && { factors }),
    ...(mitigates && { mitigates }),
    ...(logit_bias && { logit_bias: withoutPaths(logit_bias) }),
  };
}

/** SHA-256 that names the suite: another one may not be continued in the same folder. */
export function hashOf({ targets, prompts, repeats, seed }: Suite): string {
  return suiteHash(targets.map(toRunTarget), prompts, repeats, seed);
}

/** The seed of one question: the same for every target, so that targets meet the same draws where they honour it. */
function questionSeed(seed: number | undefined, prompt: Prompt, repeat: number): number | undefined {
  if (seed === undefined) return undefined;
  const digest = hash('sha256', `${seed}\n${prompt.id}\n${repeat}`);
  return Number.parseInt(digest.slice(0, 8), 16) >>> 1;
}

/** Whether a question is in a shard: the same for every target, so that each shard can be compared by itself. */
function isIn({ index, of }: Shard, prompt: Prompt, repeat: number): boolean {
  const digest = hash('sha256', `shard\n${prompt.id}\n${repeat}`);
  return Number.parseInt(digest.slice(0, 12), 16) % of === index - 1;
}

interface Place {
  readonly prompt: Prompt;
  readonly repeat: number;
}

/** Each prompt and repeat of the part: repeat by repeat, so that a run cut short has covered every prompt before any twice; where it goes on until it is decided, prompt by prompt. */
function* places(
  { prompts, repeats, seed }: Suite,
  { limit = Number.POSITIVE_INFINITY, shard, untilDecided = false }: Part,
): Generator<Place> {
  if (untilDecided) {
    for (const prompt of plannedOrder(prompts, seed))
      for (let repeat = 0; repeat < repeats; repeat++) yield { prompt, repeat };
    return;
  }
  const seen = new Map<string, number>();
  const chosen = prompts.filter(({ language }) => {
    const count = (seen.get(language) ?? 0) + 1;
    seen.set(language, count);
    return count <= limit;
  });
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const prompt of chosen) {
      if (shard === undefined || isIn(shard, prompt, repeat)) yield { prompt, repeat };
    }
  }
}

/** Questions to each target. */
export function countQuestions(suite: Suite, part: Part = {}): number {
  let count = 0;
  for (const _ of places(suite, part)) count++;
  return count;
}

/** The questions to a target, each once; made anew each time that they are walked. */
export function questionsFor(suite: Suite, target: SuiteTarget, part: Part = {}): Iterable<Question> {
  const ofTarget = targetHash(toRunTarget(target));
  const hashes = new Map(suite.prompts.map((prompt) => [prompt.id, promptHash(prompt)]));
  return {
    *[Symbol.iterator]() {
      let place = 0;
      for (const { prompt, repeat } of places(suite, part)) {
        const key = sampleKey(ofTarget, prompt.id, hashes.get(prompt.id) ?? '', repeat, suite.seed);
        yield { key, prompt, repeat, seed: questionSeed(suite.seed, prompt, repeat), place: place++ };
      }
    },
  };
}
