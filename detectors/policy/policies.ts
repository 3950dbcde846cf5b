/** The policies: for each language its expected and tolerated scripts. docs/policies.md shows the same table. */

import {
  allLanguages,
  closeTo,
  type HanForms,
  type Language,
  type OtherLetters,
} from '../languages/index.js';
import { primaryLanguage } from '../tags.js';
import type { ExemptionName, LanguageTag, ScriptCode } from '../types.js';

/**
 * Where a policy is from: the table below; CLDR's likely script for a language that the table does not have, which callers warn of;
 * or an override by the user.
 */
export type PolicyOrigin = 'listed' | 'likely-script' | 'overridden';

export interface Policy {
  /** The language, with its script where the language alone has another policy: `zh-Hant`, `sr-Latn`. */
  readonly language: LanguageTag;
  readonly origin: PolicyOrigin;
  /** Scripts that the language is written in. */
  readonly scripts: readonly ScriptCode[];
  /** Scripts that are neither off-script nor the language's own. */
  readonly tolerated: readonly ScriptCode[];
  /**
   * What Latin script is in this language: its own (`own`), or a guest of which names, acronyms and units are exempt and
   * ordinary words are findings (`guest`).
   */
  readonly latin: 'own' | 'guest';
  /** Scripts that running text cannot do without: Han alone is no Japanese. */
  readonly essential?: readonly ScriptCode[];
  /** Which forms of Han belong. */
  readonly han?: HanForms;
  readonly letters?: OtherLetters;
  /** Languages so close that a line in one of them is no error by itself. */
  readonly close: readonly LanguageTag[];
  /** Exemptions that are switched off. */
  readonly disabled: readonly ExemptionName[];
  /** Terms that may stand in any response, whatever their script. */
  readonly allow: readonly string[];
  /** Fewest letters outside exempt spans with which a text is scored. */
  readonly minLetters: number;
}

/** Two letters are the least that can be mixed. */
const MIN_LETTERS = 2;

/** A policy with the defaults of every field but the scripts: Latin script is the language's own where it is among them. */
export function policyWith(
  language: LanguageTag,
  scripts: readonly ScriptCode[],
  more: Partial<Policy> = {},
): Policy {
  return {
    language,
    origin: 'listed',
    scripts,
    tolerated: [],
    latin: scripts.includes('Latn') ? 'own' : 'guest',
    close: closeTo(primaryLanguage(language)),
    disabled: [],
    allow: [],
    minLetters: MIN_LETTERS,
    ...more,
  };
}

/** Names the table below in reports; it changes with the table. */
export const POLICY_VERSION = 'default-3';

function policyOfLanguage({ tag, scripts, essential, han, letters }: Language): Policy {
  return policyWith(tag, scripts, {
    ...(essential && { essential }),
    ...(han && { han }),
    ...(letters && { letters }),
  });
}

/** Sorted by tag. */
export const policies: readonly Policy[] = allLanguages.map(policyOfLanguage);
