/** What says of a word beside it that it is the name of a thing in a program, or a word that is spoken of. */

import { inParts, languageFile, sourceOf } from '../asked/index.js';
import type { Language } from '../languages/index.js';
import type { LanguageTag, Span } from '../types.js';

/** What the text around a word says that it is. */
export type Called =
  /** A thing in a program, or the like. */
  | 'thing'
  /** A word that is spoken of, so that it may be any. */
  | 'word';

/** Patterns that hold of a word of the language, with what they say. */
interface Things {
  readonly called: Called;
  readonly before: RegExp;
  readonly after: RegExp;
}

/** What may stand behind a thing in a language whose words take particles: コマンドの ls, 함수인 map. */
const PARTICLE: Readonly<Record<string, string>> = { ja: '[のはをが]?', ko: '(?:의|인|는|은|이|가|을|를)?' };
/** What may stand between a name and what it is: という. */
const CALLED: Readonly<Record<string, string>> = { ja: '(?:という)?', ko: '(?:라는|이라는)?' };

/** A word of one character begins many others; it says something only right behind a word: for文, if문. */
const isLong = (thing: string): boolean => thing.replace(/\(\?.*\)$/u, '').length > 1;

/** The endings of a noun, where more would be another word: класса, функций, but not классификация. */
const ENDING = '(?:\\p{L}{0,2}|\\p{L}ми)';

function thingsOf(file: Language, called: Called, things: readonly string[]): Things[] {
  if (things.length === 0) return [];
  const parts = inParts(file);
  const anyOf = (some: readonly string[]): string =>
    `(?:${some.map((thing) => sourceOf(thing.replace(/\*$/, ENDING), parts)).join('|')})`;
  const before = anyOf(things.filter(isLong));
  const after = anyOf(things);
  return [
    {
      called,
      before: new RegExp(parts ? `${before}${PARTICLE[file.tag] ?? ''}$` : `^${before}$`, 'u'),
      after: new RegExp(parts ? `^${CALLED[file.tag] ?? ''}${after}` : `^${after}$`, 'u'),
    },
  ];
}

const compiled = new Map<LanguageTag, readonly Things[]>();

function thingsIn(language: LanguageTag): readonly Things[] {
  let things = compiled.get(language);
  if (things === undefined) {
    const file = languageFile(language);
    const all = file?.things?.split(' ') ?? [];
    const words = all.flatMap((thing) => (thing.endsWith('!') ? [thing.slice(0, -1)] : []));
    const others = all.filter((thing) => !thing.endsWith('!'));
    things = file === undefined ? [] : [...thingsOf(file, 'word', words), ...thingsOf(file, 'thing', others)];
    compiled.set(language, things);
  }
  return things;
}

/** What of a text a code unit is: sets of bits. */
const NAME = 1;
const LETTER = 2;
const OWN = 4;
const AROUND = 8;
const COMMA = 16;
const EXPLAINS = 32;
const MARK = AROUND | COMMA | EXPLAINS;

