/** Choosing from prompts: by language, by tag, and a seeded sample. */

import { hash } from 'node:crypto';
import { tagOfLanguage } from '../detectors/bare/index.js';
import type { Prompt } from './types.js';

export interface Selection {
  /** Only prompts in one of these languages, however their tags are written: `ja` is `ja-JP`. */
  readonly languages?: readonly string[];
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
  { languages, tags = [], sample, seed = 0 }: Selection,
): Prompt[] {
  const wanted = languages && new Set(languages.flatMap((tag) => [tag, tagOfLanguage(tag)]));
  const isWanted = ({ language }: Prompt): boolean =>
    wanted === undefined || wanted.has(language) || wanted.has(tagOfLanguage(language));
  const fitting = prompts.filter(
    (prompt) => isWanted(prompt) && tags.every((tag) => prompt.tags?.includes(tag)),
  );
  if (sample === undefined || sample >= fitting.length) return fitting;
  const ranked = fitting.map((prompt) => ({ prompt, rank: hash('sha256', `${seed}\n${prompt.id}`) }));
  const drawn = new Set(
    ranked
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .slice(0, sample)
      .map(({ prompt }) => prompt),
  );
  return fitting.filter((prompt) => drawn.has(prompt));
}
