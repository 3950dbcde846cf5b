/** The policies: for each language its expected and tolerated scripts. Data only. docs/policies.md shows the same table. */

import type { ExemptionName, LanguageTag, ScriptCode } from '../types.js';
import { closeTo } from './close.js';

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
  /** Which forms of Han belong: those of Japanese, of Simplified, of Traditional Chinese, or of either kind of Chinese. */
  readonly han?: 'japanese' | 'simplified' | 'traditional' | 'chinese';
  /**
   * Letters of the language's own script that it is not written with. A word with a `foreign` one is foreign; `telling` ones stand in
   * loanwords and careless spelling as well, so that they only make a line worth asking about. No text of some length does without
   * one of `own`.
   */
  readonly letters?: { readonly foreign: string; readonly telling: string; readonly own?: string };
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
    close: closeTo(language.split('-', 1)[0] ?? language),
    disabled: [],
    allow: [],
    minLetters: MIN_LETTERS,
    ...more,
  };
}

/** Names the table below in reports; it changes with the table. */
export const POLICY_VERSION = 'default-3';

/** Letters of the languages that share a script, those that no word of the others is written with, loanwords included. */
const URDU = 'ٹڈڑںےۓہۂۃ';
const PASHTO_KURDISH = 'ټډړږښڼېۍڕڵۆێ';
const UKRAINIAN_BELARUSIAN = 'іїєґўІЇЄҐЎ';
const RUSSIAN = 'ыэъёЫЭЪЁ';
const SOUTH_SLAVIC = 'ђјљњћџѓѕќЂЈЉЊЋЏЃЅЌ';

/**
 * Sorted by tag. Where languages share a script (Arabic script: ar, fa, ur; Cyrillic: ru, uk; Latin: sixteen of them), scripts do
 * not tell them apart. Outside Latin script a line is asked about where it holds letters of another of its languages. Hindi,
 * Marathi and Nepali are told apart by few letters, Persian written with the letters of Arabic by none.
 */
export const policies: readonly Policy[] = [
  policyWith('ar', ['Arab'], { letters: { foreign: URDU + PASHTO_KURDISH, telling: 'پچژگکی' } }),
  policyWith('bn', ['Beng'], { letters: { foreign: 'ৰৱ', telling: '' } }),
  policyWith('cs', ['Latn']),
  policyWith('de', ['Latn']),
  policyWith('el', ['Grek']),
  policyWith('en', ['Latn']),
  policyWith('es', ['Latn']),
  policyWith('fa', ['Arab'], {
    letters: { foreign: URDU + PASHTO_KURDISH, telling: 'ةيىكإ', own: 'پچژگکی' },
  }),
  policyWith('fr', ['Latn']),
  policyWith('he', ['Hebr'], { letters: { foreign: '', telling: 'װױײ' } }),
  policyWith('hi', ['Deva'], { letters: { foreign: '', telling: 'ळऱ' } }),
  policyWith('id', ['Latn']),
  policyWith('it', ['Latn']),
  policyWith('ja', ['Hani', 'Hira', 'Kana'], { essential: ['Hira', 'Kana'], han: 'japanese' }),
  // Hanja stand in brackets after their reading only, which is an exemption and no script of the language.
  policyWith('ko', ['Hang']),
  policyWith('ms', ['Latn']),
  policyWith('nl', ['Latn']),
  policyWith('pl', ['Latn']),
  policyWith('pt', ['Latn']),
  policyWith('ro', ['Latn']),
  policyWith('ru', ['Cyrl'], { letters: { foreign: UKRAINIAN_BELARUSIAN + SOUTH_SLAVIC, telling: '' } }),
  policyWith('sv', ['Latn']),
  policyWith('sw', ['Latn']),
  policyWith('ta', ['Taml']),
  policyWith('te', ['Telu']),
  policyWith('th', ['Thai']),
  policyWith('tr', ['Latn']),
  policyWith('uk', ['Cyrl'], { letters: { foreign: RUSSIAN + SOUTH_SLAVIC, telling: '', own: 'іїєґІЇЄҐ' } }),
  policyWith('ur', ['Arab'], { letters: { foreign: PASHTO_KURDISH, telling: 'يكةىإ', own: URDU } }),
  policyWith('vi', ['Latn']),
  // The bare tag leaves the variant open: the one that most of a text is in is its own.
  policyWith('zh', ['Hani', 'Bopo'], { han: 'chinese' }),
  // Bopomofo is taught and written with Traditional characters.
  policyWith('zh-Hans', ['Hani'], { han: 'simplified' }),
  policyWith('zh-Hant', ['Hani', 'Bopo'], { han: 'traditional' }),
];
