/** Damage: what broke a text on its way, and the text without it. */

import { controlTokens } from '../markup/index.js';
import { disjoint, merged } from '../spans.js';
import type { DamageSort, Span } from '../types.js';
import type { MarkRange } from '../unicode/index.js';
import { BYTE_TOKEN, BYTES_HINT, bytesIn, spacesIn } from './bytes.js';
import { PAGE_MARK_RANGES, PAGE_MARKS, readInPage } from './code-pages.js';
import { droppedIn } from './dropped.js';
import { GARBLED_HINT, garbledIn } from './garbled.js';
import { recodedIn } from './recoded.js';
import { rareSyllableMarks, rareSyllablesIn } from './syllables.js';

/** A stretch of a text that is damage, unless the text speaks of it. */
export interface Damage extends Span {
  readonly sort: DamageSort;
  readonly text: string;
}

const NONE: readonly Damage[] = [];

type Found = Span & { readonly sort: DamageSort };

const sorted = (sort: DamageSort, spans: readonly Span[]): Found[] =>
  spans.map(({ start, end }) => ({ start, end, sort }));

const spansOf = (text: string, pattern: RegExp): Span[] =>
  Array.from(text.matchAll(pattern), ({ 0: { length }, index }) => ({ start: index, end: index + length }));

/** Characters beyond ASCII that text written in other characters consists of. */
function misread(text: string, isLatinOwn: boolean): Found[] {
  const bytes = BYTES_HINT.test(text) ? bytesIn(text) : [];
  const spaces = spacesIn(text);
  const isVocabulary = spaces.length > 0 || bytes.some((one) => one.isVocabulary);
  const letters = isLatinOwn ? bytes : merged([...bytes, ...garbledIn(text)]);
  return [...sorted(isVocabulary ? 'bpe' : 'mojibake', letters), ...sorted('bpe', spaces)];
}

/** What two stretches of one sort may have between them and be one. */
const JOINT = /^[ !-/:-@]{0,2}$/;

/** Neighbours of one sort in one; byte letters and what stands for a space are one as well. */
function joined(text: string, spans: readonly Found[]): Damage[] {
  const found: Damage[] = [];
  for (const { start, end, sort } of spans) {
    const last = found.at(-1);
    const isOne = last?.sort === sort && JOINT.test(text.slice(last.end, start));
    if (isOne) found.pop();
    const from = isOne && last !== undefined ? last.start : start;
    found.push({ start: from, end, sort, text: text.slice(from, end) });
  }
  return found;
}

/** Marks of a text: characters that damage alone has; letters that bytes may have become; what control tokens begin and end with. */
const BROKEN = 1;
const LETTERS = 2;
const BRACKETS = 4;
/** Characters that stand for bytes in code pages of other scripts. */
const PAGES = 8;
/** Capitals of Cyrillic, or lines that tables are drawn with: letters of Cyrillic as another code page has them. */
const CAPITALS = 16;
export const DAMAGE_MARKS: readonly MarkRange[] = [
  ...Array.from('\ufffdĠĊ▁锟', (mark) => [BROKEN, mark.charCodeAt(0), mark.charCodeAt(0)] as const),
  [LETTERS, 0xc0, 0x17f],
  [CAPITALS, 0x400, 0x42f],
  [CAPITALS, 0x2500, 0x257f],
  ...Array.from(PAGE_MARKS, (mark) => [PAGES, mark.charCodeAt(0), mark.charCodeAt(0)] as const),
  ...PAGE_MARK_RANGES.map(([from, to]) => [PAGES, from, to] as const),
  ...Array.from('<[◁]>', (mark) => [BRACKETS, mark.charCodeAt(0), mark.charCodeAt(0)] as const),
];

/** Syllables that Korean has hardly a use for. */
const SYLLABLES = 32;
export const syllableMarks = (): readonly MarkRange[] => rareSyllableMarks(SYLLABLES);

/** What hints at damage in a text with these marks, and is none for sure. */
export function hintsIn(text: string, marks: number): readonly Damage[] {
  const syllables = (marks & SYLLABLES) === 0 ? [] : rareSyllablesIn(text);
  const dropped = droppedIn(text);
  if (syllables.length === 0 && dropped.length === 0) return NONE;
  return [...sorted('syllable', syllables), ...sorted('dropped', dropped)].map((hint) => ({
    ...hint,
    text: text.slice(hint.start, hint.end),
  }));
}

/** Whether characters of a text with these marks may be bytes. */
function mayBeMisread(text: string, marks: number, isLatinOwn: boolean): boolean {
  if ((marks & BROKEN) !== 0) return true;
  if ((marks & LETTERS) === 0) return false;
  return BYTES_HINT.test(text) || (!isLatinOwn && GARBLED_HINT.test(text));
}

/** All that looks like damage in a text with these marks, in order; where two overlap, the first. */
export function damageIn(text: string, marks: number, isLatinOwn: boolean): readonly Damage[] {
  if ((marks & (BROKEN | LETTERS | BRACKETS | PAGES | CAPITALS)) === 0) return NONE;
  const hasBrackets = (marks & BRACKETS) !== 0;
  const tokens = hasBrackets ? controlTokens(text) : [];
  const isMisread = mayBeMisread(text, marks, isLatinOwn) || (hasBrackets && text.includes('<0x'));
  const ofPage = (marks & PAGES) === 0 ? [] : readInPage(text);
  const pages = ofPage.length === 0 && (marks & CAPITALS) !== 0 ? recodedIn(text) : ofPage;
  if (tokens.length === 0 && !isMisread && pages.length === 0) return NONE;
  const all: Found[] = [...sorted('control', tokens), ...sorted('mojibake', pages)];
  const rest = tokens.length === 0 ? text : withoutDamage(text, joined(text, all));
  if (isMisread)
    all.push(
      ...sorted('replacement', spansOf(text, /\ufffd+/g)),
      ...sorted('byte', spansOf(text, BYTE_TOKEN)),
      // U+FFFD itself in UTF-8, read as GBK.
      ...sorted('mojibake', spansOf(text, /(?:锟斤拷)+/g)),
      ...misread(rest, isLatinOwn),
    );
  return joined(text, disjoint(all));
}

const LETTER = /\p{L}/gu;
const BEYOND_ASCII = /[\u0080-\uffff]/g;

/** Letters of text that is there and cannot be read; markup has none. Two characters were one letter as a rule, whatever they are. */
export function garbledLetters(damage: readonly Damage[]): number {
  let letters = 0;
  for (const { sort, text } of damage)
    if (sort === 'bpe' || sort === 'mojibake' || sort === 'byte')
      letters += Math.max(text.match(LETTER)?.length ?? 0, (text.match(BEYOND_ASCII)?.length ?? 0) >> 1);
  return letters;
}

/** A stretch of damage as many units of what is no letter: of what stands for white space, that. */
const blank = ({ sort, text }: Damage): string =>
  sort === 'bpe'
    ? text.replace(/[\s\S]/g, (unit) =>
        unit === 'Ġ' || unit === '▁' ? ' ' : unit === 'Ċ' ? '\n' : unit < '\x7f' ? unit : '\ufffd',
      )
    : '\ufffd'.repeat(text.length);

/** The text with nothing to read where damage is, place for place. */
export function withoutDamage(text: string, damage: readonly Damage[]): string {
  let from = 0;
  let plain = '';
  for (const one of damage) {
    plain += text.slice(from, one.start) + blank(one);
    from = one.end;
  }
  return plain + text.slice(from);
}
