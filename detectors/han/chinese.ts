/**
 * Chinese in Japanese: the stretches of Han that Chinese words explain so much better than Japanese ones that no chance would.
 * The score of a stretch is the logarithm of how much likelier it is in Chinese; it is the best one of its sequence, as Kadane's
 * algorithm finds it, in one step a character.
 */

import type { Evidence, Span } from '../types.js';
import { letterScriptIds, scriptId } from '../unicode/index.js';
import { ATTESTED, type Likelihood, likelihood, pairOf, RARE, SURNAME, TELLING } from './likelihood.js';
import { inChinese, inJapanese, MOST, most } from './step.js';
import { widened } from './widen.js';

/** A stretch of Chinese: half-open, in UTF-16 code units. */
export interface HanSpan extends Span {
  readonly evidence: Evidence;
  /** Whether it is Chinese beyond doubt: what is not is right about as often as wrong. */
  readonly sure: boolean;
}

/** All of these in half natural logarithms. The least score of a stretch, and that of one without kana at either end and without a foreign form. */
const FOUND = 18;
const FOUND_ALONE = 26;
/** The least score of one that is sure by its likelihood alone. */
const SURE = 28;
/** What a form tells that Japanese does not write, besides the most that a character tells. */
const FOREIGN = 20;
/** The most that a pair of a Japanese word tells for Chinese, where it stands between two such, and a character in such a pair. */
const IN_WORD = 1;
const BETWEEN_WORDS = 2;
const BEGINNING = 4;
/** The most that the Japanese after a stretch tells. */
const AFTER = 6;
/** Least logarithm of a fragment that ends anywhere. */
const CUT = -1;
/** Least logarithm of a character that kana follow as a rule in Japanese: the stem of a verb, 及び, 又は. */
const STEM = -1;

const HAN = scriptId('Hani');
const HIRAGANA = scriptId('Hira');
const KATAKANA = scriptId('Kana');
const LATIN = scriptId('Latn');
const PROLONGED = 0x30fc;

function isKana(unit: number): boolean {
  const id = letterScriptIds[unit];
  return unit === PROLONGED || id === HIRAGANA || id === KATAKANA;
}

/** Whether a Japanese suffix may follow: after words in katakana or Latin script (アルゴリズム的). */
function takesSuffix(unit: number): boolean {
  const id = letterScriptIds[unit];
  return unit === PROLONGED || id === KATAKANA || id === LATIN;
}

/** What a stretch rests on. */
function evidenceOf(table: Likelihood, text: string, start: number, end: number): Evidence {
  let lexical = false;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (table.foreign[unit] === 1) return 'form';
    if (at + 1 === end) break;
    const next = text.charCodeAt(at + 1);
    lexical ||= (pairOf(table, table.ids[unit] as number, table.ids[next] as number) & TELLING) !== 0;
  }
  return lexical ? 'lexicon' : 'likelihood';
}

/** Whether the one foreign form of a stretch may be part of a Chinese name: rare, and the first or second character behind a surname. */
function isOfName(table: Likelihood, text: string, start: number, end: number, first: number): boolean {
  let rare = -1;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (table.foreign[unit] !== 1) continue;
    if (rare >= 0 || table.ofNames[unit] !== RARE) return false;
    rare = at;
  }
  const isSurname = (at: number): boolean => at >= first && table.ofNames[text.charCodeAt(at)] === SURNAME;
  return isSurname(rare - 1) || isSurname(rare - 2);
}

/**
 * Finds stretches of Chinese in the sequence of Han from `start` to `end`, and adds them to `spans`. A stretch begins with `enter`, is
 * extended by `goOn` and ends with `leave`: what the character tells for Chinese as the first, as a later one, and what the Japanese
 * after it tells.
 */
