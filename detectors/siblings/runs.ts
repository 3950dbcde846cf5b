/**
 * Words side by side that tell another language of the same script. One alone may be a name or a slip of the pen; two with hardly a
 * word between them are none.
 */

import type { Policy } from '../policy/index.js';
import { primaryLanguage } from '../tags.js';
import type { LanguageTag, Span } from '../types.js';
import { ended, FOREIGN_LETTER, hashed, SILENT, type SiblingTable, siblingTable, withoutSilent } from './table.js';

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

/** What stands before the first word of a sentence. */
const SENTENCE_START = /(?:^|[\n.!?:…"“„«(])[\s*_#"“„«(–—-]*$/u;
const BEFORE = 8;

/**
 * What a word tells, by its case: in capitals, or with one where no sentence begins, it may be a name or an abbreviation.
 */
function isCommon(text: string, start: number, word: string, lower: string): boolean {
  if (word === lower) return true;
  return word.slice(1) === lower.slice(1) && SENTENCE_START.test(text.slice(Math.max(0, start - BEFORE), start));
}

/** The words of a text that tell another language, in order. */
function tellingWords(text: string, { codes, parts, filter, words }: SiblingTable): readonly Telling[] {
  const found: Telling[] = [];
  let start = -1;
  let hash = 0;
  let told = 0;
  let letters = 0;
  let two = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? (codes[text.charCodeAt(at)] as number) : 0;
    if (code === 0 && start < 0) continue;
    if (code === SILENT) continue;
    if (start < 0) {
      start = at;
      hash = 0;
      told = 0;
      letters = 0;
      two = 0;
    }
    told |= parts[(two << 6) | code] as number;
    two = ((two << 6) | code) & 0xfff;
    if (code !== 0) {
      hash = hashed(hash, code);
      letters++;
      if (code === FOREIGN_LETTER) told = ALL;
      continue;
    }
    if (told !== 0 || filter[ended(hash)] === 1) {
      const word = text.slice(start, at);
      const lower = word.toLowerCase();
      const listed = words.get(withoutSilent(lower)) ?? 0;
      const languages = told | listed;
      if (languages !== 0 && (letters > 1 || listed !== 0) && (told === ALL || isCommon(text, start, word, lower)))
        found.push({ start, end: at, languages });
    }
    start = -1;
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
  const table = siblingTable(primaryLanguage(language), letters.foreign);
  if (table === undefined) return NONE;
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
