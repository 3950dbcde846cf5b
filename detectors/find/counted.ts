/** What a finding counts as: every one is in one of the rates, and only those of script and word mixing make a text mixed. */

import type { Finding, FindingKind } from '../types.js';
import { KINDS } from './kinds.js';

/** What findings are counted as, as reports name it. */
export const COUNTED = ['script_mixing', 'word_mixing', 'code_mixing', 'damage', 'punctuation'] as const;
export type CountedAs = (typeof COUNTED)[number];

/** Kinds that are no mixing, with what they count as wherever they stand. */
const APART: ReadonlyMap<FindingKind, CountedAs> = new Map(
  KINDS.flatMap(({ kind, counts }) => (counts === 'mixing' ? [] : [[kind, counts] as const])),
);

/** Kinds that are words of another language, in whatever script. */
const WORDS: ReadonlySet<FindingKind> = new Set(['word', 'line']);

/**
 * `script_mixing`: another script, Han of another language, a letter of another script inside a word. `word_mixing`: words and lines of
 * another language in Latin script or in the language's own. What is in code, what is damage and what is punctuation are rates of their own.
 */
export function countedAs({ kind, zone, fused }: Pick<Finding, 'kind' | 'zone' | 'fused'>): CountedAs {
  const apart = APART.get(kind);
  if (apart !== undefined) return apart;
  if (zone === 'code') return 'code_mixing';
  return WORDS.has(kind) && fused !== true ? 'word_mixing' : 'script_mixing';
}

/** Whether a text with the finding is mixed. */
export function isMixing(finding: Pick<Finding, 'kind' | 'zone' | 'fused'>): boolean {
  const counted = countedAs(finding);
  return counted === 'script_mixing' || counted === 'word_mixing';
}
