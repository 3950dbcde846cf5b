/** Which languages a prompt asks for: to be answered in, or to be told about. To name one is no wish, and to forbid one is none. */

import { policyFor } from '../policy/index.js';
import { primaryLanguage } from '../tags.js';
import type { LanguageTag, ScriptCode } from '../types.js';
import { isForbidden } from './forbidding.js';
import { grammarIn } from './grammar.js';
import { displaysOf, mentionsIn } from './mentions.js';
import { type Kind, kindOf } from './wishes.js';

/** What a prompt asks of languages. Scripts stand among them as `und-Cyrl`. */
export interface AskedLanguages {
  /** Others than the answer's that text is asked for in, by the last message that asks for any: a translation, an answer. */
  readonly asked: ReadonlySet<LanguageTag>;
  /** Those, and others that it asks about: words of them are expected. */
  readonly excused: ReadonlySet<LanguageTag>;
  /** Whether that message asks for the answer's own language by its name. */
  readonly own: boolean;
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
  if (primary !== 'und') return language === own || language === primaryLanguage(own) || primary === own;
  const scripts = policyFor(own)?.scripts ?? [];
  return policyFor(language)?.scripts.every((script) => scripts.includes(script)) ?? false;
}

/** Whether the answer's own language is asked for matters only beside another: what asks for it alone may be passed over. */
function saidIn(message: string, own: LanguageTag, isAlone: boolean): Said {
  const text = requestOf(message);
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
 * What the messages of a conversation, in Normalisation Form C, ask of languages, for an answer in `own`. What is to be said in which
 * language, the last one says that wants one; what others have asked for or about is still spoken of.
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
