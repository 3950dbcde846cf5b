/** Detection: text and policy in, findings out. Every step is a small pass with a file of its own. */

import {
  allowedZones,
  codeZones,
  disjoint,
  glossZones,
  promptTerms,
  quotationZones,
  union,
  type Zone,
} from './exempt/index.js';
import {
  alphabetFindings,
  type HanVerdict,
  hanFindings,
  hasOtherLetters,
  judgeHan,
  type LatinWord,
  latinFindings,
  latinWords,
  lineFindings,
  type Pass,
  replacementFindings,
  scriptFindings,
  weigh,
} from './find/index.js';
import { francIdentifier, type Identifier } from './language/index.js';
import { classesOf, EXPECTED, languages, type Policy } from './policy/index.js';
import type {
  Context,
  Detection,
  ExemptionName,
  Finding,
  LanguageTag,
  ScriptCode,
  WrongLanguage,
} from './types.js';
import {
  classOf,
  emptyRuns,
  letterScriptIds,
  NEUTRAL,
  type Normalised,
  normalised,
  type Runs,
  scan,
  scriptCodes,
  scriptId,
} from './unicode/index.js';

/** Version of the rules. It changes whenever the same text can come to another verdict. */
export const DETECTOR_VERSION = '4';

/** Share of a text that must be in the language asked for; below it the response is in the wrong language. */
const OWN_SHARE = 0.4;

/** Of Latin words in a text in Latin script, the share that must be ordinary for it to be running text and no list of names. */
const ORDINARY_SHARE = 0.25;

/** Share of the letters of a text without kana that must stand in Chinese stretches. */
const CHINESE_SHARE = 0.2;

const memory: Runs = emptyRuns();

function hasOnlyOwn({ length, classes }: Runs): boolean {
  for (let i = 0; i < length; i++) if (classes[i] !== EXPECTED && classes[i] !== NEUTRAL) return false;
  return true;
}

const light = new Map<LanguageTag, Identifier>();

/** franc among the languages with a policy and `language`, made when it is first needed. */
function lightIdentifier({ language }: Policy): Identifier {
  const other = languages.includes(language) ? '' : language;
  let identifier = light.get(other);
  if (identifier === undefined) {
    identifier = francIdentifier(other === '' ? languages : [...languages, other]);
    light.set(other, identifier);
  }
  return identifier;
}

