/**
 * What a segment in Latin script is made of: words that could be of a language, and not variables, names, units, notes of music. A
 * segment without them is in no language, whatever an identifier makes of it.
 */

import { isCommonEnglish } from '../words/index.js';
import { listsWith } from './function-words.js';

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

/**
 * A word with what is stuck to it: digits, underscores, a backslash, a sign of a power. Letters with middle dots or hyphens of syllables
 * between them are one: in·tər·prə·tā.
 */
const TOKEN = /[\\\p{L}\p{M}\p{Nd}_^·‧$@#₀-₉²³¹⁰-⁹]+/gu;
const WORD = /^\p{Script=Latin}[\p{Script=Latin}\p{M}]*$/u;
const LETTER = /\p{L}/gu;
const VOWEL = /[aeiouyà-æè-ïò-öø-ýāăąēĕėęěĩīĭįıōŏőœũūŭůűųưạ-ỹəɛɔ]/u;

/** Functions of mathematics are written in every language alike. */
const OF_MATHEMATICS = new Set(
  'arccos arcsin arctan arg cos cosh cot csc ctg det div exp gcd inf lcm lim ln log max min mod sec sin sinh sqrt sup tan tanh tg'.split(
    ' ',
  ),
);

/** Signs between the quantities of a formula. */
const FORMULA = /[=^×÷·∑∫√≤≥≈±∪∩∈→∞∂∇]|[\p{L}\p{Nd})\]]\s*[+*/<>]\s*[\p{L}\p{Nd}([]|\p{L}\(\p{L}/u;

/** Small words that stand inside names, between Latin-script languages. */
const JOINS = new Set(
  'a al am an at da das de del den der des di do dos du e el en et la las le les los of the und van von vom y zu zum zur'.split(
    ' ',
  ),
);
const CAPITAL = /^\p{Lu}/u;
const SMALL = /\p{Ll}/u;
const NEAR = /^[ \-–'’]{1,2}$/;

/** Letters of a word that is one by its length. */
const LONG = 3;
/** Share of its letters that stand in words of text. */
const TEXT_SHARE = 0.6;
/** Words of two letters and more that text has, and of three and more that a line with signs of a formula has. */
const OF_TEXT = 2;
const OF_FORMULA = 3;
/** Different English words, each with a capital and none beside it, that are a table's and no names: Date, Overcast, Snowing. */
const OF_TABLE = 3;

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Whether two words stand beside each other, and the right one has a capital. */
function leadsToName(written: string, left: Token, right: Token | undefined): boolean {
  return right !== undefined && CAPITAL.test(right.text) && NEAR.test(written.slice(left.end, right.start));
}

const isBehindName = (written: string, left: Token | undefined, right: Token): boolean =>
  left !== undefined && CAPITAL.test(left.text) && NEAR.test(written.slice(left.end, right.start));

/** Whether a word has a capital and is none that begins sentences. */
const isNameLike = ({ text }: Token): boolean => CAPITAL.test(text) && listsWith(text.toLowerCase()) === 0;

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

/** The words of a segment as it stands in the text. */
export function wordingOf(segment: string): Wording {
  const written = withoutPaths(segment.slice(0, HEAD));
  const tokens = Array.from(
    written.matchAll(TOKEN),
    ({ 0: text, index }): Token => ({
      text,
      start: index,
      end: index + text.length,
    }),
  );
  const isFormula = FORMULA.test(written);
  const hasSmall = SMALL.test(written);
  const words: Word[] = [];
  const alone = new Set<string>();
  let long = 0;
  let whole = 0;
  let small = 0;
  let letters = 0;
  let inWords = 0;
  for (const [i, token] of tokens.entries()) {
    const count = token.text.match(LETTER)?.length ?? 0;
    letters += count;
    if (!WORD.test(token.text)) continue;
    const text = token.text.toLowerCase();
    if (OF_MATHEMATICS.has(text)) continue;
    const lists = listsWith(text);
    const isLong = text.length >= LONG && VOWEL.test(text);
    if (!isLong && lists === 0) continue;
    const before = tokens[i - 1];
    const isBeforeName = leadsToName(written, token, tokens[i + 1]);
    const isSmall = !hasSmall || !CAPITAL.test(token.text);
    const joinsName =
      isSmall && isBeforeName && JOINS.has(text) && (before === undefined || isNameLike(before));
    words.push({ text, lists, joinsName });
    if (isLong) long++;
    // Of one letter it is a variable as often as a word.
    if (text.length > 1) {
      whole++;
      if (isSmall ? !joinsName : lists !== 0 && !isBeforeName) small++;
      else if (!isBeforeName && !isBehindName(written, before, token) && isCommonEnglish(text))
        alone.add(text);
    }
    if (text.length > 1 || !isFormula) inWords += count;
  }
  const isMadeOfWords = isFormula ? long >= OF_FORMULA : whole >= OF_TEXT;
  const hasWords = small > 0 || alone.size >= OF_TABLE;
  return { words, long, isText: isMadeOfWords && hasWords && inWords >= TEXT_SHARE * letters };
}
