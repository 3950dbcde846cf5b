/** How a language asks for another one, compiled: the patterns and words of its file as regular expressions. */

import type { Language } from '../languages/index.js';
import type { LanguageTag } from '../types.js';
import type { Mention } from './mentions.js';
import { anyOf, inParts, LETTERS, languageFile, sourceOf } from './words.js';

/** A pattern around a name: what stands before it, and what behind it. */
export interface Pattern {
  readonly before: RegExp | undefined;
  readonly behind: RegExp | undefined;
  /** Whether only the words of `follows` may come next. */
  readonly strict: boolean;
  /** Whether a question alone is no wish: who learns it? */
  readonly firm: boolean;
}

export interface Grammar {
  readonly ways: readonly Pattern[];
  readonly about: readonly Pattern[];
  readonly verbs: RegExp;
  readonly breaks: RegExp;
  readonly toldBefore: RegExp | undefined;
  readonly toldBehind: RegExp | undefined;
  readonly please: RegExp;
  readonly follows: RegExp | undefined;
  readonly joins: RegExp;
  /** Whether what breaks a pattern stands before it, and behind it: in languages whose verbs come last, and in Chinese. */
  readonly looks: readonly [before: boolean, behind: boolean];
}

/** Marks that a name may stand in: "Russian", **Russian**, по-русски. */
const MARKS = '[\\s"“„«»‘*_(\\-]*';
const CLOSING = '["”»’*_)]*';
/** Letters of an ending that a pattern passes over. */
const LONGEST_SKIP = 6;

function patternOf(template: string, parts: boolean): Pattern {
  const firm = template.endsWith('!');
  const pattern = firm ? template.slice(0, -1) : template;
  const strict = pattern.endsWith('>');
  const [before = '', behind = ''] = sourceOf(strict ? pattern.slice(0, -1) : pattern, parts).split('~');
  const word = parts ? '' : `(?<!${LETTERS})`;
  const skipped = parts ? '' : `(?:${LETTERS}|['’\\u200c\\u200d]){0,${LONGEST_SKIP}}?`;
  const whole = parts ? '' : `(?!${LETTERS})`;
  return {
    before:
      before === ''
        ? undefined
        : new RegExp(`${before.startsWith('(?<') ? '' : word}(?:${before})${MARKS}$`, 'iu'),
    behind: behind === '' ? undefined : new RegExp(`${skipped}${CLOSING}(?:${behind})${whole}`, 'iuy'),
    strict,
    firm,
  };
}

function grammarOf(language: Language): Grammar {
  const { asks } = language;
  const parts = inParts(language);
  const maybe = (words: string | undefined): RegExp | undefined =>
    words === undefined ? undefined : anyOf(words, parts);
  const patterns = (list: string): Pattern[] => list.split(' ').map((one) => patternOf(one, parts));
  const ands = asks.and.split(' ').map((word) => sourceOf(word.replaceAll(/[&、・]/gu, ''), parts));
  const and = ands.filter((word) => word !== '').join('|');
  return {
    ways: patterns(asks.ways),
    about: patterns(asks.about),
    verbs: anyOf(asks.verbs, parts),
    breaks: anyOf(asks.breaks, parts),
    toldBefore: maybe(asks.toldBefore),
    toldBehind: maybe(asks.toldBehind),
    please: new RegExp(anyOf(`${asks.please} ${ands.filter((word) => word !== '').join(' ')}`, parts), 'giu'),
    follows: maybe(asks.follows),
    joins: new RegExp(`^[\\s\\p{P}&]*(?:(?:${and})[\\s\\p{P}]*)?$`, 'iu'),
    looks: [asks.verbsLast !== true, asks.verbsLast === true || language.scripts.includes('Hani')],
  };
}

const grammars = new Map<LanguageTag, Grammar | undefined>();

/** The grammar of requests in a language; undefined where it has no file. */
export function grammarIn(display: LanguageTag): Grammar | undefined {
  if (!grammars.has(display)) {
    const language = languageFile(display);
    grammars.set(display, language && grammarOf(language));
  }
  return grammars.get(display);
}

/** Code units before a name that a pattern may take. */
const LONGEST_PATTERN = 90;

/** Where a pattern matches around a mention. */
export function matched(
  text: string,
  { start, stemEnd, end }: Mention,
  pattern: Pattern,
): { from: number; to: number } | undefined {
  let from = start;
  let to = end;
  if (pattern.before !== undefined) {
    const within = Math.max(0, start - LONGEST_PATTERN);
    const match = pattern.before.exec(text.slice(within, start));
    if (match === null) return undefined;
    from = within + match.index;
  }
  if (pattern.behind !== undefined) {
    pattern.behind.lastIndex = stemEnd;
    const match = pattern.behind.exec(text);
    if (match === null) return undefined;
    to = Math.max(end, stemEnd + match[0].length);
  }
  return { from, to };
}
