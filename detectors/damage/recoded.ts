/**
 * Cyrillic of one code page read in another: `оПХБЕР`, `╧ЁштхЄ`. Letters become other letters, so that it is told by what they were:
 * lines with common words once they are read right, several in all, and hardly any as they stand.
 */

import type { Span } from '../types.js';

/** What was written in the first and read in the second. */
const MISREADINGS = [
  ['windows-1251', 'koi8-r'],
  ['koi8-r', 'windows-1251'],
  ['windows-1251', 'ibm866'],
  ['ibm866', 'windows-1251'],
  ['koi8-r', 'ibm866'],
  ['ibm866', 'koi8-r'],
  ['iso-8859-5', 'windows-1251'],
  ['windows-1251', 'iso-8859-5'],
] as const;

/** Common words of Russian and Ukrainian. */
const COMMON: ReadonlySet<string> = new Set(
  (
    'что не на это как по для из то от так но за все вы его можно или если мы только уже они при до он бы же вам ваш чтобы когда этот эти ' +
    'также может могут быть есть был была было которые который нет да вот под без со во об она их её том этого очень более между после через ' +
    'где кто ты мне меня себя будет нужно много один людей время жизни является ' +
    'що та як це від або щоб для про які який можна бути вони він вона також його якщо після між через може ви ми але ще був була було'
  ).split(' '),
);

/**
 * What such a text begins with: capitals in a row, as KOI8-R and Windows-1251 make them of small letters, a capital behind a small letter,
 * a sign or a rare letter inside a word. What was read in the wrong code page was so from its beginning.
 */
const ODD =
  /[А-Я]{4}|[а-я][А-Я]|[А-яЁёЎў][°∙·√¤■¦§¬®ЎўҐЄЇђѓѕћќџ№\u2500-\u25a0][А-яЁёЎўҐ]|[─-╬][А-яЁЄЇЎ─-╬][А-яЁёЄєЇїЎў─-╬]/;
const HEAD = 200;

/** Units of it whose letters are counted first: an expression takes ten times as long, and hardly a text comes so far. */
const FIRST = 100;
const CAPITAL = 1;
const SMALL = 2;
const SIGN = 4;
const LAST_CLASS = 0x25a0;
const CLASSES = new Uint8Array(LAST_CLASS + 1);
CLASSES.fill(CAPITAL, 0x410, 0x430);
CLASSES.fill(SMALL, 0x430, 0x460);
CLASSES.fill(SIGN, 0x2500, LAST_CLASS + 1);
for (const sign of '°∙·√¤■¦§¬®ЎўҐЄЇђѓѕћќџ№') CLASSES[sign.charCodeAt(0)] = SIGN;

/** Share of capitals among the letters. */
const CAPITALS = 1 / 4;

/** Whether a text begins with many capitals or with a sign that stands for a letter. */
function mayBeOdd(text: string): boolean {
  const length = Math.min(text.length, FIRST);
  let capitals = 0;
  let letters = 0;
  for (let at = 0; at < length; at++) {
    const kind = CLASSES[text.charCodeAt(at)] ?? 0;
    if (kind === SIGN) return true;
    if (kind !== 0) letters++;
    if (kind === CAPITAL) capitals++;
  }
  return capitals > CAPITALS * letters;
}

type Reading = (token: string) => string;

function readingOf([written, read]: readonly [string, string]): Reading {
  const high = Uint8Array.from({ length: 0x80 }, (_, i) => 0x80 + i);
  const right = [...new TextDecoder(written).decode(high)];
  const letters = new Map(
    [...new TextDecoder(read).decode(high)].map((character, i) => [character, right[i] ?? '']),
  );
  return (token) => Array.from(token, (character) => letters.get(character) ?? character).join('');
}

let known: readonly Reading[] | undefined;

/** What stands between spaces: no-break ones are letters in some code pages. */
const TOKEN = /[^\u0000-\u007f]+/g;

/** Fewest different words of such lines that tell it. */
const LEAST = 3;
const LEAST_OF_FEW = 2;
const FEW = 20;

/** How many of them one word outweighs that is common as it stands: a few words are so either way. */
const PLAIN = 2;

interface Line extends Span {
  readonly words: ReadonlySet<string>;
  readonly tokens: number;
}

/** Lines with words that are common ones as a reading has them, far more than as they stand. */
function linesBy(text: string, reading: Reading): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const words = new Set<string>();
    let first = -1;
    let last = -1;
    let plain = 0;
    let tokens = 0;
    for (const { 0: token, index } of text.slice(start, end).matchAll(TOKEN)) {
      if (first < 0) first = start + index;
      last = start + index + token.length;
      tokens++;
      if (COMMON.has(token.toLowerCase())) plain++;
      const word = reading(token).toLowerCase();
      if (COMMON.has(word)) words.add(word);
    }
    if (words.size > PLAIN * plain) lines.push({ start: first, end: last, words, tokens });
    start = end + 1;
  }
  return lines;
}

/** Where Cyrillic stands as another code page has it; in order. */
export function recodedIn(text: string): readonly Span[] {
  if (!mayBeOdd(text) || !ODD.test(text.slice(0, HEAD))) return [];
  known ??= MISREADINGS.map(readingOf);
  for (const reading of known) {
    const lines = linesBy(text, reading);
    const words = new Set(lines.flatMap((line) => [...line.words]));
    const tokens = lines.reduce((sum, line) => sum + line.tokens, 0);
    if (words.size >= (tokens <= FEW ? LEAST_OF_FEW : LEAST))
      return lines.map(({ start, end }) => ({ start, end }));
  }
  return [];
}
