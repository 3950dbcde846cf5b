/** Text without what servers write around its characters: escapes of JSON, URLs and HTML, and the blanks between them. */

/** Code units, and where in the text that they are of each begins and ends; arrays may be longer than `length`. */
export interface Units {
  readonly units: Uint16Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly length: number;
}

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const AMPERSAND = 0x26;

/** ASCII letters in small, everything else as it is. */
export const small = (unit: number): number => (unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit);

/** Blanks, controls, soft hyphens, what has no width: they part the pieces of a key that was wrapped, and are in none. */
export const isBlank = (unit: number): boolean =>
  unit <= 0x20 ||
  (unit >= 0x7f &&
    (unit <= 0xa0 ||
      unit === 0xad ||
      (unit >= 0x200b && unit <= 0x200f) ||
      unit === 0x2028 ||
      unit === 0x2029 ||
      unit === 0x2060 ||
      unit === 0xfeff));

const room = (length: number) => ({
  units: new Uint16Array(length),
  from: new Uint32Array(length),
  to: new Uint32Array(length),
});

/** The code units of a text. */
export function unitsOf(text: string): Units {
  const { length } = text;
  const made = room(length);
  for (let i = 0; i < length; i++) {
    made.units[i] = text.charCodeAt(i);
    made.from[i] = i;
    made.to[i] = i + 1;
  }
  return { ...made, length };
}

/** Without blanks, in small letters. */
export function folded({ units, from, to, length }: Units): Units {
  const made = room(length);
  let count = 0;
  for (let i = 0; i < length; i++) {
    const unit = units[i] as number;
    if (isBlank(unit)) continue;
    made.units[count] = small(unit);
    made.from[count] = from[i] as number;
    made.to[count++] = to[i] as number;
  }
  return { ...made, length: count };
}

/** The value of a hexadecimal digit, -1 for anything else. */
function digitOf(unit: number | undefined): number {
  if (unit === undefined) return -1;
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = small(unit);
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** The number that `count` hexadecimal digits at `at` are, -1 where they are none. */
function hexAt(units: Uint16Array, at: number, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) {
    const digit = digitOf(units[at + i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** Characters of ASCII that have names in HTML, and two blanks. */
const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  shy: ' ',
  excl: '!',
  num: '#',
  dollar: '$',
  percnt: '%',
  lpar: '(',
  rpar: ')',
  ast: '*',
  plus: '+',
  comma: ',',
  period: '.',
  sol: '/',
  colon: ':',
  semi: ';',
  equals: '=',
  quest: '?',
  commat: '@',
  lsqb: '[',
  lbrack: '[',
  bsol: '\\',
  rsqb: ']',
  rbrack: ']',
  hat: '^',
  lowbar: '_',
  grave: '`',
  lcub: '{',
  lbrace: '{',
  verbar: '|',
  vert: '|',
  rcub: '}',
  rbrace: '}',
  tilde: '~',
  hyphen: '-',
  dash: '-',
};

/** Letters behind a backslash that are blanks: those of JSON and of most languages. */
const BLANKS_ESCAPED: ReadonlySet<number> = new Set([...'bfnrtv'].map((letter) => letter.charCodeAt(0)));

/** The longest reference of HTML that is looked for: `&#x0000002F;`, `&percnt;`. */
const LONGEST_REFERENCE = 16;

/** An escape: the unit that it stands for, and how many units it takes. */
type Escape = readonly [unit: number, length: number];

/** `\u002f`, `\x2f`, `\u{2f}`, `\/`, `\n`. A backslash alone goes. */
function backslashAt({ units }: Units, at: number): Escape {
  const next = units[at + 1];
  if (next === 0x75) {
    const four = hexAt(units, at + 2, 4);
    if (four >= 0) return [four, 6];
    if (units[at + 2] === 0x7b) {
      let end = at + 3;
      while (digitOf(units[end]) >= 0 && end < at + 9) end++;
      if (units[end] === 0x7d && end > at + 3)
        return [Math.min(0xffff, hexAt(units, at + 3, end - at - 3)), end + 1 - at];
    }
  }
  const two = next === 0x78 ? hexAt(units, at + 2, 2) : -1;
  if (two >= 0) return [two, 4];
  if (next === BACKSLASH) return [BACKSLASH, 2];
  return [0x20, next !== undefined && BLANKS_ESCAPED.has(next) ? 2 : 1];
}

/** `%2F`; null where it is none. */
function percentAt({ units }: Units, at: number): Escape | null {
  const value = hexAt(units, at + 1, 2);
  return value < 0 ? null : [value, 3];
}

/** `&#47;`, `&#x2F;`, `&sol;`; null where it is none. */
function referenceAt({ units, length }: Units, at: number): Escape | null {
  let end = at + 1;
  const most = Math.min(length, at + LONGEST_REFERENCE);
  while (end < most && units[end] !== 0x3b) end++;
  if (units[end] !== 0x3b || end >= most) return null;
  const name = String.fromCharCode(...units.subarray(at + 1, end));
  const [, decimal, hex] = /^#(?:(\d+)|[xX]([0-9a-fA-F]+))$/.exec(name) ?? [];
  const number = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : -1;
  const unit = number >= 0 ? number : NAMED[name.toLowerCase()]?.charCodeAt(0);
  return unit === undefined ? null : [Math.min(0xffff, unit), end + 1 - at];
}

function escapeAt(text: Units, at: number): Escape | null {
  const unit = text.units[at];
  if (unit === BACKSLASH) return backslashAt(text, at);
  if (unit === PERCENT) return percentAt(text, at);
  return unit === AMPERSAND ? referenceAt(text, at) : null;
}

/** Whether there may be an escape in a text; `50%` and `R&D` are none. */
export const mayEscape = (text: string): boolean =>
  /\\|%[0-9A-Fa-f]{2}|&[#A-Za-z][0-9A-Za-z]{1,15};/.test(text);

/** Whether an escape may begin with a unit. */
const isSign = (unit: number | undefined): boolean =>
  unit === BACKSLASH || unit === PERCENT || unit === AMPERSAND;

/** With every escape as what it stands for, once; null where there is none. */
export function unescaped(text: Units): Units | null {
  const { units, from, to, length } = text;
  let i = 0;
  while (i < length && !isSign(units[i])) i++;
  if (i === length) return null;
  const made = room(length);
  let count = 0;
  let found = false;
  for (i = 0; i < length; ) {
    const sign = isSign(units[i]) ? escapeAt(text, i) : null;
    found ||= sign !== null;
    made.units[count] = sign === null ? (units[i] as number) : sign[0];
    made.from[count] = from[i] as number;
    i += sign === null ? 1 : sign[1];
    made.to[count++] = to[i - 1] as number;
  }
  return found ? { ...made, length: count } : null;
}
