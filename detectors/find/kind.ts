/** What a kind of finding is. */

import type { MainLanguage, Scene } from '../scene.js';
import type { ExemptionName, Finding, FindingKind } from '../types.js';
import type { Candidate, CandidateOf } from './candidate.js';

/** A candidate and what excuses it; null where nothing does. */
export interface Judged<C extends Candidate = Candidate> {
  readonly candidate: C;
  readonly exempt: ExemptionName | null;
}

/** A kind of finding in words. */
export interface KindDescription<Name extends string = FindingKind> {
  readonly kind: Name;
  /** What people call it. */
  readonly name: string;
  /** One sentence for the documents. */
  readonly what: string;
  /** What a text with one in it, outside code, counts as. */
  readonly counts: 'mixing' | 'damage' | 'punctuation';
}

export interface Kind<Name extends string> extends KindDescription<Name> {
  /** Set where a line in another language goes on around it: both are found. */
  readonly intrudes?: true;
  /** Everything in the text that looks like it, in order. */
  find(scene: Scene, main: MainLanguage): readonly CandidateOf<Name & FindingKind>[];
  /**
   * Findings of all candidates, after suppression: neighbours are joined. Each candidate that stands is one where this is missing.
   * `standing` are the findings of the kinds before it, sorted.
   */
  join?(
    scene: Scene,
    judged: readonly Judged<CandidateOf<Name & FindingKind>>[],
    standing: readonly Finding[],
  ): readonly Finding[];
}