/** Latin words with the signs inside them; their letters; words of the language; marks around a word, between the names of a list, before an explanation. */
const SETS: readonly (readonly [bit: number, of: RegExp])[] = [
  [NAME, /[\p{Script=Latin}\p{Nd}_.$@/+#-]/u],
  [LETTER, /\p{Script=Latin}/u],
  [OWN, /[[\p{L}\p{M}\u200c\u200d]--\p{Script=Latin}]/v],
  [AROUND, /[ \t\u00a0*_`"'«»“”„‘’「」『』()（）[\]]/],
  [COMMA, /[,、，;·/|]/],
  [EXPLAINS, /[:：—–=-]/],
];
const KNOWN = 64;
const classes = new Uint8Array(0x10000);

/** The sets that a code unit is in; worked out when it is first asked for. */
function classOf(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (Number.isNaN(unit)) return 0;
  const known = classes[unit] as number;
  if (known !== 0) return known;
  const character = String.fromCharCode(unit);
  const found = SETS.reduce((bits, [bit, of]) => (of.test(character) ? bits | bit : bits), KNOWN);
  classes[unit] = found;
  return found;
}

/** Code units of the longest stretch of marks, of a word of the language, of a name. */
const LONGEST = 32;
const LONGEST_MARKS = 6;
/** Code units of the longest word that joins two names: and, or. */
const LONGEST_JOINT = 4;
/** How many names of a list are looked past. */
const MOST_NAMES = 4;
/** How many words may stand before what explains a name: "htop — это простая утилита". */
const MOST_EXPLAINING = 2;

/** How many units are in any of `sets`, from `at` in either direction; one more than `longest` where there are more. */
function lengthOf(text: string, at: number, step: 1 | -1, sets: number, longest: number): number {
  let length = 0;
  while (length <= longest && (classOf(text, step === 1 ? at + length : at - 1 - length) & sets) !== 0)
    length++;
  return length;
}

/** Whether any of so many units is in one of `sets`. */
function hasAny(text: string, start: number, length: number, sets: number): boolean {
  for (let i = start; i < start + length; i++) if ((classOf(text, i) & sets) !== 0) return true;
  return false;
}

/**
 * Looks from a word in one direction, past names of the same list (pip, conda или npm), for a word of the language that `says` what they
 * are. Before a word a space alone may stand between names as well: the parts of a command.
 */
function isSaid(text: string, from: number, step: 1 | -1, says: (word: string) => boolean): boolean {
  let at = from;
  for (let names = 0; names <= MOST_NAMES; names++) {
    const marks = lengthOf(text, at, step, MARK, LONGEST_MARKS);
    if (marks > LONGEST_MARKS) return false;
    const marksAt = step === 1 ? at : at - marks;
    at += step * marks;
    let isJoined =
      hasAny(text, marksAt, marks, COMMA) || (step === -1 && marks === 1 && text[marksAt] === ' ');
    const own = lengthOf(text, at, step, OWN, LONGEST);
    if (own > LONGEST) return false;
    if (own > 0) {
      const start = step === 1 ? at : at - own;
      if (says(text.slice(start, start + own).toLowerCase())) return true;
      at += step * own;
      if (step === 1 && names === 0 && hasAny(text, marksAt, marks, EXPLAINS))
        return isExplained(text, at, says);
      if (own > LONGEST_JOINT) return false;
      at += step * lengthOf(text, at, step, AROUND, LONGEST_MARKS);
      isJoined = true;
    }
    if (!isJoined) return false;
    const name = lengthOf(text, at, step, NAME, LONGEST);
    if (name > LONGEST || !hasAny(text, step === 1 ? at : at - name, name, LETTER)) return false;
    at += step * name;
  }
  return false;
}

/** Whether one of the next words says it. */
function isExplained(text: string, from: number, says: (word: string) => boolean): boolean {
  let at = from;
  for (let words = 0; words < MOST_EXPLAINING; words++) {
    if (text[at] !== ' ') return false;
    const own = lengthOf(text, at + 1, 1, OWN, LONGEST);
    if (own === 0) return false;
    if (says(text.slice(at + 1, at + 1 + own).toLowerCase())) return true;
    at += 1 + own;
  }
  return false;
}

/** Whether what stands before and after a span calls it any of `kinds`, in the language of the text. */
export function isCalledIn(
  text: string,
  { start, end }: Span,
  language: LanguageTag,
  kinds: readonly Called[],
): boolean {
  const things = thingsIn(language);
  const before = (word: string): boolean =>
    things.some((thing) => kinds.includes(thing.called) && thing.before.test(word));
  const after = (word: string): boolean =>
    things.some((thing) => kinds.includes(thing.called) && thing.after.test(word));
  return isSaid(text, start, -1, before) || isSaid(text, end, 1, after);
}
