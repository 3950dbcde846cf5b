/** Names: words with a capital letter or a digit, the small words inside names; between Latin-script languages titles. */

import { areBeside, type ForeignWords, isLatinWord, type Judged, type WordCandidate } from '../find/index.js';
import type { Scene } from '../scene.js';
import { startsSentence } from '../sentence-start.js';
import { primaryLanguage } from '../tags.js';
import type { LanguageTag } from '../types.js';
import {
  isCommonEnglish,
  isFunctionWordAnywhere,
  languagesWith,
  lexiconBit,
  wordNumber,
} from '../words/index.js';
import type { ExemptionRule } from './rule.js';

/** Endings of abstract nouns: an ordinary word with one is hardly ever a name by itself. */
const ABSTRACT = /(?:tion|sion|ity|ness|ment|ance|ence|ing)$/;
const SHORTEST_ABSTRACT = 7;
const LATIN_BESIDE_BEFORE = /\p{Script=Latin}[\p{Nd} \-.,:'’&]{0,2}$/u;
const LATIN_BESIDE_AFTER = /^[\p{Nd} \-.,:'’&]{0,2}\p{Script=Latin}/u;
const OTHER_LETTER = /[\p{L}--\p{Script=Latin}]/v;

/** Whether a capitalised word is an abstract noun that stands alone in a line of the language: left untranslated, and no name. */
function isAbstract(word: string, before: string, after: string): boolean {
  if (word.length < SHORTEST_ABSTRACT || !ABSTRACT.test(word)) return false;
  if (LATIN_BESIDE_BEFORE.test(before) || LATIN_BESIDE_AFTER.test(after)) return false;
  const line = `${before.slice(before.lastIndexOf('\n') + 1)} ${after.split('\n', 1)[0]}`;
  return OTHER_LETTER.test(line) && isCommonEnglish(word.toLowerCase());
}

/**
 * A digit, an underscore, a sign beside a small word makes it one: 3d, @somebody, node.js; a dot or a hyphen alone before it an
 * ending: .py, "-ton". */
const SIGN_BEFORE = /(?:[\p{Nd}_@#\\/]|[A-Za-z\d]\.|(?:^|[\s*"'«([])\.|[*"'«(「]-)$/u;

const LONGEST_SIGN = 2;
const HYPHEN = /[-‐‑]/;
const SIGN_AFTER = /^(?:[\p{Nd}_@\\/]|\.[A-Za-z\d])/u;

/** A species behind its genus, which may be an initial: Aequorea victoria, E. coli. A small word behind an acronym: NTT docomo. */
const GENUS = /(?:^|[^\p{L}])(?:[A-Z][a-z]{2,}(?:a|us|um|is|es|ea|os|on|as|ys|yx|ix|ma|ops|o)|[A-Z]\.) $/u;
const SPECIES = /^[a-z]{3,}(?:us|um|is|a|ae|i|os|es|ens|ans|ix|ops|on)$/;
const BRAND_BEFORE = /(?:^|[^\p{L}])[A-Z]{2,} $/u;
const SHORTEST_BRAND = 5;
const LATIN_AFTER = /^ \p{Script=Latin}/u;

/** Whether a small word that English does not have belongs to the name before it. */
function continuesName(word: string, before: string, after: string): boolean {
  if (!before.endsWith(' ') || LATIN_AFTER.test(after)) return false;
  const isSpecies = SPECIES.test(word) && GENUS.test(before);
  const isBrand = word.length >= SHORTEST_BRAND && BRAND_BEFORE.test(before);
  return (isSpecies || isBrand) && !isCommonEnglish(word);
}

/** Whether a word is a name by its looks. */
export function isName(word: WordCandidate): boolean {
  if (!isLatinWord(word) || word.fused) return false;
  const { form, text, before, after } = word;
  if (form === 'capital') return !isAbstract(text, before, after);
  if (form !== 'small') return false;
  if (
    SIGN_BEFORE.test(before.slice(-LONGEST_SIGN)) ||
    SIGN_AFTER.test(after) ||
    continuesName(text, before, after)
  )
    return true;
  return HYPHEN.test(text) && text.split(/['’\-‐‑]/).some((part) => part.length === 1);
}

/** Small words that stand inside names: "University of Toronto", "Ludwig van Beethoven". */
const PARTICLES = new Set(
  'a al an and at bin by da das de del den der des di do dos du e el en et for from in into la las le los of on or over the through to und under v van von vs with without y'.split(
    ' ',
  ),
);

/** Whether a word, in small letters, stands inside names. */
export function isParticle(word: string): boolean {
  return PARTICLES.has(word);
}

const isNameLike = ({ exempt }: Judged): boolean => exempt === 'name' || exempt === 'acronym';

/** Exempts the small words between the parts of a name. `words` are in order. */
function withParticles(
  text: string,
  words: readonly Judged<WordCandidate>[],
): readonly Judged<WordCandidate>[] {
  if (words.every(({ exempt }) => exempt !== null)) return words;
  const isInside = ({ candidate: { start, end } }: Judged): boolean => isParticle(text.slice(start, end));
  const leadsToName = words.map(() => false);
  for (let i = words.length - 2; i >= 0; i--) {
    const next = words[i + 1] as Judged<WordCandidate>;
    const reaches = isNameLike(next) || (leadsToName[i + 1] === true && isInside(next));
    leadsToName[i] = reaches && areBeside(text, words[i]?.candidate, next.candidate);
  }
  let inName = false;
  return words.map((word, i) => {
    const inside = inName && word.exempt === null && leadsToName[i] === true && isInside(word);
    inName = (inside || isNameLike(word)) && areBeside(text, word.candidate, words[i + 1]?.candidate);
    return inside ? { candidate: word.candidate, exempt: 'name' } : word;
  });
}

/** Share of capitalised words from which a segment is a title or a list of names. */
const TITLE = 0.6;
const WORDS = /\p{L}[\p{L}\p{M}'’]*/gu;
const CAPITAL_FIRST = /^\p{Lu}/u;

/** Whether most words of four letters and more have a capital: a title, names. German writes its nouns so. */
export function isTitle(segment: string, language: LanguageTag): boolean {
  if (language === 'de') return false;
  const behind = (segment.match(WORDS) ?? []).slice(1);
  const long = behind.filter((word) => word.length >= 4);
  // Of short words alone all say it: Let It Be.
  if (long.length === 0) return behind.length > 1 && behind.every((word) => CAPITAL_FIRST.test(word));
  return long.filter((word) => CAPITAL_FIRST.test(word)).length >= TITLE * long.length;
}

/** A word with a capital before words, on the same line, that begins no sentence; and behind them. */
const CAPITAL_BEFORE = /[\p{L}\p{Nd}:,;"“«„‘'(*_][^\p{L}.!?…\n]{0,3} ?\p{Lu}[\p{L}'’]*[*_]{0,2} $/u;
/** A title's first word that is one letter: À la recherche, A ciascuno il suo. */
const LETTER_BEFORE = /[\p{L}\p{Nd}:,;"“«„‘'(*_][^\p{L}.!?…\n]{0,3} ?(?!I)\p{Lu} $/u;
const TITLE_BEFORE = /\p{Lu}[\p{L}'’]*[*_]{0,2},? $/u;
const CAPITAL_AFTER = /^[*_]{0,2},? [*_"“]{0,2}(?:[\p{Ll}\d]{1,4} )?[*_]{0,2}\p{Lu}/u;
/** Most words behind a capital that belong to a name with it. */
const MOST_BEHIND = 2;

const LAST_WORD = /(?<word>[\p{L}'’]+)[*_]{0,2} $/u;

/** Whether the word before is a noun of German in a text in it, which is no name by its capital. */
function isGermanNoun(before: string, { policy }: Scene): boolean {
  if (primaryLanguage(policy.language) !== 'de') return false;
  const word = LAST_WORD.exec(before)?.groups?.word?.toLowerCase() ?? '';
  return (languagesWith(wordNumber(word, 0, word.length)) & lexiconBit('de')) !== 0;
}

/**
 * Whether words stand in a title or a name: behind a capital that begins no sentence, in other languages than German; the small ones between
 * its parts, or a few behind its first one.
 */
function isInTitle({ start, text, languages, words, before, after }: ForeignWords, scene: Scene): boolean {
  if (CAPITAL_FIRST.test(text) && !languages.includes('de') && !startsSentence(scene.text, start))
    return true;
  if (!languages.includes('en') && LETTER_BEFORE.test(before)) return true;
  const isSmall = words.every(isFunctionWordAnywhere);
  if (isSmall && (TITLE_BEFORE.test(before) || CAPITAL_AFTER.test(after))) return true;
  return words.length <= MOST_BEHIND && CAPITAL_BEFORE.test(before) && !isGermanNoun(before, scene);
}

export const name: ExemptionRule<'name'> = {
  name: 'name',
  title: 'Names',
  why: 'words with a capital letter or a digit, and the small words between them',
  what:
    'words with a capital letter or a digit, the small words inside names (University *of* Toronto); ' +
    'words of another language in Latin script between or behind such words, or that begin with one; ' +
    'between Latin-script languages titles: sentences in which most words have a capital',
  priority: 90,
  covers: {
    word: (word, scene) => (word.form === 'foreign' ? isInTitle(word, scene) : isName(word)),
    line: ({ start, end, language }, { text, policy }) =>
      policy.latin === 'own' && isTitle(text.slice(start, end), language),
  },
  spread: withParticles,
  examples: [
    {
      language: 'es',
      text: 'La exposición Masterpieces from the Collection abre mañana.',
      exempt: ['from the Collection'],
    },
    {
      language: 'es',
      text: 'Hay que pensarlo bien. Resulta necessary hacerlo ahora.',
      exempt: [],
      found: ['necessary'],
    },
    {
      language: 'zh',
      text: '他去年秋天开始在 University of Toronto 学习计算机科学和数学。',
      exempt: ['University', 'of', 'Toronto'],
    },
    {
      language: 'ja',
      text: 'アルバム\n- Reputation\n- Lover\nが好きです。',
      exempt: ['Reputation', 'Lover'],
    },
    {
      language: 'ja',
      text: '現代社会で大きな Importance を持っています。',
      exempt: [],
      found: ['Importance'],
    },
  ],
};
