/** Whether the words around the name of a language wish for text in it, ask about it, or only name it. */

import { CLAUSE_END, QUOTED } from './forbidding.js';
import { type Grammar, matched, type Pattern } from './grammar.js';
import type { Mention } from './mentions.js';

/** Code units that a clause may have. */
const LONGEST_CLAUSE = 160;

const FOLLOWING = /^[^\S\n]*(?<word>[\p{L}\p{M}'’]+)/u;

/** What ends a clause and more than that. */
const SENTENCE_END = /[.!?。！？।؟\n:：;；؛—–]/u;

/** The clause on one side of a place; where that is empty, the sentence: "Answer, please, in English". */
function clauseBefore(text: string, at: number): string {
  const within = text.slice(Math.max(0, at - LONGEST_CLAUSE), at);
  const near = within.split(CLAUSE_END).at(-1) ?? '';
  return near.trim() === '' ? (within.split(SENTENCE_END).at(-1) ?? '') : near;
}

function clauseBehind(text: string, at: number): string {
  const within = text.slice(at, at + LONGEST_CLAUSE);
  const near = within.split(CLAUSE_END, 1)[0] ?? '';
  return near.trim() === '' ? (within.split(SENTENCE_END, 1)[0] ?? '') : near;
}

/** Code units before or behind a pattern in which a word breaks it. */
const BREAKING = 40;

const LETTER = /\p{L}/u;
const FULL_STOP = /[.!?。！？।؟\n]/u;

/** What Arabic and Hebrew write in one with the name. */
const PROCLITIC = /[\p{Script=Arabic}\p{Script=Hebrew}]{1,2}$/u;

/** Whether a sentence is hardly more than the name: "And in Russian, please?" */
function isBare(text: string, { from, to }: Place, { please }: Grammar): boolean {
  const ahead =
    text
      .slice(Math.max(0, from - LONGEST_CLAUSE), from)
      .split(FULL_STOP)
      .at(-1) ?? '';
  const before = ahead.replace(PROCLITIC, '');
  const behind = text.slice(to, to + LONGEST_CLAUSE).split(FULL_STOP, 1)[0];
  return !LETTER.test(`${before} ${behind}`.replace(please, ' '));
}

/** What ends a question. */
const QUESTION = /^[^.!。！।\n]{0,120}[?？؟]/u;

/** A label at the end of the prompt waits for its text: "English: ... Russian:" */
const LABEL = /^[*_]*\s*[:：]\s*$/u;

export type Kind = 'asked' | 'about' | 'named';

/** Where a pattern holds, with what its clause has before it and behind it. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly before: string;
  readonly behind: string;
}

function placeOf(text: string, mention: Mention, pattern: Pattern, grammar: Grammar): Place | undefined {
  const match = matched(text, mention, pattern);
  if (match === undefined) return undefined;
  const { follows, verbs, breaks, looks } = grammar;
  const next = FOLLOWING.exec(text.slice(match.to, match.to + BREAKING))?.groups?.word;
  const mayFollow = next === undefined || follows === undefined || follows.test(next) || verbs.test(next);
  if (pattern.strict && !mayFollow) return undefined;
  const [before, behind] = [clauseBefore(text, match.from), clauseBehind(text, match.to)];
  if (looks[0] && breaks.test(before.slice(-BREAKING))) return undefined;
  if (looks[1] && breaks.test(behind.slice(0, BREAKING))) return undefined;
  return { ...match, before, behind };
}

function hasVerb(text: string, { from, to, before, behind }: Place, { verbs }: Grammar): boolean {
  return verbs.test(before) || verbs.test(text.slice(from, to)) || verbs.test(behind);
}

/** Why an answer was in a language, and what if it is, are no wishes for it. */
const isTold = ({ before, behind }: Place, { toldBefore, toldBehind }: Grammar): boolean =>
  (toldBefore?.test(before.replace(QUOTED, ' ')) ?? false) ||
  (toldBehind?.test(behind.replace(QUOTED, ' ')) ?? false);

export function kindOf(text: string, mention: Mention, grammar: Grammar): Kind {
  if (LABEL.test(text.slice(mention.end))) return 'asked';
  const isAsked = grammar.ways.some((pattern) => {
    const place = placeOf(text, mention, pattern, grammar);
    if (place === undefined || isTold(place, grammar)) return false;
    return hasVerb(text, place, grammar) || isBare(text, place, grammar);
  });
  if (isAsked) return 'asked';
  const isAbout = grammar.about.some((pattern) => {
    const place = placeOf(text, mention, pattern, grammar);
    if (place === undefined) return false;
    return hasVerb(text, place, grammar) || (!pattern.firm && QUESTION.test(text.slice(place.to)));
  });
  return isAbout ? 'about' : 'named';
}
