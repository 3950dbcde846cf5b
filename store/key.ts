/** Keys and hashes: what makes two samples, two suites the same. */

import { hash } from 'node:crypto';
import { sha256 } from '../files/index.js';
import type { PromptRecord, RunTarget, SampleKey } from './types.js';

/** SHA-256 of what is asked: the messages and the language. The id is a name and no part of it. */
export function promptHash({ messages, language }: Pick<PromptRecord, 'messages' | 'language'>): string {
  return sha256({ messages, language });
}

/** What of a target decides its answers. Where it is served does not: a checkpoint may move to another port. */
function identity({ id, model, sampling = {}, extra_body = {} }: RunTarget): unknown {
  return { id, model, sampling, extra_body };
}

/** SHA-256 of a target's identity: id, model, sampling parameters, extra body. */
export function targetHash(target: RunTarget): string {
  return sha256(identity(target));
}

/** Key of one sample: 24 hexadecimal digits. Takes the hashes, since one target and one prompt stand in many keys. */
export function sampleKey(
  target: string,
  promptId: string,
  prompt: string,
  repeat: number,
  seed: number | undefined,
): SampleKey {
  const text = `${target}\n${promptId}\n${prompt}\n${repeat}\n${seed ?? ''}`;
  return hash('sha256', text).slice(0, 24) as SampleKey;
}

/** SHA-256 of a suite: its targets' identities, its prompts, repeats and seed. */
export function suiteHash(
  targets: readonly RunTarget[],
  prompts: readonly PromptRecord[],
  repeats: number,
  seed: number | undefined,
): string {
  return sha256({
    targets: targets.map(identity),
    prompts: prompts.map((prompt) => [prompt.id, promptHash(prompt)]),
    repeats,
    seed: seed ?? null,
  });
}
