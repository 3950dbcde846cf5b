/**
 * Detection: text and policy in, findings out. One way: the text as it is looked at (scene), its main language, candidates of every
 * kind, suppression.
 */

import { promptTerms } from './asked/index.js';
import { Places } from './code/index.js';
import { type Damage, damageIn, garbledLetters, withoutDamage } from './damage/index.js';
import { bracketSpans, quotations, RULES, technicalText } from './exempt/index.js';
import { countedAs, type HanVerdict, judgeHan, latinWords, marksUnder } from './find/index.js';
import { forgetUnits, type Identifier } from './identify/index.js';
import { lazily } from './lazily.js';
import { hasOtherLetters, isAskedFor, mainLanguage } from './main-language/index.js';
import { classesOf, EXPECTED, type Policy } from './policy/index.js';
import type { Scene } from './scene.js';
import { weigh } from './share.js';
import { siblingRuns } from './siblings/index.js';
import { disjoint, layered, union, type Zone } from './spans.js';
import { suppress } from './suppress.js';
import type { Context, Detection, Span } from './types.js';
import {
  classOf,
  emptyRuns,
  letterScriptIds,
  marksIn,
  NEUTRAL,
  type Normalised,
  normalised,
  type Runs,
  scan,
  scriptCodes,
  scriptId,
} from './unicode/index.js';
import { type Suppressed, wordless } from './wordless.js';

/** Version of the rules. It changes whenever the same text can come to another verdict. */
export const DETECTOR_VERSION = '9';

const memory: Runs = emptyRuns();

function hasOnlyOwn({ length, classes }: Runs): boolean {
  for (let i = 0; i < length; i++) if (classes[i] !== EXPECTED && classes[i] !== NEUTRAL) return false;
  return true;
}

/** Whether a stretch holds letters, and none of the language's own. */
function isForeign(text: string, { start, end }: Span, policy: Policy): boolean {
  const classes = classesOf(policy);
  let letters = 0;
  for (let at = start; at < end; at++) {
    const point = text.codePointAt(at) as number;
    if (point > 0xffff) at++;
    if (letterScriptIds[point] === 0) continue;
    if (classOf(classes, point) === EXPECTED) return false;
    letters++;
  }
  return letters > 0;
}

const LATIN = scriptId('Latn');

/** The text's runs in other scripts than the language's; Latin ones as words. */
function foreignRuns(text: string, runs: Runs, { scripts }: Policy): Pick<Scene, 'runs' | 'words'> {
  const words: Scene['words'][number][] = [];
  const others: Scene['runs'][number][] = [];
  for (let i = 0; i < runs.length; i++) {
    const id = runs.classes[i] as number;
    if (id === EXPECTED || id === NEUTRAL) continue;
    const start = runs.starts[i] as number;
    const end = i + 1 < runs.length ? (runs.starts[i + 1] as number) : text.length;
    if (id === LATIN) for (const word of latinWords(text, start, end, scripts[0])) words.push(word);
    else others.push({ start, end, id });
  }
  return { runs: others, words };
}

const never = (): boolean => false;

/** Whether a character is a letter of the language, where it is in no Latin script: names of files end before it. */
const ownLetterOf = (policy: Policy): ((character: string) => boolean) =>
  policy.latin === 'own'
    ? never
    : (character) =>
        policy.scripts.includes(scriptCodes[letterScriptIds[character.charCodeAt(0)] ?? 0] ?? '');

const NO_RUNS = { runs: [], words: [] } as const;
const NO_SPANS: readonly Zone[] = [];

/** Exemptions with zones: the first ones cover what the later ones do too. */
const ZONED = RULES.flatMap(({ name, priority, zones }) =>
  zones === undefined ? [] : [{ name, priority, zones }],
).sort((a, b) => a.priority - b.priority);

/** What exemptions cover by what it is, as far as the policy leaves them on; where two cover a place, the one with the lower priority does. */
function zonesOf(text: string, { disabled, allow }: Policy, context: Context): readonly Zone[] {
  const terms = context.allow === undefined ? allow : [...allow, ...context.allow];
  let zones = NO_SPANS;
  for (const { name, zones: find } of ZONED) {
    if (disabled.length > 0 && disabled.includes(name)) continue;
    const found = find(text, terms);
    if (found.length > 0) zones = layered(zones, found, name);
  }
  return zones;
}

