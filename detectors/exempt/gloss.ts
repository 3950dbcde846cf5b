/** Glosses: what stands in round brackets after a word. */

import type { Judged, ScriptCandidate } from '../find/index.js';
import { forms, SIMPLIFIED } from '../han/index.js';
import type { Scene } from '../scene.js';
import { spanAt } from '../spans.js';
import type { Span } from '../types.js';
import { letterScriptIds, scriptId } from '../unicode/index.js';
import { touchesOwn } from './fused.js';
import type { ExemptionRule } from './rule.js';

const NONE: readonly Span[] = [];

const BRACKET = /[()（）]/g;

/** Longest gloss in code units; a bracket that stays open for longer is none. */
const LONGEST = 400;

/**
 * What stands between round brackets (ASCII and full-width, also one of each), on one line; nested ones belong to the outer. A
 * bracket that is never closed is no gloss, and hides none behind it.
 */
export function bracketSpans(text: string): readonly Span[] {
  if (!text.includes(')') && !text.includes('）')) return NONE;
  const spans: Span[] = [];
  let open: number[] = [];
  let newline = text.indexOf('\n');
  for (const { 0: mark, index } of text.matchAll(BRACKET)) {
    if (newline >= 0 && newline < index) {
      open = [];
      newline = text.indexOf('\n', index);
    }
    if (mark === '(' || mark === '（') open.push(index);
    else {
      const start = open.pop();
      if (start === undefined || index + 1 - start > LONGEST) continue;
      // What it holds was closed before it.
      while ((spans.at(-1)?.start ?? -1) > start) spans.pop();
      spans.push({ start, end: index + 1 });
    }
  }
  return spans;
}

const HANGUL = scriptId('Hang');

