/**
 * What a segment in Latin script is made of: words that could be of a language, and not variables, names, units, notes of music. A
 * segment without them is in no language, whatever an identifier makes of it.
 */

import { isCommonEnglish } from '../words/index.js';
import { listsWith } from './function-words.js';
import { areNear, type Token, tokensOf } from './tokens.js';

/** A word that a language could have. */
export interface Word {
  /** In lower case. */
  readonly text: string;
  /** The lists of function words that have it, a bit each. */
  readonly lists: number;
  /** A small word that joins the parts of a name: von, de, of, before a capital. */
  readonly joinsName: boolean;
}

/** Words of a segment, without what is none. */
export interface Wording {
  readonly words: readonly Word[];
  /** Of three letters and more. */
  readonly long: number;
  /** Whether it is made of words for the most part, and not of names alone. */
  readonly isText: boolean;
}

/** Functions of mathematics are written in every language alike. */
const OF_MATHEMATICS = new Set(
  'arccos arcsin arctan arg cos cosh cot csc ctg det div exp gcd inf lcm lim ln log max min mod sec sin sinh sqrt sup tan tanh tg'.split(
    ' ',
  ),
);

/** Small words that stand inside names, between Latin-script languages. */
const JOINS = new Set(
  'a al am an at da das de del den der des di do dos du e el en et la las le les los of the und van von vom y zu zum zur'.split(
    ' ',
  ),
);
/** Letters of a word that is one by its length. */
const LONG = 3;
/** Share of its letters that stand in words of text. */
const TEXT_SHARE = 0.6;
/** Words of two letters and more that text has, and of three and more that a line with signs of a formula has. */
const OF_TEXT = 2;
const OF_FORMULA = 3;
/** Different English words, each with a capital and none beside it, that are a table's and no names: Date, Overcast, Snowing. */
const OF_TABLE = 3;

/** Code units of a segment that are looked at: what follows is made of the same. */
const HEAD = 1000;

/** Slashes and hyphens in one stretch that make it a path or the name of a page. */
const OF_PATH = 4;
const JOINT = /[/\\-]/g;

/** A segment with paths blanked. */
function withoutPaths(written: string): string {
  if ((written.match(JOINT)?.length ?? 0) < OF_PATH) return written;
  return written.replace(/\S+/g, (stretch) =>
    (stretch.match(JOINT)?.length ?? 0) < OF_PATH ? stretch : ' '.repeat(stretch.length),
  );
}

/** Whether the token behind one joins names as well, and a capital follows it: von der Leyen. */
function joinsNext(written: string, tokens: readonly Token[], i: number): boolean {
  const [token, next, name] = tokens.slice(i, i + 3);
  if (token === undefined || next === undefined || name?.hasCapital !== true || next.hasCapital) return false;
  if (!areNear(written, token, next) || !areNear(written, next, name)) return false;
  return JOINS.has(written.slice(next.start, next.end));
}

/** The words of a segment as it stands in the text. */
export function wordingOf(segment: string): Wording {
  const written = withoutPaths(segment.slice(0, HEAD));
  const { tokens, isFormula, hasSmall } = tokensOf(written);
  const words: Word[] = [];
  const capitals = new Set<string>();
  let long = 0;
  let whole = 0;
  let small = 0;
  let letters = 0;
  let inWords = 0;
  /** Whether the token before has a capital, and is none that begins sentences. */
  let behindName = false;
  for (const [i, token] of tokens.entries()) {
    letters += token.letters;
    const before = tokens[i - 1];
    const next = tokens[i + 1];
    const isBehindName = behindName;
    behindName = token.hasCapital;
    if (!token.isWord) continue;
    const text = written.slice(token.start, token.end).toLowerCase();
    const lists = listsWith(text);
    if (lists !== 0) behindName = false;
    const isLong = text.length >= LONG && token.hasVowel;
    if ((!isLong && lists === 0) || OF_MATHEMATICS.has(text)) continue;
    const isBeforeCapital = next?.hasCapital === true && areNear(written, token, next);
    const isSmall = !hasSmall || !token.hasCapital;
    const isBeforeName = isBeforeCapital || (isSmall && JOINS.has(text) && joinsNext(written, tokens, i));
    if (isSmall && isBehindName && JOINS.has(text)) behindName = true;
    const joinsName = isSmall && isBeforeName && (before === undefined || isBehindName) && JOINS.has(text);
    words.push({ text, lists, joinsName });
    if (isLong) long++;
    // Of one letter it is a variable as often as a word.
    if (text.length > 1) {
      whole++;
      const isBehindCapital = before?.hasCapital === true && areNear(written, before, token);
      if (isSmall ? !joinsName : lists !== 0 && !isBeforeName) small++;
      else if (!isBeforeName && !isBehindCapital) capitals.add(text);
    }
    if (text.length > 1 || !isFormula) inWords += token.letters;
  }
  const isMadeOfWords = isFormula ? long >= OF_FORMULA : whole >= OF_TEXT;
  return {
    words,
    long,
    isText: isMadeOfWords && inWords >= TEXT_SHARE * letters && (small > 0 || isTable(capitals)),
  };
}

/** Whether words that stand with a capital and alone are English. */
function isTable(words: ReadonlySet<string>): boolean {
  if (words.size < OF_TABLE) return false;
  let english = 0;
  for (const word of words) if (isCommonEnglish(word)) english++;
  return english >= OF_TABLE;
}
