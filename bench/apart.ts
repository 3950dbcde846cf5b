/**
 * `npm run bench:apart`: what is counted apart. Of real code in answers without a slip, how many blocks are flagged as they are, and in how
 * many a slip is found that was put into a comment, a string, a name or a key; of real answers without damage, how many are flagged, and
 * how many once something broke them. Slips and places are drawn with a seed. OFFSCRIPT_DATA names the folder of data.
 */

import { existsSync, readdirSync } from 'node:fs';
import { type Detection, detect, type Policy, policyFor, splitReasoning } from '../detectors/index.js';
import { answersIn, data, random } from './text.js';

interface Row {
  readonly language: string;
  readonly prompt?: string;
  readonly text: string;
}

const folder = `${data}/real`;
/** Answers that are looked at for damage, one in so many; every block of code is. */
const EVERY = 5;

const WORDS: readonly (readonly [script: string, words: readonly string[]])[] = [
  ['Hani', ['数据', '返回', '计算结果', '初始化', '用户']],
  ['Cyrl', ['данные', 'результат', 'имя', 'функция']],
  ['Hang', ['결과', '데이터', '사용자']],
  ['Hebr', ['ירת', 'נתונים']],
];

const draw = random(1);
const one = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)] as T;

/** Puts a word into the first place of a block that a pattern finds; undefined where there is none. */
type Slip = readonly [what: string, place: RegExp, put: (word: string, found: string) => string];

