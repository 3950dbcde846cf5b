/** Punctuation and digits of another script in running text. Counted apart, never mixing. */

import { DAMAGE_MARKS, syllableMarks } from '../damage/index.js';
import type { Policy } from '../policy/index.js';
import type { ScriptCode, Span } from '../types.js';
import {
  codePointBefore,
  letterScriptIds,
  type Marks,
  marksOf,
  scriptCodes,
  scriptExtensionsOf,
} from '../unicode/index.js';
import type { PunctuationCandidate } from './candidate.js';
import type { Kind } from './kind.js';

/** Scripts that share the marks of Chinese and Japanese; Hangul is written with those of Latin script. */
const EAST_ASIAN: readonly ScriptCode[] = ['Hani', 'Hira', 'Kana', 'Bopo'];

/** Marks that end or part sentences, with the script that is named where several share them. */
const MARKS: readonly (readonly [script: ScriptCode, marks: string])[] = [
  ['Hani', '，。、；：？！（）．'],
  ['Arab', '،؛؟٪۔'],
  ['Deva', '।॥'],
  ['Armn', '։'],
  ['Ethi', '።፣፤፥፦፧'],
  ['Mymr', '၊။'],
  ['Khmr', '។'],
  ['Tibt', '།'],
];

/** Of the East Asian ones, those that Korean has no use for either: the others are its own in another width. */
const NOT_KOREAN = '，。、';

/** Scripts whose decimal digits people write: a digit's value is its place from the first one. */
const DIGITS: readonly (readonly [script: ScriptCode, zero: number])[] = [
  ['Arab', 0x660],
  ['Arab', 0x6f0],
  ['Deva', 0x966],
  ['Beng', 0x9e6],
  ['Guru', 0xa66],
  ['Gujr', 0xae6],
  ['Orya', 0xb66],
  ['Taml', 0xbe6],
  ['Telu', 0xc66],
  ['Knda', 0xce6],
  ['Mlym', 0xd66],
  ['Thai', 0xe50],
  ['Laoo', 0xed0],
  ['Tibt', 0xf20],
  ['Mymr', 0x1040],
  ['Khmr', 0x17e0],
  ['Hani', 0xff10],
];

/** The mark of a text that has any; no bit of damage. */
const FOREIGN = 0x80;

/** Marks and digits that a language does not have, as a pattern and, with those of damage, as units. */
interface Foreign {
  readonly pattern: RegExp;
  readonly marks: Marks;
}

/** Whether a language with these scripts writes a mark. */
function isOwn({ scripts }: Policy, script: ScriptCode, mark: string): boolean {
  if (script === 'Hani')
    return (
      scripts.some((one) => EAST_ASIAN.includes(one) && !scripts.includes('Hang')) ||
      (scripts.includes('Hang') && !NOT_KOREAN.includes(mark))
    );
  const extensions = scriptExtensionsOf(mark.codePointAt(0) ?? 0);
  return scripts.some((one) => one === script || extensions.includes(one));
}

const compiled = new WeakMap<Policy, Foreign>();

function foreignUnder(policy: Policy): Foreign {
  let foreign = compiled.get(policy);
  if (foreign === undefined) {
    const marks = MARKS.flatMap(([script, all]) => [...all].filter((mark) => !isOwn(policy, script, mark)));
    const digits = DIGITS.filter(([script, zero]) => !isOwn(policy, script, String.fromCharCode(zero))).map(
      ([, zero]) => [zero, zero + 9] as const,
    );
    const ranges = digits.map(([from, to]) => `${String.fromCharCode(from)}-${String.fromCharCode(to)}`);
    foreign = {
      pattern: new RegExp(`[${marks.join('')}]|[${ranges.join('')}]+`, 'g'),
      marks: marksOf([
        ...DAMAGE_MARKS,
        ...(policy.scripts.includes('Hang') ? syllableMarks() : []),
        ...marks.map((mark) => [FOREIGN, mark.charCodeAt(0), mark.charCodeAt(0)] as const),
        ...digits.map(([from, to]) => [FOREIGN, from, to] as const),
      ]),
    };
    compiled.set(policy, foreign);
  }
  return foreign;
}

/** What few texts in a language hold, damage and foreign punctuation: told in one pass. */
export const marksUnder = (policy: Policy): Marks => foreignUnder(policy).marks;

/** The script that a mark or a digit is of. */
function scriptOfMark(mark: string): ScriptCode {
  const unit = mark.charCodeAt(0);
  const [script] =
    MARKS.find(([, marks]) => marks.includes(mark)) ??
    DIGITS.find(([, zero]) => unit >= zero && unit < zero + 10) ??
    [];
  return script ?? 'Zyyy';
}

/** Code units on either side in which letters are looked for. */
const NEAR = 24;

const widthOf = (point: number): number => (point > 0xffff ? 2 : 1);

/** The script of the nearest letter before a place on its line; undefined where there is none. */
function letterBefore(text: string, at: number): ScriptCode | undefined {
  for (let i = at; i > 0 && at - i < NEAR; ) {
    const point = codePointBefore(text, i) ?? 0;
    if (point === 0x0a) return undefined;
    const id = letterScriptIds[point] ?? 0;
    if (id !== 0) return scriptCodes[id];
    i -= widthOf(point);
  }
  return undefined;
}

function letterBehind(text: string, at: number): ScriptCode | undefined {
  for (let i = at; i < text.length && i - at < NEAR; ) {
    const point = text.codePointAt(i) ?? 0;
    if (point === 0x0a) return undefined;
    const id = letterScriptIds[point] ?? 0;
    if (id !== 0) return scriptCodes[id];
    i += widthOf(point);
  }
  return undefined;
}

/** Whether the text goes on in the language: of the letters nearest to a place one is its own, and the other too or Latin. */
function isAmongOwn(text: string, { start, end }: Span, { scripts }: Policy): boolean {
  const near = [letterBefore(text, start), letterBehind(text, end)].filter((script) => script !== undefined);
  return (
    near.some((script) => scripts.includes(script)) &&
    near.every((script) => script === 'Latn' || scripts.includes(script))
  );
}

export const punctuation: Kind<'punctuation'> = {
  kind: 'punctuation',
  name: 'punctuation of another script',
  what: 'Punctuation and digits of another script among words of the language (`،` or `。` in English); counted apart, never mixing.',
  counts: 'punctuation',
  find({ text, policy, marks }, { wrongLanguage }) {
    if (wrongLanguage !== null || (marks & FOREIGN) === 0) return [];
    const { pattern } = foreignUnder(policy);
    const found: PunctuationCandidate[] = [];
    for (const { 0: mark, index: start } of text.matchAll(pattern)) {
      const span = { start, end: start + mark.length };
      if (isAmongOwn(text, span, policy))
        found.push({ kind: 'punctuation', script: scriptOfMark(mark), ...span });
    }
    return found;
  },
};
