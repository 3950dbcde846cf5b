/** The plan of a run: every question once, named by its key. */

import { createHash } from 'node:crypto';
import type { Prompt } from '../../prompts/index.js';
import {
  promptHash,
  type RunTarget,
  type SampleKey,
  sampleKey,
  suiteHash,
  targetHash,
} from '../store/index.js';
import type { Suite, SuiteTarget } from '../suite/index.js';

/** One question to one target. */
export interface Question {
  readonly key: SampleKey;
  readonly prompt: Prompt;
  readonly repeat: number;
  readonly seed: number | undefined;
}

/** A target as the manifest keeps it: without how it is reached beyond its URL. */
export function toRunTarget({ id, model, base_url, sampling, extra_body }: SuiteTarget): RunTarget {
  return { id, model, base_url, ...(sampling && { sampling }), ...(extra_body && { extra_body }) };
}

/** SHA-256 that names the suite: another one may not be continued in the same folder. */
export function hashOf({ targets, prompts, repeats, seed }: Suite): string {
  return suiteHash(targets.map(toRunTarget), prompts, repeats, seed);
}

/** The seed of one question: the same for every target, so that targets meet the same draws where they honour it. */
function questionSeed(seed: number | undefined, prompt: Prompt, repeat: number): number | undefined {
  if (seed === undefined) return undefined;
  const digest = createHash('sha256').update(`${seed}\n${prompt.id}\n${repeat}`).digest();
  return digest.readUInt32BE(0) >>> 1;
}

/**
 * The questions to a target: repeat by repeat, each over all prompts, so that a run cut short has covered every prompt before any
 * twice. `limit` keeps the first prompts of each language.
 */
export function* questionsFor(
  suite: Suite,
  target: SuiteTarget,
  limit = Number.POSITIVE_INFINITY,
): Generator<Question> {
  const ofTarget = targetHash(toRunTarget(target));
  const seen = new Map<string, number>();
  const prompts = suite.prompts
    .filter(({ language }) => {
      const count = (seen.get(language) ?? 0) + 1;
      seen.set(language, count);
      return count <= limit;
    })
    .map((prompt) => ({ prompt, hash: promptHash(prompt) }));
  for (let repeat = 0; repeat < suite.repeats; repeat++) {
    for (const { prompt, hash } of prompts) {
      const seed = questionSeed(suite.seed, prompt, repeat);
      yield { key: sampleKey(ofTarget, prompt.id, hash, repeat, suite.seed), prompt, repeat, seed };
    }
  }
}
