/** What an exemption is: a reason for which a stretch that looks off-script is no slip. A file each. */

import type { CandidateOf, Judged, WordCandidate } from '../find/index.js';
import type { Scene } from '../scene.js';
import { spanAt } from '../spans.js';
import type { ExemptionName, FindingKind, LanguageTag, Span } from '../types.js';

/** A text in which the exemption excuses something, or does not. It is a test, and stands in docs/policies.md. */
export interface ExemptionExample {
  readonly language: LanguageTag;
  readonly text: string;
  readonly prompt?: string;
  readonly allow?: readonly string[];
  /** What the exemption excuses, in order; nothing where the example shows its limit. */
  readonly exempt: readonly string[];
  /** What is found all the same, in order. */
  readonly found?: readonly string[];
}

/** Whether an exemption excuses a candidate. `earlier` are those before it of its kind, judged. */
type Covers<K extends FindingKind> = (
  candidate: CandidateOf<K>,
  scene: Scene,
  earlier: readonly Judged[],
) => boolean;

/** An exemption in words. */
export interface ExemptionDescription<Name extends string = ExemptionName> {
  /** As a policy switches it off. */
  readonly name: Name;
  /** Its name in a report, and in a few words what it covers. */
  readonly title: string;
  readonly why: string;
  /** What it covers, in full; Markdown. */
  readonly what: string;
  /** Of several that excuse a candidate, the one with the lowest is the reason. */
  readonly priority: number;
  readonly examples: readonly ExemptionExample[];
}

export interface ExemptionRule<Name extends string> extends ExemptionDescription<Name> {
  /**
   * The stretches that it covers by what they are: they count for no language either. Sorted or not, they may overlap. `allowed` are the
   * terms that the policy and the text allow.
   */
  readonly zones?: (text: string, allowed: readonly string[]) => readonly Span[];
  /** By kind of finding; a kind that is missing it never excuses. */
  readonly covers: { readonly [K in FindingKind]?: Covers<K> };
  /** Looks at the judged Latin words of a text once more: what stands between them may be excused with them. */
  readonly spread?: (
    text: string,
    words: readonly Judged<WordCandidate>[],
  ) => readonly Judged<WordCandidate>[];
}

/** Covers what begins in one of the exemption's zones. */
export const inZone =
  (name: string) =>
  ({ start }: Span, { zones }: Scene): boolean =>
    spanAt(zones, start)?.reason === name;

/** A pattern for stretches, with what a text must hold for it to match anywhere: looking for that is cheaper by far. */
export interface ZonePattern {
  readonly needs: string;
  /** What it must hold besides. */
  readonly also?: RegExp;
  /** Global. It stops at the line's end or at a fixed length, so that time grows with the text and not faster. */
  readonly pattern: RegExp;
}

const NONE: readonly Span[] = [];

/** The stretches that any of the patterns matches. Every text comes by here, and most have none: that must cost nothing. */
export function matches(text: string, patterns: readonly ZonePattern[]): readonly Span[] {
  let spans: Span[] | undefined;
  for (const { needs, also, pattern } of patterns) {
    if (!text.includes(needs) || also?.test(text) === false) continue;
    for (const { 0: found, index } of text.matchAll(pattern)) {
      spans ??= [];
      spans.push({ start: index, end: index + found.length });
    }
  }
  return spans ?? NONE;
}
