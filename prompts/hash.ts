/** Hashes of prompts: what makes two of them the same. */

import { hash } from 'node:crypto';
import type { Prompt } from './types.js';

/** JSON with sorted keys, so that the order in which fields were written does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** SHA-256 of a value as JSON, whatever the order of its fields: 64 hexadecimal digits. */
export function sha256(value: unknown): string {
  return hash('sha256', canonical(value));
}

/** SHA-256 of what is asked: the messages and the language. The id is a name and no part of it. */
export function promptHash({ messages, language }: Pick<Prompt, 'messages' | 'language'>): string {
  return sha256({ messages, language });
}

/** SHA-256 of a pack: the whole of its prompts, in order. */
export function packHash(prompts: readonly Prompt[]): string {
  return sha256(prompts);
}
