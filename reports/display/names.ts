/** Names of languages, scripts, measures and verdicts in English. */

import type { LanguageTag, ScriptCode } from '../../detectors/index.js';
import type { Comparison, Verdict } from '../types.js';
import { escapeHidden } from './visible.js';

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const scriptNames = new Intl.DisplayNames(['en'], { type: 'script', fallback: 'none' });

/** What stands beside every number of a simulated target. */
export const SIMULATED = 'simulated endpoint';

/** `Japanese` for `ja`; the tag itself where it has no name, with hidden characters escaped. `*` is all languages. */
export function languageName(tag: LanguageTag | '*'): string {
  if (tag === '*') return 'All languages';
  return nameIn(languageNames, tag);
}

/** `Cyrillic` for `Cyrl`; the code itself where it has no name, with hidden characters escaped. `*` is any script. */
export function scriptName(code: ScriptCode | '*'): string {
  if (code === '*') return 'Any script';
  if (code === 'Hans') return 'Simplified Han';
  if (code === 'Hant') return 'Traditional Han';
  return nameIn(scriptNames, code);
}

/** What a row of changes is about, beside its language: an intruding script, any of them, or the wrong language. */
export function subjectOf(comparison: Comparison): string {
  if (comparison.measure === 'mixing') return scriptName(comparison.script);
  const script = comparison.script === '*' ? '' : `, ${scriptName(comparison.script)}`;
  return `Wrong language${script}`;
}

/** A verdict's sign: it says the direction of the rate without a colour. */
export const verdictSigns: Readonly<Record<Verdict, string>> = {
  better: '▼',
  worse: '▲',
  inconclusive: '○',
};

/** `▼ better`. */
export function verdictWithSign(verdict: Verdict): string {
  return `${verdictSigns[verdict]} ${verdict}`;
}

/** DisplayNames throws for what is not shaped like a code, which a file may well hold. */
function nameIn(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? escapeHidden(code);
  } catch {
    return escapeHidden(code);
  }
}
