/** Choosing from prompts: by tag, and a seeded sample. */

import { createHash } from 'node:crypto';
import type { Prompt } from './types.js';

export interface Selection {
  /** Only prompts that have all of these tags. */
  readonly tags?: readonly string[];
  /** At most this many, drawn without replacement. */
  readonly sample?: number;
  readonly seed?: number;
}

/**
 * The chosen prompts, in their own order. The draw orders prompts by a hash of seed and id: a larger sample with the same seed
 * contains the smaller one, and a prompt added to a pack moves no other.
 */
export function selectPrompts(
  prompts: readonly Prompt[],
  { tags = [], sample, seed = 0 }: Selection,
): Prompt[] {
  const fitting = prompts.filter((prompt) => tags.every((tag) => prompt.tags?.includes(tag)));
  if (sample === undefined || sample >= fitting.length) return fitting;
  const rank = (prompt: Prompt): string => createHash('sha256').update(`${seed}\n${prompt.id}`).digest('hex');
  const ranked = fitting.map((prompt) => ({ prompt, rank: rank(prompt) }));
  const drawn = new Set(
    ranked
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .slice(0, sample)
      .map(({ prompt }) => prompt),
  );
  return fitting.filter((prompt) => drawn.has(prompt));
}
