/** Names of languages, scripts, findings and verdicts in English. */

import type { LanguageTag, ScriptCode } from '../../detectors/index.js';
import type { RateName, Sign } from '../judging/index.js';
import type { Verdict } from '../types.js';
import { escapeHidden } from './visible.js';

let languageNames: Intl.DisplayNames | undefined;
let scriptNames: Intl.DisplayNames | undefined;

const namesOf = (type: 'language' | 'script'): Intl.DisplayNames =>
  new Intl.DisplayNames(['en'], { type, fallback: 'none' });

/** What stands beside every number of a simulated target. */
export const SIMULATED = 'simulated endpoint';

/** What the rates are called. */
export const RATE_NAMES: Readonly<Record<'mixing' | RateName, string>> = {
  mixing: 'Mixing',
  script_mixing: 'Script mixing',
  word_mixing: 'Word mixing',
  wrong_language: 'Wrong language',
  code_mixing: 'Mixing in code',
  damage: 'Damage',
  punctuation: 'Foreign punctuation',
};

/** What is called how that becomes of samples besides: signs of collapse, and no answer to judge. */
export const SIGN_NAMES: Readonly<Record<Sign | 'empty' | 'refused' | 'error', string>> = {
  repeats: 'Repeats other answers',
  copies: 'Copies its prompt',
  loops: 'Loops',
  empty: 'Empty',
  refused: 'Refused',
  error: 'No answer (failed)',
};

/** `Japanese` for `ja`; the tag itself where it has no name, with hidden characters escaped. `*` is all languages. */
export function languageName(tag: LanguageTag | '*'): string {
  if (tag === '*') return 'All languages';
  languageNames ??= namesOf('language');
  return nameIn(languageNames, tag);
}

/** `Cyrillic` for `Cyrl`; the code itself where it has no name, with hidden characters escaped. `*` is any script. */
export function scriptName(code: ScriptCode | '*'): string {
  if (code === '*') return 'Any script';
  if (code === 'Hans') return 'Simplified Han';
  if (code === 'Hant') return 'Traditional Han';
  scriptNames ??= namesOf('script');
  return nameIn(scriptNames, code);
}

/** True for what is shaped like a script's code, `Cyrl`. */
export function isScriptCode(code: string): boolean {
  return /^[A-Z][a-z]{3}$/.test(code);
}

/** DisplayNames throws for what is not shaped like a code, which a file may well hold. */
function nameIn(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? escapeHidden(code);
  } catch {
    return escapeHidden(code);
  }
}

/** A verdict's sign: it says without a colour where the rate went, or that this says nothing. */
export const verdictSigns: Readonly<Record<Verdict, string>> = {
  better: '▼',
  worse: '▲',
  degraded: '✗',
  inconclusive: '○',
};

/** `▼ better`. */
export function verdictWithSign(verdict: Verdict): string {
  return `${verdictSigns[verdict]} ${verdict}`;
}