/** Hanja that gloss a Korean word stand without kana; with them they are Japanese. */
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** What may stand between a reading and its bracket: closing quotes, emphasis, a space. */
const AFTER_READING = /[*_"'”’」』》〉〕 ]{1,4}$/;
const READING = 5;

/** What announces a foreign word in a bracket: a label with a colon, an abbreviation, the name of a language in Chinese characters. */
const ANNOUNCED = /(?:[:：]|\p{L}\.|[語语文])[\s*_"“«『「]{0,3}$/u;
const ANNOUNCEMENT_UNITS = 12;

/** Whether a bracket says that its word is foreign, at the span or at the one before it of the same script. */
function isAnnounced(
  text: string,
  bracket: Span,
  span: ScriptCandidate,
  earlier: readonly Judged[],
): boolean {
  const before = text.slice(Math.max(bracket.start + 1, span.start - ANNOUNCEMENT_UNITS), span.start);
  if (ANNOUNCED.test(before)) return true;
  for (let i = earlier.length - 1; i >= 0; i--) {
    const { candidate, exempt } = earlier[i] as Judged;
    if (candidate.start <= bracket.start) return false;
    if (exempt !== null) return exempt === 'gloss' && candidate.script === span.script;
  }
  return false;
}

/**
 * A bracket excuses another script where the language itself is in Latin script (the original form of a name), and Han after its
 * Korean reading, and what it announces as foreign (от греч. πολύς; ロシア語: Москва). Else it excuses only Latin script: a third
 * script in a bracket is a slip like any other.
 */
function glossesScript(candidate: ScriptCandidate, scene: Scene, earlier: readonly Judged[]): boolean {
  // In code, round brackets gloss nothing.
  if (candidate.zone === 'code') return false;
  const { text, policy, brackets } = scene;
  const bracket = spanAt(brackets, candidate.start);
  if (bracket === undefined) return false;
  if (policy.latin === 'own' || isAnnounced(text, bracket, candidate, earlier))
    return !touchesOwn(scene, candidate);
  if (policy.language !== 'ko' || candidate.script !== 'Hani') return false;
  // Half a word in either script (채수摘) glosses nothing.
  if (letterScriptIds[text.charCodeAt(candidate.start - 1)] === HANGUL) return false;
  const reading = text.slice(Math.max(0, bracket.start - READING), bracket.start).replace(AFTER_READING, '');
  const last = reading === '' ? 0 : reading.charCodeAt(reading.length - 1);
  return letterScriptIds[last] === HANGUL && !KANA.test(text.slice(bracket.start, bracket.end));
}

/** Whether a bracket in Chinese holds the word before it once more, in other forms: 敬语（敬語）. */
function repeatsWord({ start }: Span, { text, policy, brackets }: Scene): boolean {
  const bracket = policy.han === 'japanese' ? undefined : spanAt(brackets, start);
  if (bracket === undefined) return false;
  const table = forms();
  const inside = text.slice(bracket.start + 1, bracket.end - 1);
  const before = text.slice(Math.max(0, bracket.start - inside.length), bracket.start);
  if (inside === before || inside.length !== before.length) return false;
  for (let i = 0; i < inside.length; i++) {
    const [one, other] = [inside.charCodeAt(i), before.charCodeAt(i)];
    if (one !== other && (table[one] === 0 || table[one] === table[other])) return false;
  }
  return true;
}

/** A reading in kana, in a bracket. */
const KANA_BEHIND = /^[*_"”」』]{0,2}[（(][\p{Script=Hiragana}ー・]{1,12}[)）]/u;
const READING_UNITS = 20;

/** Whether a rare word of Japanese has its reading behind it: 蒅（すくも）. Simplified forms have none. */
function hasReading({ start, end }: Span, { text, policy }: Scene): boolean {
  if (policy.han !== 'japanese' || !KANA_BEHIND.test(text.slice(end, end + READING_UNITS))) return false;
  const table = forms();
  for (let at = start; at < end; at++) if (table[text.charCodeAt(at)] === SIMPLIFIED) return false;
  return true;
}

export const gloss: ExemptionRule<'gloss'> = {
  name: 'gloss',
  title: 'Glosses',
  why: 'brackets that explain a word, or give its original form',
  what:
    'Latin script in round brackets; any script in round brackets where the language itself is in ' +
    'Latin script, unless fused with its letters; Han in Korean in brackets right after its reading, unless Hangul runs into it; in Chinese the word before a bracket in its other forms; in Japanese a rare word before its reading (蒅（すくも）); ' +
    'what a bracket announces as foreign (от греч. πολύς; ロシア語: Москва). Otherwise a bracket in a ' +
    'third script is found like any other',
  priority: 60,
  covers: {
    script: glossesScript,
    han: (candidate, scene) => repeatsWord(candidate, scene) || hasReading(candidate, scene),
    word: ({ start }, { brackets }) => spanAt(brackets, start) !== undefined,
    line: ({ start, end }, { brackets }) =>
      spanAt(brackets, start) !== undefined && spanAt(brackets, end - 1) !== undefined,
  },
  examples: [
    { language: 'ru', text: 'Модель (interactive model) известна давно.', exempt: ['interactive', 'model'] },
    {
      language: 'ru',
      text: 'Вот смайлик :( и модель (interactive model) известна.',
      exempt: ['interactive', 'model'],
    },
    { language: 'ko', text: '**공자**(孔子)와 『논어』 (論語)를 읽습니다.', exempt: ['孔子', '論語'] },
    { language: 'ko', text: '1) 설명 ( 여기 공자(孔子)와 함께 갑니다.', exempt: ['孔子'] },
    { language: 'ko', text: '물을 받는다(채수摘)는 뜻입니다.', exempt: [], found: ['摘'] },
    { language: 'zh-Hans', text: '对长辈要使用敬语（敬語），这很重要。', exempt: ['語'] },
    { language: 'zh-Hans', text: '对长辈要使用敬语（語言），这很重要。', exempt: [], found: ['語'] },
    { language: 'ja', text: '徳島の藍師は蒅（すくも）を作ります。', exempt: ['蒅'] },
    { language: 'ja', text: '彼は这（これ）と言いました。', exempt: [], found: ['这'] },
    { language: 'en', text: 'The city of Tokyo (東京) is very large.', exempt: ['東京'] },
    { language: 'ja', text: 'モスクワ（ロシア語：Москва）は首都です。', exempt: ['Москва'] },
    { language: 'ja', text: 'モスクワ（Москва）は首都です。', exempt: [], found: ['Москва'] },
    { language: 'de', text: 'Die Stadt (Моskau) ist sehr groß.', exempt: [], found: ['Мо'] },
  ],
};
