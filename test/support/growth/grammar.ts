/**
 * Texts that may take time by the square: small pieces that some rule of the project looks for, in shapes that grow. A nasty text is
 * named by two pieces and a shape, so that it can be told and made again at any length.
 */

/** Pieces by what looks for them. */
export const PIECES: Readonly<Record<string, readonly string[]>> = {
  marks: [
    '\u0316\u0301',
    'e\u0301\u0316',
    '\u0300',
    '\u0345\u0300',
    'か\u3099',
    '\u{1d165}\u{1d16d}',
    '\u{e0100}',
    '\u20dd',
  ],
  invisible: [
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2066\u2069',
    '\ufeff',
    '\0',
    '\ud800',
    '\udc00',
    '\ufffd',
    '\u00ad',
  ],
  spaces: [' ', '\n', '\r', '\r\n', '\t', '\u00a0', '\u3000', '\u2028', '\v'],
  latin: ['a', 'the ', 'House', 'NASA ', 'Importance ', 'a-', "l'", '“a” ', 'x_y ', 'aA1', 'é ', 'word\n'],
  foreign: ['посмотреть ', 'ы', 'שלום ', 'α', 'β ', 'ไทย', 'नमस्ते ', 'مرحبا ', 'ᄀ\u1161', '가', '😀'],
  // Words that tell another language of the script, among those of one.
  told: [
    'потом було дуже добре сидеть. ',
    'їжак ',
    'la casa until further notice abre ',
    'becoming ',
    'ðŸ˜€',
    'РџСЂРё',
  ],
  han: ['これは長い文章です', '文', '对', '国際', '々', 'ー', '値段を посмотреть する。', '這是', '·'],
  brackets: [
    '(',
    ')',
    '（',
    '）',
    '[',
    ']',
    '{',
    '}',
    '((а',
    '(тоска) ',
    '«',
    '»',
    '「',
    '」',
    '"',
    "'",
    '“',
  ],
  code: [
    '`',
    '``',
    '```',
    '```\n',
    '~~~\n',
    '```json\n',
    '$',
    '$$',
    '\\(',
    '\\)',
    '\\alpha ',
    '\\begin{a}',
    '|',
    '# ',
    '> ',
    '* ',
  ],
  names: [
    'https://a.b/п',
    'a@b.c ',
    'C:\\x\\',
    '/usr',
    'a.txt ',
    '12 km ',
    '5',
    '5.',
    '-',
    '_',
    '+',
    ':',
    '%41',
    'www.',
  ],
  reasoning: [
    '<think>',
    '</think>',
    '<think>\n',
    '\n</think>\n',
    '<',
    '<|channel|>',
    '<|channel|>analysis<|message|>',
    '<|end|>',
    '[THINK]',
    '[/THINK]',
    '◁think▷',
    'thought\n',
    '<seed:think>',
    '<think/>',
  ],
  asked: [
    'translate ',
    'in English ',
    '英語で',
    'не на русском ',
    '"word" ',
    'Was bedeuten душа und ',
    'answer in Korean, ',
    'not in ',
    'ภาษาไทย ',
    'without any ',
  ],
  data: [
    '{"a":',
    '[',
    '[[',
    '{"text":"',
    '",',
    '\\u0041',
    '\\',
    ',',
    ';',
    '""',
    '"a",',
    '- a\n',
    'a: &a ',
    '*a ',
    '&#',
    '&amp;',
    '{{',
    '}}',
    '{{#each a}}',
    '$' + '{A}',
  ],
};

/** Every piece there is. */
export const ALL_PIECES: readonly string[] = Object.values(PIECES).flat();

const cut = (text: string, length: number): string => text.slice(0, length);
const repeated = (piece: string, length: number): string =>
  cut(piece.repeat(Math.ceil(length / piece.length)), length);

/** A number as letters, so that words that hold it are words. */
const lettered = (value: number): string =>
  value.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));

/** Units that are made at once, where every one of them is another. */
function counted(length: number, make: (i: number) => string): string {
  const parts: string[] = [];
  for (let i = 0, all = 0; all < length; i++) {
    const part = make(i);
    parts.push(part);
    all += part.length;
  }
  return cut(parts.join(''), length);
}

/** How a text of `length` UTF-16 code units is made of two pieces. */
export const SHAPES: Readonly<Record<string, (a: string, b: string, length: number) => string>> = {
  'a again and again': (a, _, length) => repeated(a, length),
  'a and b by turns': (a, b, length) => repeated(a + b, length),
  'a many times, then b as many times': (a, b, length) =>
    repeated(a, length >> 1) + repeated(b, length - (length >> 1)),
  'b at the end of many a': (a, b, length) => cut(repeated(a, Math.max(0, length - b.length)) + b, length),
  'b at the start of many a': (a, b, length) => cut(b + repeated(a, length), length),
  'a and b on lines': (a, b, length) => repeated(`${a}${b}\n`, length),
  'a between words that are all others': (a, b, length) => counted(length, (i) => `${a}${lettered(i)}${b}`),
  'a in Japanese': (a, b, length) => repeated(`これは${a}です。${b}`, length),
  'a in English': (a, b, length) => repeated(`This is a sentence ${a} of words ${b}. `, length),
  'rows of a, each longer, b between them': (a, b, length) =>
    counted(length, (i) => repeated(a, i * a.length) + b),
};

export interface Nasty {
  readonly a: string;
  readonly b: string;
  readonly shape: string;
}

/** The text, of exactly so many code units. */
export function textOf({ a, b, shape }: Nasty, length: number): string {
  const make = SHAPES[shape];
  if (make === undefined) throw new Error(`no shape "${shape}"`);
  return make(a, b, length);
}

/** One that can be read in a terminal, and typed into a test. */
export const nameOf = ({ a, b, shape }: Nasty): string =>
  `${shape}: a ${JSON.stringify(a)}, b ${JSON.stringify(b)}`.replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Numbers of 0 to 1, the same for the same seed: xorshift. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** So many texts, drawn by a seed. */
export function draw(seed: number, count: number): readonly Nasty[] {
  const random = randomOf(seed);
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  for (let i = 0; i < 8; i++) random();
  return Array.from({ length: count }, () => ({
    a: one(ALL_PIECES),
    b: one(ALL_PIECES),
    shape: one(Object.keys(SHAPES)),
  }));
}

/** Each piece in each shape once, with another piece beside it that a seed draws. */
export function* everyPiece(seed: number): Generator<Nasty> {
  const random = randomOf(seed);
  for (const shape of Object.keys(SHAPES))
    for (const a of ALL_PIECES)
      yield { a, b: ALL_PIECES[Math.floor(random() * ALL_PIECES.length)] as string, shape };
}
