/** Which languages a prompt asks for: to be answered in, or to be told about. To name one is no wish, and to forbid one is none. */

import { policyFor } from '../policy/index.js';
import { primaryLanguage } from '../tags.js';
import type { LanguageTag, ScriptCode } from '../types.js';
import { CLAUSE_END, isForbidden } from './forbidding.js';
import { type Grammar, grammarIn, matched } from './grammar.js';
import { displaysOf, type Mention, mentionsIn } from './mentions.js';

/** What a prompt asks of languages. Scripts stand among them as `und-Cyrl`. */
export interface AskedLanguages {
  /** Others than the answer's that text is asked for in, by the last message that asks for any: a translation, an answer. */
  readonly asked: ReadonlySet<LanguageTag>;
  /** Those, and others that it asks about: words of them are expected. */
  readonly excused: ReadonlySet<LanguageTag>;
  /** Whether that message asks for the answer's own language by its name. */
  readonly own: boolean;
}

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

/** Letters beside a pattern in its sentence that are hardly more than the name: "And in Russian?" */
const BARE = 6;
const LETTER = /\p{L}/gu;
const FULL_STOP = /[.!?。！？।؟\n]/u;

function isBare(text: string, from: number, to: number): boolean {
  const before =
    text
      .slice(Math.max(0, from - LONGEST_CLAUSE), from)
      .split(FULL_STOP)
      .at(-1) ?? '';
  const behind = text.slice(to, to + LONGEST_CLAUSE).split(FULL_STOP, 1)[0] ?? '';
  return ((before + behind).match(LETTER)?.length ?? 0) <= BARE;
}

/** What ends a question. */
const QUESTION = /^[^.!。！।\n]{0,120}[?？؟]/u;

/** A label at the end of the prompt waits for its text: "English: ... Russian:" */
const LABEL = /^[*_]*\s*[:：]\s*$/u;

type Kind = 'asked' | 'about' | 'named';

function kindOf(text: string, mention: Mention, grammar: Grammar): Kind {
  if (LABEL.test(text.slice(mention.end))) return 'asked';
  let kind: Kind = 'named';
  for (const [patterns, as] of [
    [grammar.ways, 'asked'],
    [grammar.about, 'about'],
  ] as const) {
    for (const pattern of patterns) {
      const match = matched(text, mention, pattern);
      if (match === undefined) continue;
      const rest = text.slice(match.to);
      const next = FOLLOWING.exec(rest.slice(0, BREAKING))?.groups?.word;
      if (pattern.strict && next !== undefined && grammar.follows?.test(next) === false) continue;
      const before = clauseBefore(text, match.from);
      const behind = clauseBehind(text, match.to);
      const near = [before.slice(-BREAKING), behind.slice(0, BREAKING)];
      if (near.some((part, i) => grammar.looks[i] === true && grammar.breaks.test(part))) continue;
      const isWish =
        as === 'asked' ? isBare(text, match.from, match.to) : !pattern.firm && QUESTION.test(rest);
      const parts = [before, text.slice(match.from, match.to), behind];
      if (isWish || parts.some((part) => grammar.verbs.test(part))) {
        kind = as;
        break;
      }
    }
    if (kind !== 'named') break;
  }
  return kind;
}

/** Quotations of some length are what is worked on, not what is asked. */
const CITED = /"[^"\n]{25,}"|“[^”\n]{25,}”|«[^»\n]{25,}»|「[^」\n]{25,}」|『[^』\n]{25,}』|„[^“\n]{25,}“/gu;

/** Code units at either end of a prompt in which a request stands; what is between is a text that it is about. */
const REQUEST = 600;

/** What of a prompt may hold a request, without the texts that it cites. */
function requestOf(prompt: string): string {
  const text =
    prompt.length <= 2 * REQUEST ? prompt : `${prompt.slice(0, REQUEST)}\n${prompt.slice(-REQUEST)}`;
  return text.replace(CITED, (cited) => ' '.repeat(cited.length));
}

/** What one message says of languages. */
interface Said {
  readonly asked: ReadonlySet<LanguageTag>;
  readonly about: ReadonlySet<LanguageTag>;
  readonly forbidden: ReadonlySet<ScriptCode>;
  readonly own: boolean;
}

