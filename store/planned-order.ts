/** The order in which prompts are asked where a run goes on until it is decided: at random, and with the languages of the plan in their shares at any time. */

import { hash } from 'node:crypto';
import type { PromptRecord } from './manifest.js';

const DIGITS = 13;

/** A number in 0..1 that a text is given, as good as drawn. */
const drawn = (text: string): number =>
  Number.parseInt(hash('sha256', text).slice(0, DIGITS), 16) / 16 ** DIGITS;

/**
 * The prompts in the order of a seed. Those of a language come in random order, one in each of as many stretches of equal length as there are of them, all languages beside each other: so of the first
 * prompts, however many, each language has its share of the whole but for less than two.
 */
export function plannedOrder<P extends Pick<PromptRecord, 'id' | 'language'>>(
  prompts: Iterable<P>,
  seed: number | undefined,
): P[] {
  const byLanguage = new Map<string, { readonly prompt: P; readonly at: number }[]>();
  for (const prompt of prompts) {
    const own = byLanguage.get(prompt.language) ?? [];
    byLanguage.set(prompt.language, own);
    own.push({ prompt, at: drawn(`order\n${seed ?? ''}\n${prompt.language}\n${prompt.id}`) });
  }
  const placed = [...byLanguage].flatMap(([language, own]) => {
    const shift = drawn(`order\n${seed ?? ''}\n${language}`);
    return own
      .sort((a, b) => a.at - b.at)
      .map(({ prompt, at }, i) => ({ prompt, at, place: (i + shift) / own.length }));
  });
  return placed.sort((a, b) => a.place - b.place || a.at - b.at).map(({ prompt }) => prompt);
}
