/**
 * UTF-8 read in a code page of another script than Latin: `РџСЂРёРІРµС‚`, which is `Привет` in Windows-1251. Two bytes are a letter of
 * Cyrillic, the first one of two, so that every other character is one of two; nobody writes so.
 */

import type { Span } from '../types.js';
import { scriptOf } from '../unicode/index.js';

/** A code page, the bytes that its letters begin with in UTF-8, those that go on behind each, and how many in a row are no accident. */
interface CodePage {
  readonly label: string;
  readonly letters: readonly (readonly [first: number, following: readonly (readonly [number, number])[]])[];
  readonly least: number;
}

/** А to п with Ё and what Ukrainian has; р to я, with ё and those. */
const CYRILLIC: CodePage['letters'] = [
  [
    0xd0,
    [
      [0x81, 0x81],
      [0x84, 0x84],
      [0x86, 0x87],
      [0x90, 0xbf],
    ],
  ],
  [
    0xd1,
    [
      [0x80, 0x8f],
      [0x91, 0x91],
      [0x94, 0x94],
      [0x96, 0x97],
    ],
  ],
];

const PAGES: readonly CodePage[] = [
  { label: 'windows-1251', letters: CYRILLIC, least: 2 },
  { label: 'koi8-r', letters: CYRILLIC, least: 2 },
  { label: 'ibm866', letters: CYRILLIC, least: 2 },
  // A dash before a capital, a small letter before one: both are written.
  { label: 'x-mac-cyrillic', letters: CYRILLIC, least: 4 },
  { label: 'iso-8859-5', letters: CYRILLIC, least: 4 },
  {
    label: 'windows-1256',
    letters: [
      [0xd8, [[0xa1, 0xbf]]],
      [0xd9, [[0x80, 0x8a]]],
    ],
    least: 3,
  },
];

/** What a text with such bytes holds, whatever the code page: signs, and letters that few languages have. */
export const PAGE_MARKS = '¤§©¬®°±µ¶·‚„…†‡•€‰‹›™≤≥∞ЂЃЄІЇЈЉЊЋЌЎЏђѓєіїјљњћќўџҐґЅѕ';
/** And signs for tables, in KOI8-R and code page 866; control characters, in ISO 8859-5. */
export const PAGE_MARK_RANGES = [
  [0x80, 0x9f],
  [0x2500, 0x25a0],
] as const;

interface Reader {
  /** Letters in a row that are none of the page's language. */
  readonly sure: RegExp;
  /** Bytes of UTF-8 beyond ASCII. */
  readonly run: RegExp;
  /** The text that a run stands for; undefined where it is none. */
  decode(run: string): string | undefined;
}

/** A character in a character class. */
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

function readerOf({ label, letters, least }: CodePage): Reader {
  const high = Uint8Array.from({ length: 0x80 }, (_, i) => 0x80 + i);
  const characters = [...new TextDecoder(label).decode(high)];
  const bytes = new Map(characters.map((character, i) => [character, 0x80 + i]));
  const range = (from: number, to: number): string => {
    const all = characters.slice(from - 0x80, to - 0x7f).map(escaped);
    // Python's Windows-1251 has nothing at 0x98, and a no-break space may have become another one.
    return all.join('') + (from <= 0x98 && to >= 0x98 ? '\\ufffd' : '');
  };
  const firsts = `[${letters.map(([first]) => range(first, first)).join('')}]`;
  const following = `[${range(0x80, 0xbf)}]`;
  const pairs = letters.map(
    ([first, ranges]) => `${range(first, first)}[${ranges.map(([from, to]) => range(from, to)).join('')}]`,
  );
  const spaced = `${firsts} (?=${firsts}${following})`;
  const utf8 = `[${range(0xc2, 0xdf)}]${following}|[${range(0xe0, 0xef)}]${following}{2}|[${range(0xf0, 0xf4)}]${following}{3}`;
  return {
    sure: new RegExp(`(?:${pairs.join('|')}|${spaced}){${least},}`),
    run: new RegExp(`(?:${spaced}|${utf8})+`, 'g'),
    decode(run) {
      const all = Uint8Array.from(run, (character) =>
        character === ' ' ? 0xa0 : character === '\ufffd' ? 0x98 : (bytes.get(character) ?? 0),
      );
      try {
        return new TextDecoder('utf-8', { fatal: true }).decode(all);
      } catch {
        return undefined;
      }
    },
  };
}

let known: readonly Reader[] | undefined;
const readers = (): readonly Reader[] => {
  known ??= PAGES.map(readerOf);
  return known;
};

/** The code page that a text was read in, by its letters side by side; undefined for most. */
const readerFor = (text: string): Reader | undefined => readers().find(({ sure }) => sure.test(text));

const LETTER = /\p{L}/u;

/** Whether everything in a text is in use, and is a letter or a mark that stands beside them. */
const isPlausible = (text: string): boolean =>
  [...text].every((character) => scriptOf(character.codePointAt(0) ?? 0) !== 'Zzzz');

/** Punctuation or a short word that stands alone, in a text of which more is in such a code page. */
function isAlone(text: string, { start, end }: Span, decoded: string): boolean {
  const isWord = /^[\p{Script=Cyrillic}\p{Script=Arabic}\u00a0-\u00bf\u2010-\u203a№]+$/u.test(decoded);
  return isWord && !LETTER.test(text.charAt(start - 1)) && !LETTER.test(text.charAt(end));
}

/** Where UTF-8 stands as it is read in a code page of Cyrillic or Arabic; in order. */
export function readInPage(text: string): readonly Span[] {
  const reader = readerFor(text);
  if (reader === undefined) return [];
  const found: Span[] = [];
  for (const { 0: run, index } of text.matchAll(reader.run)) {
    const span = { start: index, end: index + run.length };
    const decoded = reader.decode(run);
    if (decoded === undefined || !isPlausible(decoded)) {
      // A letter of the text beside it is read as a byte of the first one.
      const at = reader.sure.exec(run);
      if (at !== null) found.push({ start: index + at.index, end: index + at.index + at[0].length });
    } else if (reader.sure.test(run) || isAlone(text, span, decoded)) found.push(span);
  }
  return found;
}