const NOTHING: Said = { asked: new Set(), about: new Set(), forbidden: new Set(), own: false };

/** Whether a tag is the answer's own language, leaves open what the answer's tag leaves open, or is a script of it. */
function isOwn(language: LanguageTag, own: LanguageTag): boolean {
  const primary = primaryLanguage(language);
  if (primary === 'und') {
    const scripts = policyFor(own)?.scripts ?? [];
    return policyFor(language)?.scripts.every((script) => scripts.includes(script)) ?? false;
  }
  return language === own || language === primaryLanguage(own) || primary === own;
}

/** Whether the answer's own language is asked for matters only beside another: what asks for it alone may be passed over. */
function saidIn(message: string, own: LanguageTag, isAlone: boolean): Said {
  const text = requestOf(message.normalize('NFC'));
  const displays = displaysOf(own);
  const mentions = mentionsIn(text, displays);
  // Most prompts name no language but their own.
  if (mentions.length === 0 || (isAlone && mentions.every(({ language }) => isOwn(language, own))))
    return NOTHING;
  const kinds = mentions.map((mention): Kind | 'forbidden' => {
    if (isForbidden(text, mention.start, mention.stemEnd, displays)) return 'forbidden';
    const grammar = grammarIn(mention.display);
    return grammar === undefined ? 'named' : kindOf(text, mention, grammar);
  });
  // Of "into Russian, Korean and Thai" each is asked for.
  const spread = (from: number, to: number): void => {
    const [a, b] = [mentions[Math.min(from, to)], mentions[Math.max(from, to)]];
    if (a === undefined || b === undefined || a.display !== b.display || kinds[to] !== 'named') return;
    if (kinds[from] !== 'asked' && kinds[from] !== 'about') return;
    if (a.end <= b.start && grammarIn(a.display)?.joins.test(text.slice(a.end, b.start)) === true)
      kinds[to] = kinds[from] as Kind;
  };
  for (let i = 1; i < mentions.length; i++) spread(i - 1, i);
  for (let i = mentions.length - 1; i > 0; i--) spread(i, i - 1);
  const asked = new Set<LanguageTag>();
  const about = new Set<LanguageTag>();
  const forbidden = new Set<ScriptCode>();
  let isOwnAsked = false;
  for (const [i, { language }] of mentions.entries()) {
    const kind = kinds[i];
    if (isOwn(language, own)) isOwnAsked ||= kind === 'asked';
    else if (kind === 'asked') asked.add(language);
    else if (kind === 'about') about.add(language);
    else if (kind === 'forbidden')
      for (const script of policyFor(language)?.scripts ?? []) forbidden.add(script);
  }
  return { asked, about, forbidden, own: isOwnAsked };
}

/**
 * What the messages of a conversation ask of languages, for an answer in `own`. What is to be said in which language, the last one says
 * that wants one; what others have asked for or about is still spoken of.
 */
export function askedLanguages(messages: readonly string[], own: LanguageTag): AskedLanguages {
  const said = messages.map((message) => saidIn(message, own, messages.length === 1));
  const last = said.findLast(({ asked, own: isOwnAsked }) => asked.size > 0 || isOwnAsked) ?? NOTHING;
  const isForbiddenIn = (script: ScriptCode): boolean => said.some(({ forbidden }) => forbidden.has(script));
  const excused = new Set(said.flatMap(({ asked }) => [...asked]));
  for (const { about } of said)
    for (const language of about)
      if (!policyFor(language)?.scripts.some(isForbiddenIn)) excused.add(language);
  return { asked: last.asked, excused, own: last.own };
}

/** Whether one of `languages` is written in `script`. */
export function isWrittenIn(languages: ReadonlySet<LanguageTag>, script: ScriptCode): boolean {
  for (const language of languages) {
    const { scripts = [], han } = policyFor(language) ?? {};
    if (scripts.includes(script)) return true;
    if (
      (script === 'Hans' && (han === 'simplified' || han === 'chinese')) ||
      (script === 'Hant' && (han === 'traditional' || han === 'chinese'))
    )
      return true;
    if (script === 'Jpan' && han === 'japanese') return true;
  }
  return false;
}
