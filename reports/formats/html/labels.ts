/** What several parts of the page show: targets, languages, verdicts. */

import { escapeHidden, languageName, verdictSigns } from '../../display/index.js';
import type { Verdict } from '../../types.js';

/** A target's id, ready to be shown. */
export interface TargetName {
  readonly id: string;
  readonly simulated: boolean;
}

/** Names a target by its id. */
export type NameOf = (id: string) => TargetName;

/** A language's name and its tag; without a tag, all languages. */
export interface LanguageLabel {
  readonly name: string;
  readonly tag: string;
}

/** A verdict's word and its sign. */
export interface VerdictView {
  readonly name: Verdict;
  readonly sign: string;
}

/** A verdict's word and sign. */
export function verdictView(verdict: Verdict): VerdictView {
  return { name: verdict, sign: verdictSigns[verdict] };
}

/** A language's name and its tag. */
export function languageLabel(tag: string): LanguageLabel {
  return { name: languageName(tag), tag: tag === '*' ? '' : escapeHidden(tag) };
}

/** A moment as `2025-11-24 02:30 UTC` where it is written as ISO 8601 in UTC; else as it is, hidden characters escaped. */
export function momentLabel(moment: string): string {
  const utc = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(moment);
  return utc === null ? escapeHidden(moment) : `${utc[1]} ${utc[2]} UTC`;
}