function findIn(table: Likelihood, text: string, start: number, end: number, spans: HanSpan[]): void {
  const { ids, foreign } = table;
  // What katakana follow is no stem.
  const isFollowed = letterScriptIds[text.charCodeAt(end)] === HIRAGANA;
  const found = isKana(text.charCodeAt(end)) || isKana(text.charCodeAt(start - 1)) ? FOUND : FOUND_ALONE;
  let from = -1;
  let to = -1;
  let best = 0;
  const close = (): void => {
    if (best < FOUND) return;
    const evidence = evidenceOf(table, text, from, to);
    if (evidence !== 'form' && best < found) return;
    const sure =
      evidence === 'form' ? !isOfName(table, text, from, to, start) : evidence === 'lexicon' || best >= SURE;
    spans.push({ start: from, end: to, evidence, sure });
  };
  const begins = takesSuffix(text.charCodeAt(start - 1)) ? table.japaneseNext : table.japaneseStart;
  let score = 0;
  let last = 0;
  let id = ids[text.charCodeAt(start)] as number;
  // What is known of the pairs before the last one, before and after this character.
  let [earlier, before, after] = [0, 0, 0];
  for (let at = start; at < end; at++) {
    const isFirst = at === start;
    const isLast = at + 1 === end;
    const isForeign = foreign[text.charCodeAt(at)] === 1;
    const next = isLast ? 0 : (ids[text.charCodeAt(at + 1)] as number);
    earlier = before;
    before = after;
    after = isLast ? 0 : pairOf(table, id, next);

    let enter = MOST + FOREIGN;
    let goOn = enter;
    if (!isForeign) {
      const japanese = isFirst ? (begins[id] as number) : inJapanese(table, last, id, before);
      enter = most((table.chinese[id] as number) - japanese);
      if (((before | after) & ATTESTED) !== 0) enter = Math.min(enter, BEGINNING);
      goOn = most(inChinese(table, last, id, before) - japanese);
      if ((before & ATTESTED) !== 0) goOn = Math.min(goOn, IN_WORD);
      else if ((earlier & after & ATTESTED) !== 0) goOn = Math.min(goOn, BETWEEN_WORDS);
      if (isLast && isFollowed && (table.japaneseStop[id] as number) >= STEM) {
        enter = Math.min(enter, 0);
        goOn = Math.min(goOn, 0);
      }
    }
    // Words have two characters as a rule: a foreign form takes the one beside it along, unless that is part of a Japanese word or
    // ends a Chinese one. More before it must tell for itself.
    const isSecond = at - 1 === from;
    let lead = 0;
    if (isForeign) {
      const isOfWord = isSecond && (earlier & ATTESTED) === 0 && (table.chineseEnd[last] as number) < CUT;
      lead = isOfWord ? -enter : BEGINNING;
    } else if (isSecond && (after & ATTESTED) === 0 && foreign[text.charCodeAt(from)] === 1)
      goOn = Math.max(goOn, AFTER + IN_WORD);
    if (!isFirst && score + goOn > enter + lead) score += goOn;
    else {
      close();
      from = at;
      score = enter;
      best = 0;
    }

    let leave = 0;
    if (!isLast && (after & ATTESTED) === 0)
      leave = (table.japaneseStart[next] as number) - inJapanese(table, id, next, after);
    else if (isLast && isFollowed) leave = CUT - (table.japaneseStop[id] as number);
    const total = score + Math.max(0, Math.min(AFTER, leave));
    if (total > best) {
      best = total;
      to = at + 1;
    }
    last = id;
    id = next;
  }
  close();
}

/** Longest sequence that cannot reach a score when all of its pairs are Japanese. */
const PLAIN = Math.floor((FOUND - BEGINNING - AFTER) / IN_WORD);

/** Whether a short sequence has nothing but pairs of Japanese words, as most have: then no stretch of it can be found. */
function isPlainJapanese(table: Likelihood, text: string, start: number, end: number): boolean {
  if (end - start > PLAIN) return false;
  let last = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (table.foreign[unit] === 1) return false;
    const id = table.ids[unit] as number;
    if (at > start && (pairOf(table, last, id) & ATTESTED) === 0) return false;
    last = id;
  }
  return true;
}

/** Kana and CJK Unified Ideographs, which nearly all of Japanese is, need no table. */
function isHan(unit: number): boolean {
  if (unit >= 0x4e00 && unit <= 0x9fff) return true;
  if (unit >= 0x3040 && unit <= 0x30ff) return false;
  return letterScriptIds[unit] === HAN;
}

/** The stretches of Chinese in a Japanese text, in order. */
export function chineseSpans(text: string): HanSpan[] {
  const table = likelihood();
  const spans: HanSpan[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!isHan(text.charCodeAt(at))) continue;
    const start = at;
    while (at < text.length && isHan(text.charCodeAt(at))) at++;
    if (isPlainJapanese(table, text, start, at)) continue;
    const found: HanSpan[] = [];
    findIn(table, text, start, at, found);
    for (const span of found.length === 0 ? found : widened(table, text, { start, end: at }, found))
      spans.push(span);
  }
  return spans;
}