function sceneOf(
  text: string,
  policy: Policy,
  context: Identified,
  { marks, damage }: Pick<Scene, 'marks' | 'damage'>,
): Scene {
  const runs = scan(text, classesOf(policy), memory);
  const isOwn = hasOnlyOwn(runs);
  const foreign = isOwn ? NO_RUNS : foreignRuns(text, runs, policy);
  const han: HanVerdict = judgeHan(text, policy);
  const siblings = siblingRuns(text, policy);
  // Most texts have nothing that anything could excuse.
  const isPlain =
    isOwn &&
    han.spans.length === 0 &&
    policy.latin !== 'own' &&
    damage.length === 0 &&
    siblings.length === 0 &&
    !hasOtherLetters(text, policy);
  const zones = isPlain ? NO_SPANS : zonesOf(text, policy, context);
  const quoted = lazily(() => quotations(text));
  return {
    text,
    marks,
    damage,
    policy,
    identifier: context.identifier,
    prompt: promptTerms(context, policy.language),
    zones,
    brackets: isPlain || policy.disabled.includes('gloss') ? NO_SPANS : bracketSpans(text),
    quotations: quoted,
    foreignQuotations: lazily(() => quoted().filter((one) => isForeign(text, one, policy))),
    technical: lazily(() =>
      technicalText(
        text,
        zones.filter(({ reason }) => reason === 'code'),
        typeof context.prompt === 'string' ? [context.prompt] : (context.prompt ?? []),
      ),
    ),
    places: lazily(() => new Places(text, ownLetterOf(policy))),
    runs: foreign.runs,
    words: foreign.words,
    han,
    siblings,
  };
}

/** Puts the spans of a detection where they are in the text that was normalised; of two that come to overlap the first stays. */
function restored(detection: Detection, text: string, { startOf, endOf }: Normalised): Detection {
  const back = <T extends Span>(span: T): T => {
    const start = startOf(span.start);
    const end = endOf(span.end);
    return { ...span, start, end, text: text.slice(start, end) };
  };
  return {
    ...detection,
    findings: disjoint(detection.findings.map(back)),
    possible: detection.possible.map(back),
    exemptions: detection.exemptions.map(back),
  };
}

/** A context that says who tells the language of lines. */
export interface Identified extends Context {
  readonly identifier: Identifier;
}

/**
 * Finds off-script text. Accepts any string, also with lone surrogates; offsets are UTF-16 code units of `text` as it is. What is
 * canonically equivalent (UAX #15) comes to the same verdict. Deterministic: what is remembered of prompts and languages changes nothing.
 */
export function detectBy(text: string, policy: Policy, context: Identified): Detection {
  const composed = normalised(text);
  const detection = detectComposed(composed?.text ?? text, policy, context);
  forgetUnits();
  return composed === undefined ? detection : restored(detection, text, composed);
}

/** What was found in a text without its damage, with the text as it is. */
function asWritten(found: Suppressed, text: string, damage: readonly Damage[]): Suppressed {
  if (damage.length === 0) return found;
  const written = <T extends Span>(span: T): T => ({ ...span, text: text.slice(span.start, span.end) });
  return {
    findings: found.findings.map(written),
    possible: found.possible.map(written),
    exemptions: found.exemptions.map(written),
  };
}

/** {@link detectBy} for text in Normalisation Form C. */
function detectComposed(text: string, policy: Policy, context: Identified): Detection {
  const marks = marksIn(text, marksUnder(policy));
  const damage = damageIn(text, marks, policy.latin === 'own');
  const plain = damage.length === 0 ? text : withoutDamage(text, damage);
  const scene = sceneOf(plain, policy, context, { marks, damage });
  const share = weigh(plain, policy, union(scene.zones, scene.brackets), garbledLetters(damage));
  const main = mainLanguage(scene, share);
  const judged = suppress(scene, main);
  const { letters } = share;
  const without = share.ownLetters === 0 ? wordless(scene, main, judged, letters) : undefined;
  const { findings, possible, exemptions } = asWritten(without ?? judged, text, damage);
  const tooShort = letters < policy.minLetters || without?.repeatsPrompt === false;
  const other = !tooShort && without === undefined ? main.wrongLanguage : null;
  const isAsked = other !== null && !policy.disabled.includes('prompt') && isAskedFor(scene, other);
  const counted = new Set(tooShort ? [] : findings.map(countedAs));
  const isOwn = other === null;
  const scriptMixed = isOwn && counted.has('script_mixing');
  const wordMixed = isOwn && counted.has('word_mixing');
  return {
    findings,
    possible,
    mixed: scriptMixed || wordMixed,
    scriptMixed,
    wordMixed,
    codeMixed: counted.has('code_mixing'),
    damaged: counted.has('damage'),
    punctuated: counted.has('punctuation'),
    wrongLanguage: isAsked ? null : other,
    askedOtherwise: isAsked ? other : null,
    letters,
    tooShort,
    exemptions,
  };
}
