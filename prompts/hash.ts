/** Hashes of prompts: what makes two of them the same. */

import { sha256 } from '../files/index.js';
import type { Prompt } from './types.js';

/** SHA-256 of what is asked: the messages and the language. The id is a name and no part of it. */
export function promptHash({ messages, language }: Pick<Prompt, 'messages' | 'language'>): string {
  return sha256({ messages, language });
}

/** SHA-256 of a pack: the whole of its prompts, in order. */
export function packHash(prompts: readonly Prompt[]): string {
  return sha256(prompts);
}
