/** What says of a word beside it that it is the name of a thing in a program, or a word that is spoken of. */

import { inParts, LETTERS, languageFile, sourceOf } from '../asked/index.js';
import type { Language } from '../languages/index.js';
import type { LanguageTag } from '../types.js';

/** What the text around a word says that it is. */
export type Called =
  /** A thing in a program, or the like. */
  | 'thing'
  /** A word that is spoken of, so that it may be any. */
  | 'word';

interface Beside {
  readonly called: Called;
  readonly before: RegExp;
  readonly after: RegExp;
}

/** Marks around a word. */
const MARKS = '[\\s*_`"\'«»“”„‘’「」『』()\\[\\]]';
/** A name among others: with a comma, a slash, a word for `and` behind it, or the next part of a command. */
const NAME = '[A-Za-z][\\w.:$@\\/-]{0,30}(?:\\(\\))?';
const JOINT = `(?:${MARKS}{0,4}[,、，;\\/·]${MARKS}{0,4}|${MARKS}{0,3}[^\\p{Script=Latin}\\s,.;:!?。、]{1,4}${MARKS}{1,3}|[ ])`;
const MOST = 4;

/** What stands between a name and what it is called, where the text explains it: "htop — это утилита". */
const EXPLAINS = `${MARKS}{0,4}[:：—–-]${MARKS}{0,4}(?:[^\\s.,;:!?。、]{1,16} ){0,2}`;

const compiled = new Map<LanguageTag, readonly Beside[]>();

/** What may stand between the two in a language whose words take particles: コマンドの ls, 함수인 map. */
const PARTICLE: Readonly<Record<string, string>> = { ja: '[のはをが]', ko: '(?:의|인|는|은|이|가|을|를)' };
const CALLED: Readonly<Record<string, string>> = { ja: 'という', ko: '(?:라는|이라는) ' };

/** A word of one character begins many others; it says something only right behind a word: for文, if문. */
const isLong = (thing: string): boolean => thing.replace(/\(\?.*\)$/u, '').length > 1;

function besideAny(file: Language, called: Called, things: readonly string[]): Beside[] {
  if (things.length === 0) return [];
  const parts = inParts(file);
  const [start, end] = parts ? ['', ''] : [`(?<!${LETTERS})`, `(?!${LETTERS})`];
  const anyOf = (some: readonly string[]): string =>
    `${start}(?:${some.map((thing) => sourceOf(thing, parts)).join('|')})${end}`;
  const particle = PARTICLE[file.tag];
  return [
    {
      called,
      before: new RegExp(
        `${anyOf(things.filter(isLong))}${particle ? `${particle}?` : ''}(?:${MARKS}{1,4}|[:：]${MARKS}{0,4}${parts ? '|' : ''})(?:${NAME}${JOINT}){0,${MOST}}$`,
        'iu',
      ),
      after: new RegExp(
        `^(?:\\(\\))?(?:${JOINT}${NAME}){0,${MOST}}(?:${MARKS}{0,4}-?(?:${CALLED[file.tag] ?? ''})?|${EXPLAINS})${anyOf(things)}`,
        'iu',
      ),
    },
  ];
}

function compile(language: LanguageTag): readonly Beside[] {
  const file = languageFile(language);
  if (file?.things === undefined) return [];
  const all = file.things.split(' ');
  const words = all.flatMap((thing) => (thing.endsWith('!') ? [thing.slice(0, -1)] : []));
  return [
    ...besideAny(file, 'word', words),
    ...besideAny(
      file,
      'thing',
      all.filter((thing) => !thing.endsWith('!')),
    ),
  ];
}

/** What stands before and after a word calls it, in the language of the text; undefined where it says nothing. */
export function calledIn(before: string, after: string, language: LanguageTag): Called | undefined {
  let beside = compiled.get(language);
  if (beside === undefined) {
    beside = compile(language);
    compiled.set(language, beside);
  }
  return beside.find((one) => one.before.test(before) || one.after.test(after))?.called;
}