const SLIPS: readonly Slip[] = [
  ['comment', /(?:^|\s)(?:#|\/\/) ?\S+/, (word, found) => `${found} ${word}`],
  ['string', /"[A-Za-z][^"\n{}]*(?=")|'[A-Za-z][^'\n{}]*(?=')/, (word, found) => `${found} ${word}`],
  ['name', /\b[a-z]+_[a-z]+\b/, (word, found) => `${found}_${word}`],
  [
    'letter in a name',
    /\b(?:[a-z]+_)+[a-z]*[aeocpx][a-z]*\b/,
    (_, found) =>
      found.replace(/[aeocpx](?=[^aeocpx]*$)/, (letter) => 'аеосрх'['aeocpx'.indexOf(letter)] ?? letter),
  ],
  ['file', /\b[a-z]+(?=\.(?:py|js|txt|csv|html)\b)/, (word, found) => `${found}_${word}`],
];

const CYRILLIC = /\p{Script=Cyrillic}{4,}/u;
const ARABIC = /\p{Script=Arabic}{4,}/u;

/** UTF-8 as it looks in a code page: the whole text, or its first word in the script. */
const readIn =
  (page: string, script: RegExp, isWhole: boolean) =>
  (text: string): string => {
    const read = (part: string): string => new TextDecoder(page).decode(Buffer.from(part));
    if (!script.test(text)) return text;
    return isWhole ? read(text) : text.replace(script, read);
  };

/** Cyrillic of one code page as it looks in another. */
const recoded =
  (written: string, read: string) =>
  (text: string): string => {
    if (!CYRILLIC.test(text)) return text;
    const high = Uint8Array.from({ length: 0x80 }, (_, i) => 0x80 + i);
    const right = [...new TextDecoder(written).decode(high)];
    const wrong = [...new TextDecoder(read).decode(high)];
    const letters = new Map(right.map((letter, i) => [letter, wrong[i] ?? '']));
    return Array.from(text, (letter) => letters.get(letter) ?? letter).join('');
  };

const PAGES = ['windows-1251', 'koi8-r', 'ibm866', 'x-mac-cyrillic', 'iso-8859-5'];

const DAMAGE: readonly (readonly [what: string, damaged: (text: string) => string])[] = [
  [
    'a control token at the end',
    (text) =>
      `${text}${one(['<|im_end|>', '<|eot_id|>', '<|endoftext|>', '<｜end▁of▁sentence｜>', '<end_of_turn>', '</s>', '<|END_OF_TURN_TOKEN|>'])}`,
  ],
  ['a torn one', (text) => `${text}${one(['<|im_end', 'im_end|>', '<|eot_id', '<im_end|>', '<|endoftex'])}`],
  ['a token of a byte', (text) => text.replace(/ (?=\p{L})/u, ' <0xE4>')],
  ['U+FFFD', (text) => text.replace(/ (?=\p{L})/u, ' \ufffd')],
  ['letters for spaces', (text) => text.replaceAll(' ', 'Ġ')],
  [
    'one letter read as Latin-1',
    (text) => text.replace(/(?<=\p{Ll})[éèüöäñçàáíóú]/u, (letter) => Buffer.from(letter).toString('latin1')),
  ],
  ['all letters read as Windows-1252', (text) => new TextDecoder('windows-1252').decode(Buffer.from(text))],
  ...PAGES.map((page) => [`Cyrillic read as ${page}`, readIn(page, CYRILLIC, true)] as const),
  ...PAGES.map((page) => [`a word of it read as ${page}`, readIn(page, CYRILLIC, false)] as const),
  ['Arabic read as windows-1256', readIn('windows-1256', ARABIC, true)],
  ['Windows-1251 read as KOI8-R', recoded('windows-1251', 'koi8-r')],
  ['KOI8-R read as Windows-1251', recoded('koi8-r', 'windows-1251')],
  ['Windows-1251 read as code page 866', recoded('windows-1251', 'ibm866')],
  ['code page 866 read as Windows-1251', recoded('ibm866', 'windows-1251')],
];

function run({ language, prompt }: Row, text: string): Detection {
  return detect(text, policyFor(language) as Policy, prompt === undefined ? {} : { prompt });
}

const tallies = new Map<string, { of: number; found: number }>();
function count(what: string, found: boolean): void {
  const tally = tallies.get(what) ?? { of: 0, found: 0 };
  tallies.set(what, { of: tally.of + 1, found: tally.found + Number(found) });
}

/** Blocks of source code; what is prose by its name is text. */
const BLOCK = /```(?!(?:json|markdown|md|plaintext|text|txt|csv)\b)[a-z+#]+\n[\s\S]*?\n```/g;

function measureCode(row: Row, text: string): void {
  const policy = policyFor(row.language) as Policy;
  const foreign = WORDS.filter(([script]) => !policy.scripts.includes(script));
  for (const [block] of text.matchAll(BLOCK)) {
    const isFlagged = run(row, block).codeMixed;
    count('blocks of code as they are', isFlagged);
    if (isFlagged) continue;
    for (const [what, place, put] of SLIPS) {
      const [, words] = one(foreign);
      const found = place.exec(block.slice(block.indexOf('\n')));
      if (found === null || (what === 'letter in a name' && policy.scripts.includes('Cyrl'))) continue;
      const at = block.indexOf('\n') + found.index;
      const slip = block.slice(0, at) + put(one(words), found[0]) + block.slice(at + found[0].length);
      const { findings } = run(row, slip);
      count(
        `code: ${what}`,
        findings.some(({ zone, kind }) => zone === 'code' && kind === 'script'),
      );
    }
  }
}

function measureDamage(row: Row, text: string): void {
  const { damaged, punctuated, tooShort } = run(row, text);
  if (tooShort) return;
  count('answers as they are, damage', damaged);
  count('answers as they are, punctuation', punctuated);
  if (damaged) return;
  for (const [what, damage] of DAMAGE) {
    const broken = damage(text);
    if (broken !== text) count(`damage: ${what}`, run(row, broken).damaged);
  }
}

if (existsSync(folder)) {
  let number = 0;
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .sort())
    for (const row of answersIn<Row>(file)) {
      const text = splitReasoning(row.text).answer;
      measureCode(row, text);
      if (number++ % EVERY === 0) measureDamage(row, text);
    }
  for (const [what, { of, found }] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1)))
    process.stdout.write(
      `${what.padEnd(44)}${String(found).padStart(7)} of ${String(of).padStart(6)}  ${((100 * found) / of).toFixed(1)}%\n`,
    );
} else process.stdout.write(`SKIPPED: no data at ${folder} (set OFFSCRIPT_DATA)\n`);
