/** Runs of another script: the main finding. */

import type { ExemptionName } from '../types.js';
import { letterScriptIds, type ScriptId, scriptCodes, scriptId } from '../unicode/index.js';
import { isGreekSymbol } from './greek.js';
import { letterSpans, type Span } from './letters.js';
import { addExemption, addFinding, codeAt, glossAt, type Pass, unlessDisabled } from './pass.js';

const HANGUL = scriptId('Hang');

/** Hanja that gloss a Korean word stand without kana; with them they are Japanese. */
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** What may stand between a reading and its bracket: closing quotes, emphasis, a space. */
const AFTER_READING = /[*_"'”’」』》〉〕 ]{1,4}$/;

/** What announces a foreign word in a bracket: a label with a colon, an abbreviation, the name of a language in Chinese characters. */
const ANNOUNCED = /(?:[:：]|\p{L}\.|[語语文])[\s*_"“«『「]{0,3}$/u;
const ANNOUNCEMENT_UNITS = 12;

/** Whether a bracket says that its word is foreign, at the span or at an earlier one of the same script. */
function isAnnounced({ text, exemptions }: Pass, gloss: Span, span: Span, id: ScriptId): boolean {
  const before = text.slice(Math.max(gloss.start + 1, span.start - ANNOUNCEMENT_UNITS), span.start);
  if (ANNOUNCED.test(before)) return true;
  const last = exemptions.at(-1);
  return (
    last !== undefined &&
    last.reason === 'gloss' &&
    last.start > gloss.start &&
    letterScriptIds[last.text.codePointAt(0) as number] === id
  );
}

/**
 * A bracket excuses another script where the language itself is in Latin script (the original form of a name), and Han after
 * its Korean reading, and what it announces as foreign (от греч. πολύς; ロシア語: Москва). Else it excuses only Latin script: a
 * third script in a bracket is a slip like any other.
 */
function isGloss(pass: Pass, span: Span, script: string): boolean {
  const gloss = glossAt(pass, span.start);
  if (gloss === undefined) return false;
  if (pass.policy.latin === 'own') return !touchesOwn(pass, span);
  if (isAnnounced(pass, gloss, span, scriptId(script))) return !touchesOwn(pass, span);
  const reading = pass.text.slice(Math.max(0, gloss.start - 5), gloss.start).replace(AFTER_READING, '');
  const before = reading === '' ? 0 : reading.charCodeAt(reading.length - 1);
  return (
    pass.policy.language === 'ko' &&
    script === 'Hani' &&
    letterScriptIds[before] === HANGUL &&
    !KANA.test(pass.text.slice(gloss.start, gloss.end))
  );
}

/** True where a letter of the language stands right before or after the span: a change of script inside a word. */
function touchesOwn({ text, policy }: Pass, { start, end }: Span): boolean {
  return [start - 1, end].some((at) => {
    const script = scriptCodes[letterScriptIds[text.codePointAt(at) ?? 0] as number];
    return at >= 0 && script !== undefined && policy.scripts.includes(script);
  });
}

/** Fewest characters of another script that a prompt can be said to have given. */
const GIVEN = 2;

function exemptionOf(pass: Pass, span: Span, script: string): ExemptionName | undefined {
  const { text, prompt } = pass;
  const code = codeAt(pass, span.start);
  if (code !== undefined && !(code === 'formula' && script !== 'Grek')) return code;
  if (script === 'Grek' && isGreekSymbol(text, span)) return 'symbol';
  if (isGloss(pass, span, script)) return 'gloss';
  if (touchesOwn(pass, span)) return undefined;
  const isGiven = span.end - span.start >= GIVEN && prompt.hasPassage(text.slice(span.start, span.end));
  return isGiven || (script !== 'Latn' && prompt.namesScript(script)) ? 'prompt' : undefined;
}

/** Findings of kind `script` in a run of the script `id`, from `start` to `end`. */
export function scriptFindings(pass: Pass, start: number, end: number, id: ScriptId): void {
  const script = scriptCodes[id] as string;
  for (const span of letterSpans(pass.text, start, end, id, pass.code)) {
    const reason = unlessDisabled(pass, exemptionOf(pass, span, script));
    if (reason === null) addFinding(pass, span, 'script', script);
    else addExemption(pass, span, reason);
  }
}
