/**
 * Text whose bytes were read as characters: UTF-8 taken for Latin-1 or Windows-1252, or written in the letters that byte-level
 * vocabularies have for bytes. It is known by being UTF-8: nothing that people write decodes so.
 */

import type { Span } from '../types.js';
import { scriptOf } from '../unicode/index.js';

/** What Windows-1252 has in place of Latin-1's control characters, 0x80 to 0x9f. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Byte-level vocabularies write 0x7f to 0xa0 as U+0121 to U+0142, and 0xad as U+0143 (GPT-2, `bytes_to_unicode`). */
const FIRST = 0x121;
const LAST = 0x142;
const SOFT_HYPHEN = 0x143;

/** The byte that a character stands for; -1 for one that stands for none. */
function byteOf(unit: number): number {
  if (unit < 0x100) return unit;
  if (unit >= FIRST && unit <= LAST) return unit - FIRST + 0x7f;
  if (unit === SOFT_HYPHEN) return 0xad;
  const at = WINDOWS.indexOf(String.fromCharCode(unit));
  return at < 0 ? -1 : 0x80 + at;
}

const FOLLOWING = `\u0080-\u00bf\u0122-\u0143${WINDOWS}`;

/** Bytes as UTF-8 has them for characters beyond ASCII: one that says how many follow, and those. */
const RUN = new RegExp(
  `(?:[\u00c2-\u00df][${FOLLOWING}]|[\u00e0-\u00ef][${FOLLOWING}]{2}|[\u00f0-\u00f4][${FOLLOWING}]{3})+`,
  'gu',
);

/** Letters of byte-level vocabularies alone. */
const OF_VOCABULARY = /[\u0122-\u0143]/u;

/** What people write behind a letter too: quotation marks, dashes, the no-break space of French. */
const USUAL = /[\u00a0«»‘’“”‹›–—…°ºª·´¨]/u;

/** What people write behind Â and Ã. */
const BEHIND_CAPITAL = /[\u00a0«»‘’“”‹›–—…\u0122-\u0143]/u;

/** The text that characters are the bytes of; undefined where they are none of UTF-8. */
function decoded(run: string): string | undefined {
  const bytes = Uint8Array.from(run, (character) => byteOf(character.charCodeAt(0)));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether a character is of no script at all, by the tables that do not change with the engine. */
const isUnassigned = (character: string): boolean => scriptOf(character.codePointAt(0) ?? 0) === 'Zzzz';

/** Whether a run is bytes beyond doubt: several characters of UTF-8; or one that people have no other use for. `after` is what follows. */
function isSure(run: string, after: string): boolean {
  const text = decoded(run);
  if (text === undefined || [...text].some(isUnassigned)) return false;
  const [first = ''] = run;
  const rest = [...run].slice(1);
  if ([...text].length > 1)
    return rest.some((character, i) => i > 0 && !USUAL.test(character)) || run.length > 4;
  if (run.length === 2)
    return (first === 'Â' || first === 'Ã') && (!BEHIND_CAPITAL.test(rest[0] ?? '') || /[a-z]/.test(after));
  return (
    (first === 'â' || first === 'ï' || run.length === 4) && rest.some((character) => !USUAL.test(character))
  );
}

/** Characters that stand for bytes and are no ASCII. */
const BYTE = new RegExp(`[\u00a1-\u00ff${FOLLOWING}]`, 'u');

export interface Bytes extends Span {
  /** Written in the letters of a vocabulary. */
  readonly isVocabulary: boolean;
}

/** Where bytes of UTF-8 stand as characters, each with what is cut off of a character at its end. In order. */
export function bytesIn(text: string): readonly Bytes[] {
  const found: Bytes[] = [];
  for (const { 0: run, index: start } of text.matchAll(RUN)) {
    // One that stands in what was cut off of another is known.
    if (start < (found.at(-1)?.end ?? 0) || !isSure(run, text.charAt(start + run.length))) continue;
    let end = start + run.length;
    while (BYTE.test(text.charAt(end))) end++;
    found.push({ start, end, isVocabulary: OF_VOCABULARY.test(text.slice(start, end)) });
  }
  return found;
}

/** What a text must hold for {@link bytesIn} to find anything. */
export const BYTES_HINT = new RegExp(`[\u00c2-\u00f4][${FOLLOWING}]`);

/** Tokens of one byte, as SentencePiece and llama.cpp write them: `<0xE4>`. */
export const BYTE_TOKEN = /(?:<0x[\dA-Fa-f]{2}>)+/g;

/**
 * The letters for a space and a line's end, Ġ and Ċ, where one of them is no letter of Maltese: behind a word or what ends a sentence, or twice.
 */
const SPACE_SURE = /(?<=[\p{Ll}\p{Lo}\p{Nd}.,!?;:)…。，、！？#|])[ĠĊ]|[ĠĊ]{2}/u;
const SPACES = /[ĠĊĉ]+/g;

/** SentencePiece's sign for a space, where it stands between words. */
const PIECE_SURE = /(?<=^|[\p{L}\p{Nd}.,!?])▁(?=[\p{L}\p{Nd}])/gu;
const PIECES = /▁+/g;

/** Fewest of them: one alone may be drawn. */
const LEAST_PIECES = 2;

/** What stands for white space in vocabularies. */
export function spacesIn(text: string): readonly Span[] {
  const isBytes = /[ĠĊ]/.test(text) && SPACE_SURE.test(text);
  const isPieces = text.includes('▁') && Array.from(text.matchAll(PIECE_SURE)).length >= LEAST_PIECES;
  const spansOf = (pattern: RegExp): Span[] =>
    Array.from(text.matchAll(pattern), ({ 0: { length }, index }) => ({ start: index, end: index + length }));
  return [...(isBytes ? spansOf(SPACES) : []), ...(isPieces ? spansOf(PIECES) : [])];
}
