/**
 * Harmony, the form of gpt-oss: messages, each with a channel (openai/harmony, docs/format.md). `analysis` is reasoning, `final` the
 * answer; `commentary` is what a user sees before tools are called, and reasoning where a `final` follows; what goes to a recipient is
 * a call of a tool. Servers that drop special tokens leave the words between them: "analysis...assistantfinal...".
 */

import { shownCode } from '../exempt/index.js';
import { isBetweenSentences } from '../markup/index.js';
import { spanAt } from '../spans.js';
import type { Span } from '../types.js';
import type { Recognised, TornMarkup } from './types.js';

type Channel = 'analysis' | 'commentary' | 'final';

/** A header, or without a channel what ends a message. */
interface Token extends Span {
  readonly channel?: Channel;
  /** Its message goes to a tool. */
  readonly isCall: boolean;
  /** It is a header that lacks a token. */
  readonly isTorn: boolean;
}

/** A message: its header, and its body up to the next header or end. */
interface Message extends Token {
  readonly channel: Channel;
  readonly body: Span;
}

const TO = '(?<to>[ \\t]{1,4}to=[^\\s<]{1,80})?';
const CONSTRAIN = '(?:[ \\t]{0,4}<\\|constrain\\|>[\\w.-]{0,40}|[ \\t]{1,4}(?:json|code))?';

/** A header with its tokens, or a token that ends a message. */
const TOKEN = new RegExp(
  '(?:<\\|start\\|>(?:assistant)?[^<\\n]{0,40})?<\\|channel\\|>[ \\t]{0,4}(?<channel>analysis|commentary|final)' +
    `${TO}${CONSTRAIN}[ \\t]{0,4}(?<message><\\|message\\|>)?|<\\|start\\|>assistant(?<plain><\\|message\\|>)?|<\\|(?:end|return|call)\\|>`,
  'gi',
);

/** The first header without the token before it, which a template may have written. */
const FIRST = new RegExp(
  `\\s*(?:assistant)?(?<channel>analysis|commentary|final)${TO}${CONSTRAIN}[ \\t]{0,4}<\\|message\\|>`,
  'iy',
);

/** Headers whose tokens were dropped. */
const BARE_TO = '(?<to>[ \\t]{1,4}to=[^\\s<{]{1,80}(?:[ \\t]?(?:json|code))?)?';
const BARE = new RegExp(`assistant(?:\\r?\\n)?(?<channel>analysis|commentary|final)${BARE_TO}`, 'g');
const BARE_FIRST = new RegExp(
  `\\s*(?:assistant(?:\\r?\\n)?(?:analysis|commentary|final)|(?<channel>analysis|commentary)${BARE_TO})`,
  'y',
);

/** Reasoning without tokens and without an answer: the name of the channel, glued to the first word. */
const BARE_ALONE = /\s*(?<channel>analysis)(?=\p{Lu}[\p{Ll}'’]{0,20}[\s,.])/uy;

const at = (pattern: RegExp, text: string): RegExpExecArray | null => {
  pattern.lastIndex = 0;
  return pattern.exec(text);
};

const channelOf = (name: string | undefined): Channel | undefined => {
  const plain = name?.toLowerCase();
  return plain === 'analysis' || plain === 'commentary' || plain === 'final' ? plain : undefined;
};

/** What a pattern matched; a channel that it does not name is `otherwise`. */
function tokenOf({ 0: written, index: start, groups = {} }: RegExpExecArray, otherwise?: Channel): Token {
  const channel = channelOf(groups.channel) ?? otherwise;
  return {
    start,
    end: start + written.length,
    ...(channel !== undefined && { channel }),
    isCall: groups.to !== undefined,
    isTorn: false,
  };
}

/** Headers and ends in a text that has tokens; of those behind the first one, none that the answer shows as code. */
function tokensIn(text: string): Token[] {
  const code = text.includes('`') ? shownCode(text).all : [];
  const first = at(FIRST, text);
  const tokens = first === null ? [] : [tokenOf(first)];
  // Where code for a reader may begin: reasoning may leave a backtick open, and shows code to nobody.
  const shownBehind = ({ channel, end }: Token): number =>
    channel === 'analysis' ? Number.POSITIVE_INFINITY : end;
  let shownFrom = tokens[0] === undefined ? 0 : shownBehind(tokens[0]);
  for (const match of text.matchAll(TOKEN)) {
    const inCode = spanAt(code, match.index);
    if (inCode !== undefined && inCode.start >= shownFrom) continue;
    const { channel, plain, message } = match.groups ?? {};
    const token = tokenOf(match, plain === undefined ? undefined : 'final');
    tokens.push({ ...token, isTorn: channel !== undefined && message === undefined });
    if (token.channel !== undefined) shownFrom = shownBehind(token);
  }
  return tokens;
}

/** Headers in a text without tokens; none where it does not begin with one. */
function bareTokensIn(text: string): Token[] {
  const first = at(BARE_FIRST, text);
  if (first === null) return [];
  const tokens = Array.from(text.matchAll(BARE), (match) => tokenOf(match));
  if (first.groups?.channel === undefined) return tokens;
  if (tokens.length > 0) return [tokenOf(first), ...tokens];
  const alone = at(BARE_ALONE, text);
  return alone === null ? [] : [tokenOf(alone)];
}

/** The messages that tokens begin and end. */
function messagesOf(text: string, tokens: readonly Token[]): Message[] {
  return tokens.flatMap((token, i) => {
    const { channel } = token;
    if (channel === undefined) return [];
    return [{ ...token, channel, body: { start: token.end, end: tokens[i + 1]?.start ?? text.length } }];
  });
}

/** What a text in the form comes to; undefined where it is not in it. */
export function harmonyIn(text: string): Recognised | undefined {
  const hasTokens = /<\|(?:channel|message|start)\|>/i.test(text);
  const tokens = hasTokens ? tokensIn(text) : bareTokensIn(text);
  const messages = messagesOf(text, tokens);
  const [first] = tokens;
  if (first === undefined || messages.length === 0) return undefined;
  // In the midst of a sentence, the form is spoken of.
  if (first.channel !== undefined && !isBetweenSentences(text, first)) return undefined;
  const cuts: Span[] = [...tokens];
  const reasoning: Span[] = [];
  if (first.channel === undefined) {
    // A template opened the channel itself: what stands before the first end is reasoning.
    const opened = { start: 0, end: first.start };
    cuts.push(opened);
    reasoning.push(opened);
  }
  const isFinal = messages.some(({ channel }) => channel === 'final');
  for (const { channel, isCall, body } of messages) {
    if (!isCall && (channel === 'final' || (channel === 'commentary' && !isFinal))) continue;
    cuts.push(body);
    if (!isCall) reasoning.push(body);
  }
  const torn: TornMarkup[] = messages
    .filter(({ isTorn }) => isTorn)
    .map(({ start, end }) => ({ kind: 'stray', start, end }));
  const last = messages.at(-1);
  if (last?.channel === 'analysis' && last.body.end === text.length)
    torn.push({ kind: 'unclosed', start: last.start, end: text.length });
  return { cuts, reasoning, torn };
}
