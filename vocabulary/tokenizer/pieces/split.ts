/**
 * Splits texts into the pieces that are encoded, as the patterns of GPT-2 and its heirs do, without a regular expression: what each of these finds is
 * written out here, alternative by alternative.
 */

import { BLANK, BREAK, isPair, LETTER, LOWER, MARK, NUMBER, OTHER, UPPER, WHITE } from './characters.js';

/** In what the patterns differ. */
export interface Rules {
  /** `'s` and the like: a piece of their own, a part of the word before them, or nothing special. */
  readonly contractions: 'alone' | 'after' | 'none';
  /** Whether `'S` is one as well. */
  readonly anyCase: boolean;
  /** What may stand before a word: a space alone, or any character but line breaks, letters and numbers. */
  readonly before: 'blank' | 'any';
  /** Whether a word ends where a capital letter follows a small one; marks are letters then. */
  readonly cased: boolean;
  /** Numbers in a piece at most; without a limit a space before them is a part of it. */
  readonly digits: number;
  /** What goes on a piece of signs: nothing, line breaks, or line breaks and slashes. */
  readonly tail: '' | '\n' | '\n/';
  /** Whether spaces up to a line break are a piece. */
  readonly lines: boolean;
  /** Whether all spaces at the end of a text are one, whatever is among them. */
  readonly ending: boolean;
}

const NOT_SIGN = LETTER | NUMBER | WHITE;
const NOT_BEFORE = LETTER | NUMBER | BREAK;
/** What words that are told apart by case begin with, and go on with. */
const FIRST = UPPER | OTHER | MARK;
const LATER = LOWER | OTHER | MARK;

const APOSTROPHE = 0x27;
const SLASH = 0x2f;
/** Small letters of ASCII are capital ones with this bit. */
const SMALL = 0x20;
/** In any case, the long s is one. */
const LONG_S = 0x17f;

/** What is looked at: a text, the categories of its code units, and where it ends. */
interface Looked {
  readonly text: string;
  readonly categories: Uint8Array;
  readonly length: number;
}

/** Code units from `at` on that have one of these categories, to where. */
function run({ categories, length }: Looked, at: number, mask: number): number {
  let to = at;
  while (to < length && ((categories[to] as number) & mask) !== 0) to++;
  return to;
}

/** The code units of a contraction that begins there, 0 where none does. */
function contraction({ text }: Looked, at: number, anyCase: boolean): number {
  if (text.charCodeAt(at) !== APOSTROPHE) return 0;
  const small = (unit: number): number => (anyCase && unit >= 0x41 && unit <= 0x5a ? unit | SMALL : unit);
  const first = small(text.charCodeAt(at + 1));
  if (first === 0x73 || first === 0x64 || first === 0x6d || first === 0x74) return 2;
  if (anyCase && first === LONG_S) return 2;
  const second = small(text.charCodeAt(at + 2));
  const isTwo = first === 0x6c ? second === 0x6c : (first === 0x76 || first === 0x72) && second === 0x65;
  return isTwo ? 3 : 0;
}

/**
 * The end of a word of which capital letters stand before small ones, from `at` on; `at` where there is none. `[FIRST]*[LATER]+` gives back of its
 * first part as much as its second one needs, and `[FIRST]+[LATER]*` comes after it.
 */
function casedWord(looked: Looked, at: number): number {
  const first = run(looked, at, FIRST);
  const later = run(looked, first, LATER);
  if (later > first) return later;
  for (let to = first; to > at; to--) if (((looked.categories[to - 1] as number) & LATER) !== 0) return to;
  return first;
}

function wordEnd(looked: Looked, from: number, rules: Rules): number {
  const { text, categories } = looked;
  const category = categories[from] as number;
  const mayPrecede = rules.before === 'any' ? (category & NOT_BEFORE) === 0 : category === BLANK;
  const at = mayPrecede ? from + (isPair(text, from) ? 2 : 1) : from;
  if (!rules.cased) {
    const to = run(looked, at, LETTER);
    return to > at ? to : from;
  }
  let to = casedWord(looked, at);
  if (to === at && category !== MARK) return from;
  // A mark is a word itself by the first alternative, and capital letters alone are one by the second.
  if (category === MARK && ((categories[to - 1] as number) & LATER) === 0) to = at;
  return rules.contractions === 'after' ? to + contraction(looked, to, rules.anyCase) : to;
}

function numberEnd(looked: Looked, from: number, { digits }: Rules): number {
  const { text, categories } = looked;
  if (!Number.isFinite(digits)) {
    const at = categories[from] === BLANK ? from + 1 : from;
    const to = run(looked, at, NUMBER);
    return to > at ? to : from;
  }
  let to = from;
  for (let i = 0; i < digits && to < looked.length && categories[to] === NUMBER; i++)
    to += isPair(text, to) ? 2 : 1;
  return to;
}

function signEnd({ text, categories, length }: Looked, from: number, { tail }: Rules): number {
  const at = categories[from] === BLANK ? from + 1 : from;
  let to = at;
  while (to < length && ((categories[to] as number) & NOT_SIGN) === 0) to++;
  if (to === at) return from;
  if (tail === '') return to;
  while (to < length && (categories[to] === BREAK || (tail === '\n/' && text.charCodeAt(to) === SLASH))) to++;
  return to;
}

function spaceEnd(looked: Looked, from: number, { lines, ending }: Rules): number {
  const { categories, length } = looked;
  const to = run(looked, from, WHITE);
  if (ending && to === length) return to;
  if (lines) for (let at = to; at > from; at--) if (categories[at - 1] === BREAK) return at;
  return to === length || to === from + 1 ? to : to - 1;
}

/** Where the piece ends that begins at `from`. */
function pieceEnd(looked: Looked, from: number, rules: Rules): number {
  if (rules.contractions === 'alone') {
    const units = contraction(looked, from, rules.anyCase);
    if (units > 0) return from + units;
  }
  let to = wordEnd(looked, from, rules);
  if (to === from) to = numberEnd(looked, from, rules);
  if (to === from) to = signEnd(looked, from, rules);
  return to === from ? spaceEnd(looked, from, rules) : to;
}

/** Calls `take` with the beginning and the end of each piece of a text, in order; all of it is in one. */
export function splitText(
  text: string,
  categories: Uint8Array,
  rules: Rules,
  take: (from: number, to: number) => void,
): void {
  const looked = { text, categories, length: text.length };
  for (let from = 0; from < text.length; ) {
    const to = pieceEnd(looked, from, rules);
    take(from, to);
    from = to;
  }
}
