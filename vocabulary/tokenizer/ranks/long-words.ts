/** Words of extreme length: tiktoken takes time by the square of a word's length, and what trains a model holds loops and blobs. */

/**
 * UTF-16 code units of a word, or a run of digits, signs or spaces, up to which its tokens are those of tiktoken; longer ones are encoded in parts of
 * so many. Patterns split digits by threes, in one unit or two each: a multiple of six keeps them where they are.
 */
const LONGEST_WORD = 1020;

/** What a character may stand in a piece with, by the classes that patterns have; JavaScript's `\s` would be another one than theirs. */
const SIGN = 0;
const LETTER = 1;
const SPACE = 2;
const NUMBER = 3;
const MARK = 4;
/** Half a character, of which the other one decides. */
const HALF = 5;

const KINDS = [
  [/^\p{L}$/u, LETTER],
  [/^\p{White_Space}$/u, SPACE],
  [/^\p{N}$/u, NUMBER],
  [/^\p{M}$/u, MARK],
] as const;

const kindOf = (character: string): number => KINDS.find(([is]) => is.test(character))?.[1] ?? SIGN;

let table: Uint8Array | undefined;

/** The same by UTF-16 code unit. */
function kinds(): Uint8Array {
  if (table !== undefined) return table;
  table = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) table[unit] = kindOf(String.fromCharCode(unit));
  table.fill(HALF, 0xd800, 0xe000);
  return table;
}

/** Calls `take` with a text, in parts where it has a word that is longer; no part ends within a character. */
export function inParts(text: string, take: (part: string) => void): void {
  if (text.length <= LONGEST_WORD) {
    take(text);
    return;
  }
  const known = kinds();
  let start = 0;
  let word = 0;
  let before = -1;
  for (let at = 0; at < text.length; at++) {
    const first = at;
    let kind = known[text.charCodeAt(at)] as number;
    if (kind === HALF) {
      const character = String.fromCodePoint(text.codePointAt(at) as number);
      kind = kindOf(character);
      at += character.length - 1;
    }
    // A mark goes with whatever stands before it.
    if (kind !== MARK && kind !== before) {
      word = first;
      before = kind;
    } else if (first - word >= LONGEST_WORD) {
      take(text.slice(start, first));
      start = word = first;
    }
  }
  take(text.slice(start));
}
