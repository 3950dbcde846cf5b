/**
 * Whether the words of a segment bear out that it is in another language. An identifier alone errs on a few words: "Pour the mixture into
 * the pan." is French to it.
 */

import type { LanguageTag } from '../types.js';
import {
  isCommonEnglish,
  languagesHardlyWith,
  languagesWith,
  lexiconBit,
  wordNumber,
} from '../words/index.js';
import { languagesOf, listOf } from './function-words.js';
import type { Word, Wording } from './wording.js';

/** Share of common English words from which a segment is likely English, and up to which it is not. */
const ENGLISH_FROM = 0.5;
const NOT_ENGLISH_TO = 0.3;

/** Long words and probability that stand in for function words of the other language: in English, and where it has no list. */
const FEW = 3;
const LIKELY = 0.7;
const MANY = 5;
const SURE = 0.9;

/** Function words of another language, of different kinds and for each one of the own language's, and their share of the words, that settle it. */
const SETTLED_BY = { kinds: 3, share: 0.3 } as const;

const ENGLISH: LanguageTag = 'en';

/** Whether English has a word: as such, or as a plural. */
export function isEnglish(word: string): boolean {
  return (
    isCommonEnglish(word) || (word.length > 3 && word.endsWith('s') && isCommonEnglish(word.slice(0, -1)))
  );
}

/** Share of common English words in a segment's words of two letters and more. */
export function englishShare({ words }: Wording): number {
  let all = 0;
  let english = 0;
  for (const { text } of words) {
    if (text.length < 2) continue;
    all++;
    if (isEnglish(text)) english++;
  }
  return all === 0 ? 0 : english / all;
}

const ASCII = /^[a-z]+$/;

/** Whether a word says something in a line that is English otherwise: not AI, er, al. */
const standsOut = ({ text }: Word): boolean => text.length > 2 || (text.length > 1 && !ASCII.test(text));

/** Whether a segment is English by its words: most of them are, and none is a function word of another language alone. */
export function isEnglishText(wording: Wording): boolean {
  if (englishShare(wording) < ENGLISH_FROM) return false;
  return !wording.words.some((word) => standsOut(word) && tells(word, ENGLISH, listOf(ENGLISH), -1));
}

/** Whether a word is a function word of the lists of `other`, and no word of `own`, whose list is short: te and tu are Italian as well. */
function tells({ text, lists, joinsName }: Word, own: LanguageTag, ownList: number, other: number): boolean {
  if (joinsName || (lists & other) === 0 || (lists & ownList) !== 0) return false;
  // Function words of English stand in texts of every language, and say so all the same.
  return own === ENGLISH ? !isEnglish(text) : other === listOf(ENGLISH) || !isOwn(text, own);
}

/** Whether a language has a word as more than what it cites, as far as the lexicon knows. */
function isOwn(text: string, own: LanguageTag): boolean {
  const number = wordNumber(text, 0, text.length);
  return (languagesWith(number) & ~languagesHardlyWith(number) & lexiconBit(own)) !== 0;
}

/** Whether `wording` bears out that a segment is in `other`, where `own` was asked for and an identifier is so sure. */
export function bearsOut(
  wording: Wording,
  own: LanguageTag,
  other: LanguageTag,
  probability: number,
): boolean {
  const { words, long } = wording;
  const ownList = listOf(own);
  const otherList = listOf(other);
  // Of a language without a list nobody knows which words it shares: Occitan has those of French, Latin those of Italian.
  if (ownList === 0)
    return other === ENGLISH
      ? englishShare(wording) >= ENGLISH_FROM
      : long >= MANY && (otherList !== 0 || probability >= SURE);
  const telling = words.filter((word) => tells(word, own, ownList, otherList));
  if (own === ENGLISH) {
    const english = englishShare(wording);
    if (english >= ENGLISH_FROM) return telling.some(standsOut);
    if (telling.length > 0) return true;
    if (english > NOT_ENGLISH_TO) return false;
  }
  if (telling.length > 0) return true;
  if (other === ENGLISH) return long >= MANY || englishShare(wording) > NOT_ENGLISH_TO;
  // What an identifier takes for a language that few write is a name, a dish or a misspelt line of a common one more often.
  if (otherList === 0)
    return long >= MANY && probability >= SURE && !words.some(({ lists }) => (lists & ownList) !== 0);
  return own !== ENGLISH || (long >= FEW && probability >= LIKELY);
}

/** Whether all words of a line are English, and one of them, or all, no words of the language asked for. */
function isAllEnglish(wording: Wording, own: LanguageTag): boolean {
  const ownList = listOf(own);
  const { long } = wording;
  if (own === ENGLISH || ownList === 0 || long < 2 || wording.words.length < FEW) return false;
  // Of one letter it is a word of many languages.
  const words = wording.words.filter(({ text }) => text.length > 1);
  if (words.some(({ lists }) => (lists & ownList) !== 0)) return false;
  const list = listOf(ENGLISH);
  if (!words.every(({ text }) => isEnglish(text))) return false;
  return words.some((word) => tells(word, own, ownList, list)) || !words.some(({ text }) => mayBe(text, own));
}

/** Whether a language has a word, as far as the lexicon knows. */
function mayBe(text: string, own: LanguageTag): boolean {
  const bit = lexiconBit(own);
  const number = wordNumber(text, 0, text.length);
  return bit === 0 || number === 0 || (languagesWith(number) & bit) !== 0;
}

/** The lists that have words enough of a segment, and the own one not. */
function severalOf(words: readonly Word[], ownList: number): number {
  let once = 0;
  let twice = 0;
  let several = 0;
  for (const { lists, joinsName } of words) {
    if (joinsName || (lists & ownList) !== 0) continue;
    several |= twice & lists;
    twice |= once & lists;
    once |= lists;
  }
  return several;
}

/**
 * The other language that a segment's function words settle by themselves: several of it, none that the language asked for has.
 * `close` pass for it. Of a language without a list of its own only English is told so.
 */
export function settledBy(
  wording: Wording,
  own: LanguageTag,
  close: readonly LanguageTag[],
): LanguageTag | undefined {
  if (isAllEnglish(wording, own)) return ENGLISH;
  const { words } = wording;
  const ownList = listOf(own);
  let best: LanguageTag | undefined;
  let most = 0;
  let next = 0;
  for (const other of languagesOf(severalOf(words, ownList))) {
    const list = listOf(other);
    const telling = words.filter((word) => tells(word, own, ownList, list));
    const kinds = new Set(telling.map(({ text }) => text)).size;
    if (kinds < SETTLED_BY.kinds || telling.length < SETTLED_BY.share * words.length) continue;
    const against = words.filter(({ lists }) => (lists & ownList) !== 0 && (lists & list) === 0).length;
    if (kinds < SETTLED_BY.kinds * against) continue;
    if (kinds > most) [best, most, next] = [other, kinds, most];
    else next = Math.max(next, kinds);
  }
  if (best === undefined || most === next || close.includes(best)) return undefined;
  if (ownList === 0) return best === ENGLISH && englishShare(wording) >= ENGLISH_FROM ? ENGLISH : undefined;
  return best;
}
