/** Keys and hashes: what makes two samples, two suites the same. */

import { hash } from 'node:crypto';
import type { PromptRecord, RunTarget, SampleKey } from './types.js';

/** JSON with sorted keys, so that the order in which fields were written does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** SHA-256 of a value as JSON, whatever the order of its fields. */
export function sha256(value: unknown): string {
  return hash('sha256', canonical(value));
}

/** What of a target decides its answers. Where it is served does not: a checkpoint may move to another port. */
function identity({ id, model, sampling = {}, extra_body = {} }: RunTarget): unknown {
  return { id, model, sampling, extra_body };
}

/** SHA-256 of a target's identity: id, model, sampling parameters, extra body. */
export function targetHash(target: RunTarget): string {
  return sha256(identity(target));
}

/** SHA-256 of what is asked: the messages and the language. The id is a name and no part of it. */
export function promptHash({ messages, language }: PromptRecord): string {
  return sha256({ messages, language });
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
