/** Hashes of packs: what makes two of them the same. */

import { sha256 } from '../files/index.js';
import type { Prompt } from './types.js';

/** SHA-256 of a pack: the whole of its prompts, in order. */
export function packHash(prompts: readonly Prompt[]): string {
  return sha256(prompts);
}