/** Whether a quotation holds letters, and none of the language's own. */
function isForeign(policy: Policy): (quoted: string) => boolean {
  const classes = classesOf(policy);
  return (quoted) => {
    let letters = 0;
    for (let at = 0; at < quoted.length; at++) {
      const point = quoted.codePointAt(at) as number;
      if (point > 0xffff) at++;
      if (letterScriptIds[point] === 0) continue;
      if (classOf(classes, point) === EXPECTED) return false;
      letters++;
    }
    return letters > 0;
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The text's runs in other scripts than the language's, Latin words apart. */
interface Foreign {
  readonly runs: readonly { readonly start: number; readonly end: number; readonly id: number }[];
  readonly words: readonly LatinWord[];
}

const LATIN = scriptId('Latn');

/** Scripts of Japanese and of Chinese: a response in the wrong language is in all of them. */
const EAST_ASIAN: readonly ScriptCode[] = ['Hani', 'Hira', 'Kana', 'Bopo'];

const isWrittenWith = (script: ScriptCode, main: ScriptCode): boolean =>
  script === main || (EAST_ASIAN.includes(script) && EAST_ASIAN.includes(main));

function foreignOf(text: string, runs: Runs): Foreign {
  const words: LatinWord[] = [];
  const others: { start: number; end: number; id: number }[] = [];
  for (let i = 0; i < runs.length; i++) {
    const id = runs.classes[i] as number;
    if (id === EXPECTED || id === NEUTRAL) continue;
    const start = runs.starts[i] as number;
    const end = i + 1 < runs.length ? (runs.starts[i + 1] as number) : text.length;
    if (id === LATIN) for (const word of latinWords(text, start, end)) words.push(word);
    else others.push({ start, end, id });
  }
  return { runs: others, words };
}

/**
 * Whether a text without kana is Chinese where Japanese was asked for, and no list of names in kanji: of its letters enough stand in
 * Chinese stretches.
 */
function isChinese({ spans }: HanVerdict, { han }: Policy, letters: number): boolean {
  if (han !== 'japanese') return true;
  return spans.reduce((sum, { start, end }) => sum + end - start, 0) >= CHINESE_SHARE * letters;
}

/** A list of names is in no language: Latin script alone says nothing where hardly any word is an ordinary one. */
function isListOfNames({ words }: Foreign): boolean {
  const ordinary = words.filter(({ exempt }) => exempt === null).length;
  return ordinary < ORDINARY_SHARE * words.length;
}

function zonesOf(text: string, policy: Policy, context: Context): Zone[] {
  const allow = context.allow === undefined ? policy.allow : [...policy.allow, ...context.allow];
  const isOn = ({ reason }: { readonly reason: ExemptionName }) => !policy.disabled.includes(reason);
  const zones = [...codeZones(text), ...allowedZones(text, allow)];
  return disjoint(policy.disabled.length === 0 ? zones : zones.filter(isOn));
}

/** In disjoint order; of two that overlap the earlier, then the longer one stays. */
function sorted(findings: Finding[]): readonly Finding[] {
  findings.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return findings.filter((finding) => {
    if (finding.start < end) return false;
    end = finding.end;
    return true;
  });
}

/** Puts the spans of a detection where they are in the text that was normalised; of two that come to overlap the first stays. */
function restored(detection: Detection, text: string, { startOf, endOf }: Normalised): Detection {
  const back = <T extends { readonly start: number; readonly end: number }>(span: T): T => {
    const start = startOf(span.start);
    const end = endOf(span.end);
    return { ...span, start, end, text: text.slice(start, end) };
  };
  return {
    ...detection,
    findings: sorted(detection.findings.map(back)),
    exemptions: detection.exemptions.map(back),
  };
}

/**
 * Finds off-script text. Accepts any string, also with lone surrogates; offsets are UTF-16 code units of `text` as it is. What is
 * canonically equivalent (UAX #15) comes to the same verdict. Deterministic, without state that outlives the call.
 */
export function detect(text: string, policy: Policy, context: Context = {}): Detection {
  const composed = normalised(text);
  return composed === undefined
    ? detectComposed(text, policy, context)
    : restored(detectComposed(composed.text, policy, context), text, composed);
}

/** {@link detect} for text in Normalisation Form C. */
function detectComposed(text: string, policy: Policy, context: Context): Detection {
  const runs = scan(text, classesOf(policy), memory);
  const han = judgeHan(text, policy);
  const isOwnScript = hasOnlyOwn(runs);
  const clean = isOwnScript && han.spans.length === 0 && !hasOtherLetters(text, policy);
  const isOwnLatin = policy.latin === 'own';
  const code = clean && !isOwnLatin ? [] : zonesOf(text, policy, context);
  const glosses = clean && !isOwnLatin ? [] : policy.disabled.includes('gloss') ? [] : glossZones(text);
  const share = weigh(text, policy, union(code, glosses));
  const { letters, script } = share;
  const own = share.lacksEssential && isChinese(han, policy, share.ownLetters) ? 0 : share.own;
  const pass: Pass = {
    text,
    policy,
    code,
    glosses,
    quotations: lazily(() => quotationZones(text, isForeign(policy))),
    prompt: promptTerms(context.prompt, policy.language),
    identifier: context.identifier ?? lightIdentifier(policy),
    findings: [],
    exemptions: [],
  };
  const foreign = isOwnScript ? undefined : foreignOf(text, runs);
  let wrongLanguage: WrongLanguage | null = null;
  if (own < OWN_SHARE && !(script === 'Latn' && foreign !== undefined && isListOfNames(foreign)))
    wrongLanguage = { script, share: 1 - own };
  else if (isOwnLatin) wrongLanguage = lineFindings(pass);
  else wrongLanguage = han.wrong ?? alphabetFindings(pass);
  if (foreign !== undefined) {
    for (const { start, end, id } of foreign.runs)
      if (wrongLanguage === null || !isWrittenWith(scriptCodes[id] as ScriptCode, wrongLanguage.script))
        scriptFindings(pass, start, end, id);
    if (wrongLanguage?.script !== 'Latn') latinFindings(pass, foreign.words);
  }
  if (wrongLanguage === null) hanFindings(pass, han.spans);
  replacementFindings(pass);
  const findings = sorted(pass.findings);
  return {
    findings,
    mixed: wrongLanguage === null && findings.some(({ kind }) => kind !== 'replacement'),
    wrongLanguage,
    letters,
    tooShort: letters < policy.minLetters,
    exemptions: pass.exemptions.sort((a, b) => a.start - b.start),
  };
}
