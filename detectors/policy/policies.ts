/** The policies: for each language its expected and tolerated scripts. Data only. */

import type { ExemptionName, LanguageTag, ScriptCode } from '../types.js';

export interface Policy {
  readonly language: LanguageTag;
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
  /** Languages so close that a line in one of them is no error by itself. */
  readonly close: readonly LanguageTag[];
  /** Exemptions that are switched off. */
  readonly disabled: readonly ExemptionName[];
  /** Terms that may stand in any response, whatever their script. */
  readonly allow: readonly string[];
  /** Fewest letters outside exempt spans with which a text is scored. */
  readonly minLetters: number;
}

const NOTHING = { tolerated: [], close: [], disabled: [], allow: [] } as const;

/** Two letters are the least that can be mixed. */
const MIN_LETTERS = 2;

function guest(language: LanguageTag, scripts: ScriptCode[], more: Partial<Policy> = {}): Policy {
  return { language, scripts, ...NOTHING, latin: 'guest', minLetters: MIN_LETTERS, ...more };
}

function own(language: LanguageTag): Policy {
  return { language, scripts: ['Latn'], ...NOTHING, latin: 'own', minLetters: MIN_LETTERS };
}

/** Names the table below in reports; it changes with the table. */
export const POLICY_VERSION = 'default-1';

export const policies: readonly Policy[] = [
  guest('ar', ['Arab']),
  own('de'),
  own('en'),
  own('es'),
  own('fr'),
  guest('hi', ['Deva']),
  own('id'),
  own('it'),
  guest('ja', ['Hani', 'Hira', 'Kana'], {
    essential: ['Hira', 'Kana'],
    han: 'japanese',
  }),
  guest('ko', ['Hang']),
  own('pt'),
  guest('ru', ['Cyrl']),
  own('tr'),
  own('vi'),
  guest('zh', ['Hani', 'Bopo']),
];
