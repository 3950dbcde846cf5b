/**
 * Words side by side that tell another language of the same script. One alone may be a name or a slip of the pen; two with hardly a
 * word between them are none.
 */

import type { Policy } from '../policy/index.js';
import { startsSentence } from '../sentence-start.js';
import type { LanguageTag, Span } from '../types.js';
import { copyUnits, units } from '../unicode/index.js';
import {
  codeOf,
  ended,
  FOREIGN_LETTER,
  hashed,
  PARTS_SIZE,
  SILENT,
  type SiblingTable,
  siblingTable,
  UNITS_MASK,
  withoutSilent,
} from './table.js';

/** Words of another language, from the first that tells it to the last. */
export interface SiblingRun extends Span {
  readonly language: LanguageTag;
  /** How many of its words tell. */
  readonly telling: number;
}

/** A word that tells: bits of the languages that it may be in; all of them for one with a foreign letter. */
interface Telling extends Span {
  readonly languages: number;
}

const ALL = 0xff;

/**
 * What a word tells, by its case: in capitals, or with one where no sentence begins, it may be a name or an abbreviation.
 */
function isCommon(text: string, start: number, word: string, lower: string): boolean {
  if (word === lower) return true;
  return word.slice(1) === lower.slice(1) && startsSentence(text, start);
}

/** What the word between two places tells, whose letters are known to hold a telling part, or to be in the filter. */
function tells(text: string, { start, end }: Span, table: SiblingTable): number {
  const { parts, words } = table;
  const word = text.slice(start, end);
  const lower = word.toLowerCase();
  let told = words.get(withoutSilent(lower)) ?? 0;
  if (told === 0 && word.length < 2) return 0;
  let three = 0;
  for (let at = start; at <= end; at++) {
    const code = at < end ? codeOf(table, text.charCodeAt(at)) : 0;
    if (code === FOREIGN_LETTER) return ALL;
    if (code === SILENT) continue;
    three = ((three << 6) | code) & (PARTS_SIZE - 1);
    told |= parts.get(three) ?? 0;
  }
  return told !== 0 && isCommon(text, start, word, lower) ? told : 0;
}

/**
 * The words of a text that tell another language, in order. The loop is one of the hot ones: of most texts it is all that is done here.
 */
function tellingWords(text: string, table: SiblingTable): readonly Telling[] {
  const { codes, telling, filter } = table;
  const source = units;
  const found: Telling[] = [];
  for (let offset = 0; offset < text.length; ) {
    const length = copyUnits(text, offset, Math.min(text.length, offset + source.length - 1));
    source[length] = 0;
    const isLast = offset + length === text.length;
    let start = 0;
    let hash = 0;
    let three = 0;
    let hits = 0;
    for (let at = 0; at <= length; at++) {
      const code = codes[(source[at] as number) & UNITS_MASK] as number;
      if (code === SILENT) continue;
      three = ((three << 6) | code) & (PARTS_SIZE - 1);
      hits |= (telling[three >> 5] as number) >>> (three & 31);
      if (code !== 0) {
        hash = hashed(hash, code);
        continue;
      }
      // What a copy cuts in two is looked at in the next one.
      if (at === length && !isLast && start > 0) break;
      const place = ended(hash);
      if (((hits | ((filter[place >> 5] as number) >>> (place & 31))) & 1) === 1 && start < at) {
        const word = { start: offset + start, end: offset + at };
        const languages = tells(text, word, table);
        if (languages !== 0) found.push({ ...word, languages });
      }
      start = at + 1;
      hash = 0;
      three = 0;
      hits = 0;
    }
    offset += isLast || start > length ? length : start;
  }
  return found;
}

/** Fewest words that tell, and the most between two of them that do not. */
const LEAST = 2;
const MOST_BETWEEN = 2;

const WORD = /[\p{L}\p{M}\u200c]+/gu;
/** What parts sentences, clauses and quotations. */
const PARTS = /[\n.;:!?…()[\]"“”„«»|؟؛۔।]/u;

function goesOn(text: string, before: Telling, next: Telling): boolean {
  const between = text.slice(before.end, next.start);
  return !PARTS.test(between) && (between.match(WORD)?.length ?? 0) <= MOST_BETWEEN;
}

/** The words of one run that tell one language: the one that most of them do; undefined where too few do. */
function runOf(words: readonly Telling[], languages: readonly LanguageTag[]): SiblingRun | undefined {
  let best: SiblingRun | undefined;
  for (const [i, language] of languages.entries()) {
    const telling = words.filter((word) => (word.languages & (1 << i)) !== 0);
    const [first] = telling;
    const last = telling.at(-1);
    if (first === undefined || last === undefined || telling.length < LEAST) continue;
    if (telling.every((word) => word.languages === ALL)) continue;
    if (telling.length > (best?.telling ?? 0))
      best = { start: first.start, end: last.end, language, telling: telling.length };
  }
  return best;
}

const NONE: readonly SiblingRun[] = [];

/** Runs of two words and more that tell another language of the script of a policy's, in order. */
export function siblingRuns(text: string, { language, letters }: Policy): readonly SiblingRun[] {
  if (letters === undefined) return NONE;
  const table = siblingTable(language, letters);
  if (table === null) return NONE;
  const words = tellingWords(text, table);
  if (words.length < LEAST) return NONE;
  const runs: SiblingRun[] = [];
  let open: Telling[] = [];
  const close = (): void => {
    const run = open.length < LEAST ? undefined : runOf(open, table.languages);
    if (run !== undefined) runs.push(run);
  };
  for (const word of words) {
    const last = open.at(-1);
    if (last !== undefined && !goesOn(text, last, word)) {
      close();
      open = [];
    }
    open.push(word);
  }
  close();
  return runs;
}
