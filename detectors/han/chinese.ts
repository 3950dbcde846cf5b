/**
 * Chinese in Japanese: the stretches of Han that Chinese words explain so much better than Japanese ones that no chance would.
 * The score of a stretch is the logarithm of how much likelier it is in Chinese; it is the best one of its sequence, as Kadane's
 * algorithm finds it, in one step a character.
 */

import { letterScriptIds, scriptId } from '../unicode/index.js';
import { ATTESTED, type Likelihood, likelihood, PAIR_STEPS, pairOf } from './likelihood.js';

/** Half-open, in UTF-16 code units. */
export interface HanSpan {
  readonly start: number;
  readonly end: number;
}

/** All of these in half natural logarithms. The least score of a finding, and that of one without kana at either end. */
const FOUND = 18;
const FOUND_ALONE = 26;
/** The most that one character or pair tells, and what a form tells that Japanese does not write. */
const MOST = 12;
const FOREIGN = 20;
/** The most that a pair of a Japanese word tells for Chinese, where it stands between two such, and a character in such a pair. */
const IN_WORD = 1;
const BETWEEN_WORDS = 2;
const BEGINNING = 4;
/** The most that the Japanese after a stretch tells. */
const AFTER = 6;
/** Least logarithms: of a Japanese pair in a word, of pairs across words; of a fragment that ends anywhere. */
const IN_JAPANESE = -8;
const ACROSS_JAPANESE = -28;
const ACROSS_CHINESE = -26;
const CUT = -1;
/** Least logarithm of a character that kana follow as a rule in Japanese: the stem of a verb, 及び, 又は. */
const STEM = -1;

const most = (score: number): number => Math.max(-MOST, Math.min(MOST, score));

/** Finds stretches of Chinese in the sequence of Han from `start` to `end`, and adds them to `spans`. */
function findIn(table: Likelihood, text: string, start: number, end: number, spans: HanSpan[]): void {
  const { ids, foreign } = table;
  const isFollowed = isKana(text.charCodeAt(end));
  const found = isFollowed || isKana(text.charCodeAt(start - 1)) ? FOUND : FOUND_ALONE;
  let score = 0;
  let from = -1;
  let best = 0;
  let to = -1;
  let id = 0;
  let next = ids[text.charCodeAt(start)] as number;
  let before = 0;
  let pair = 0;
  let after = 0;
  for (let at = start; at < end; at++) {
    const last = id;
    id = next;
    const unit = text.charCodeAt(at);
    next = at + 1 < end ? (ids[text.charCodeAt(at + 1)] as number) : -1;
    before = pair;
    pair = after;
    after = next < 0 ? 0 : pairOf(table, id, next);
    const isForeign = foreign[unit] === 1;
    const chinese = table.chinese[id] as number;
    let enter: number;
    let goOn = Number.NEGATIVE_INFINITY;
    let japanese: number;
    if (at === start) japanese = table.japaneseStart[id] as number;
    else {
      japanese = Math.max(
        (table.japaneseEnd[last] as number) + (table.japaneseNext[id] as number),
        (pair & ATTESTED) !== 0 ? IN_JAPANESE : ACROSS_JAPANESE,
      );
    }
    if (isForeign) {
      enter = MOST + FOREIGN;
      if (at > start) goOn = enter;
    } else {
      enter = most(chinese - japanese);
      if (((pair | after) & ATTESTED) !== 0) enter = Math.min(enter, BEGINNING);
      if (at > start) {
        const steps = pair & PAIR_STEPS;
        const inChinese =
          steps !== PAIR_STEPS
            ? -steps
            : Math.max((table.chineseEnd[last] as number) + chinese, ACROSS_CHINESE);
        goOn = most(inChinese - japanese);
        if ((pair & ATTESTED) !== 0) goOn = Math.min(goOn, IN_WORD);
        else if ((before & after & ATTESTED) !== 0) goOn = Math.min(goOn, BETWEEN_WORDS);
      }
    }
    // What comes before a foreign form must tell more than any Japanese word can.
    if (next < 0 && isFollowed && !isForeign && (table.japaneseStop[id] as number) >= STEM) {
      enter = Math.min(enter, 0);
      goOn = Math.min(goOn, 0);
    }
    if (from >= 0 && score + goOn > enter + (isForeign ? BEGINNING : 0)) score += goOn;
    else {
      if (best >= found) spans.push({ start: from, end: to });
      from = at;
      score = enter;
      best = 0;
    }
    const leave =
      next < 0
        ? isFollowed
          ? CUT - (table.japaneseStop[id] as number)
          : 0
        : (after & ATTESTED) !== 0
          ? 0
          : (table.japaneseStart[next] as number) -
            Math.max(
              (table.japaneseEnd[id] as number) + (table.japaneseNext[next] as number),
              ACROSS_JAPANESE,
            );
    const total = score + Math.max(0, Math.min(AFTER, leave));
    if (total > best) {
      best = total;
      to = at + 1;
    }
  }
  if (best >= found) spans.push({ start: from, end: to });
}

const HAN = scriptId('Hani');
const KANA = [scriptId('Hira'), scriptId('Kana')];

function isKana(unit: number): boolean {
  return KANA.includes(letterScriptIds[unit] as number);
}

/** The stretches of Chinese in a Japanese text, in order. */
export function chineseSpans(text: string): HanSpan[] {
  const table = likelihood();
  const spans: HanSpan[] = [];
  for (let at = 0; at < text.length; at++) {
    if (letterScriptIds[text.charCodeAt(at)] !== HAN) continue;
    const start = at;
    while (at < text.length && letterScriptIds[text.charCodeAt(at)] === HAN) at++;
    if (at - start > 1 || table.foreign[text.charCodeAt(start)] === 1) findIn(table, text, start, at, spans);
  }
  return spans;
}
