/** Detection: text and policy in, findings out. Every step is a small pass with a file of its own. */

import { codeZones, glossZones, type Zone } from './exempt/index.js';
import {
  hanFindings,
  type LatinWord,
  latinFindings,
  latinWords,
  type Pass,
  replacementFindings,
  scriptFindings,
  weigh,
} from './find/index.js';
import { latinLanguage } from './language/index.js';
import { classesOf, EXPECTED, FOREIGN_FORM, type Policy } from './policy/index.js';
import type { Context, Detection, Finding, WrongLanguage } from './types.js';
import { emptyRuns, NEUTRAL, type Runs, scan, scriptCodes } from './unicode/index.js';

/** Version of the rules. It changes whenever the same text can come to another verdict. */
export const DETECTOR_VERSION = '1';

/** Share of a text that must be in the language asked for; below it the response is in the wrong language. */
const OWN_SHARE = 0.4;

/** How far another Latin-script language must be ahead in franc's ranking to be believed, 0..1. */
const AHEAD = 0.04;

const memory: Runs = emptyRuns();

function hasOnlyOwn({ length, classes }: Runs): boolean {
  for (let i = 0; i < length; i++) if (classes[i] !== EXPECTED && classes[i] !== NEUTRAL) return false;
  return true;
}

/** The text without its zones. */
function outside(text: string, zones: readonly Zone[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of zones) {
    rest += text.slice(from, start);
    from = end;
  }
  return rest + text.slice(from);
}

function wrongLatin(text: string, policy: Policy, zones: readonly Zone[]): WrongLanguage | null {
  const likeliest = latinLanguage(outside(text, zones), policy.language);
  if (likeliest === null || likeliest.language === policy.language || likeliest.ahead < AHEAD) return null;
  return { script: 'Latn', language: likeliest.language };
}

/** In disjoint order; of two that overlap the earlier, then the longer one stays. */
function sorted(findings: Finding[]): Finding[] {
  findings.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return findings.filter((finding) => {
    if (finding.start < end) return false;
    end = finding.end;
    return true;
  });
}

/**
 * Finds off-script text. Accepts any string, also with lone surrogates; offsets are UTF-16 code units of `text` as it is.
 * Deterministic, without state that outlives the call.
 */
export function detect(text: string, policy: Policy, _context: Context = {}): Detection {
  const runs = scan(text, classesOf(policy), memory);
  const clean = hasOnlyOwn(runs);
  const code = clean && policy.latin === 'guest' ? [] : codeZones(text);
  const glosses = clean ? [] : glossZones(text);
  const share = weigh(text, policy, [code, glosses]);
  const { letters } = share;
  const tooShort = letters < policy.minLetters;
  let wrongLanguage: WrongLanguage | null = null;
  if (share.own < OWN_SHARE) wrongLanguage = { script: share.script, share: 1 - share.own };
  else if (policy.latin === 'own') wrongLanguage = wrongLatin(text, policy, code);
  const pass: Pass = { text, policy, code, glosses, findings: [], exemptions: [] };
  if (!clean) {
    const words: LatinWord[] = [];
    for (let i = 0; i < runs.length; i++) {
      const value = runs.classes[i] as number;
      if (value === EXPECTED || value === NEUTRAL || value === FOREIGN_FORM) continue;
      const start = runs.starts[i] as number;
      const end = i + 1 < runs.length ? (runs.starts[i + 1] as number) : text.length;
      const script = scriptCodes[value];
      if (script === wrongLanguage?.script) continue;
      if (script === 'Latn') for (const word of latinWords(text, start, end)) words.push(word);
      else scriptFindings(pass, start, end, value);
    }
    latinFindings(pass, words);
    if (wrongLanguage === null) hanFindings(pass);
  }
  replacementFindings(pass);
  const findings = sorted(pass.findings);
  return {
    findings,
    mixed: wrongLanguage === null && findings.some(({ kind }) => kind !== 'replacement'),
    wrongLanguage,
    letters,
    tooShort,
    exemptions: pass.exemptions.sort((a, b) => a.start - b.start),
  };
}
