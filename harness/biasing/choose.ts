/** Chooses the tokens that are made less likely in prompts of a language. */

import type { OffScript } from './off-script.js';
import type { TokenTexts } from './types.js';

export interface Chosen {
  readonly ids: readonly number[];
  /** How many tokens are off-script, and how many of those that were chosen stand in findings. */
  readonly of: number;
  readonly found: number;
}

/** UTF-16 code units of the longest token that is looked for in findings. */
const LONGEST = 24;

/** In how many of these texts each of the tokens stands, by its text without spaces around. */
function frequencies(tokens: ReadonlySet<string>, texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const seen = new Set<string>();
    for (let start = 0; start < text.length; start++)
      for (let end = start + 1; end <= Math.min(text.length, start + LONGEST); end++) {
        const part = text.slice(start, end);
        if (tokens.has(part)) seen.add(part);
      }
    for (const part of seen) counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  return counts;
}

/**
 * The off-script tokens of a vocabulary, `most` of them at most: those first that stand in what was found, the most frequent before the others; then by their ids, since
 * vocabularies have their commonest tokens first.
 */
export function choose(
  texts: TokenTexts,
  offScript: OffScript,
  most: number | undefined,
  found: readonly string[],
): Chosen {
  const all = texts.flatMap((text, id) =>
    text !== null && offScript.holds(text) ? [{ id, text: text.trim() }] : [],
  );
  const counts = frequencies(new Set(all.map(({ text }) => text)), found);
  const countOf = ({ text }: { readonly text: string }): number => counts.get(text) ?? 0;
  const chosen = [...all].sort((a, b) => countOf(b) - countOf(a) || a.id - b.id).slice(0, most);
  return {
    ids: chosen.map(({ id }) => id),
    of: all.length,
    found: chosen.filter((one) => countOf(one) > 0).length,
  };
}
