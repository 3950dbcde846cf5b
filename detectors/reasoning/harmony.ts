/**
 * Harmony, the form of gpt-oss: messages, each with a channel (openai/harmony, docs/format.md). `analysis` is reasoning, `final` the
 * answer; `commentary` is what a user sees before tools are called, and reasoning where a `final` follows; what goes to a recipient is
 * a call of a tool. Servers that drop special tokens leave the words between them: "analysis...assistantfinal...".
 */

import { shownCode } from '../exempt/index.js';
import { spanAt } from '../spans.js';
import type { Span } from '../types.js';
import { isBetweenSentences } from './standing.js';
import type { Recognised, TornMarkup } from './types.js';

type Channel = 'analysis' | 'commentary' | 'final';

/** A message: its header, and its body up to the next header or end. */
interface Message {
  readonly channel: Channel;
  /** It goes to a tool. */
  readonly isCall: boolean;
  readonly header: Span;
  readonly body: Span;
  /** Whether its header lacks a token. */
  readonly isTorn: boolean;
}

interface Token extends Span {
  readonly channel?: Channel;
  readonly isCall: boolean;
  readonly isTorn: boolean;
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
const BARE =
  /assistant(?:\r?\n)?(?<channel>analysis|commentary|final)(?<to>[ \t]{1,4}to=[^\s<{]{1,80}(?:[ \t]?(?:json|code))?)?/g;
const BARE_FIRST = /\s*(?:assistant(?:\r?\n)?(?:analysis|commentary|final)|analysis|commentary)/y;

/** Reasoning without tokens and without an answer: the name of the channel, glued to the first word. */
const BARE_ALONE = /\s*analysis(?=\p{Lu}[\p{Ll}'’]{0,20}[\s,.])/uy;

const at = (pattern: RegExp, text: string): RegExpExecArray | null => {
  pattern.lastIndex = 0;
  return pattern.exec(text);
};

const channelOf = (name: string | undefined): Channel | undefined => {
  const plain = name?.toLowerCase();
  return plain === 'analysis' || plain === 'commentary' || plain === 'final' ? plain : undefined;
};

/** Headers and ends in a text that has tokens; of those behind the first one, none that the answer shows as code. */
function tokensIn(text: string): Token[] {
  const code = text.includes('`') ? shownCode(text).all : [];
  const tokens: Token[] = [];
  const first = at(FIRST, text);
  if (first !== null)
    tokens.push({
      start: 0,
      end: first[0].length,
      channel: channelOf(first.groups?.channel) ?? 'final',
      isCall: first.groups?.to !== undefined,
      isTorn: false,
    });
  // Where code for a reader may begin: reasoning may leave a backtick open, and shows code to nobody.
  let shownFrom = tokens[0]?.channel === 'analysis' ? Number.POSITIVE_INFINITY : 0;
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    const { channel: name, to, message, plain } = match.groups ?? {};
    if (tokens.length > 0 && start < (tokens[0] as Token).end && first !== null) continue;
    const inCode = spanAt(code, start);
    if (inCode !== undefined && inCode.start >= shownFrom) continue;
    const channel = plain === undefined ? channelOf(name) : 'final';
    tokens.push({
      start,
      end: start + match[0].length,
      ...(channel !== undefined && { channel }),
      isCall: to !== undefined,
      isTorn: channel !== undefined && plain === undefined && message === undefined,
    });
    if (channel !== undefined)
      shownFrom = channel === 'analysis' ? Number.POSITIVE_INFINITY : start + match[0].length;
  }
  return tokens;
}

/** Headers in a text without tokens; none where it does not begin with one. */
function bareTokensIn(text: string): Token[] {
  const first = at(BARE_FIRST, text);
  if (first === null) return [];
  const tokens: Token[] = [];
  for (const match of text.matchAll(BARE)) {
    const { channel: name, to } = match.groups ?? {};
    const channel = channelOf(name) ?? 'final';
    tokens.push({
      start: match.index,
      end: match.index + match[0].length,
      channel,
      isCall: to !== undefined,
      isTorn: false,
    });
  }
  const opened = first[0].trim();
  if (opened.startsWith('assistant')) return tokens;
  if (tokens.length === 0) {
    const alone = at(BARE_ALONE, text);
    return alone === null
      ? []
      : [{ start: 0, end: alone[0].length, channel: 'analysis', isCall: false, isTorn: false }];
  }
  return [
    {
      start: 0,
      end: first[0].length,
      channel: channelOf(opened) ?? 'analysis',
      isCall: false,
      isTorn: false,
    },
    ...tokens,
  ];
}

/** The messages that tokens begin and end. */
function messagesOf(text: string, tokens: readonly Token[]): Message[] {
  return tokens.flatMap((token, i) => {
    const { channel, isCall, isTorn } = token;
    if (channel === undefined) return [];
    const body = { start: token.end, end: tokens[i + 1]?.start ?? text.length };
    return [{ channel, isCall, isTorn, header: token, body }];
  });
}

const stray = ({ start, end }: Span): TornMarkup => ({ kind: 'stray', start, end });

/** What a text in the form comes to; undefined where it is not in it. */
export function harmonyIn(text: string): Recognised | undefined {
  const hasTokens = /<\|(?:channel|message|start)\|>/i.test(text);
  const tokens = hasTokens ? tokensIn(text) : bareTokensIn(text);
  const messages = messagesOf(text, tokens);
  const [first] = messages;
  // In the midst of a sentence, the form is spoken of.
  if (first === undefined || (tokens[0] === first.header && !isBetweenSentences(text, first.header)))
    return undefined;
  const isFinal = messages.some(({ channel }) => channel === 'final');
  const cuts: Span[] = [];
  const reasoning: Span[] = [];
  const torn: TornMarkup[] = [];
  // A template that opened the channel itself: what stands before the first end is reasoning.
  const opened = tokens.findIndex(({ channel }) => channel === undefined);
  const before = tokens[opened];
  if (opened === 0 && before !== undefined && before.start > 0 && before.end <= first.header.start) {
    reasoning.push({ start: 0, end: before.start });
    cuts.push({ start: 0, end: before.end });
  }
  for (const token of tokens)
    if (token.channel === undefined && token.start >= (cuts.at(-1)?.end ?? 0)) cuts.push(token);
  for (const { channel, isCall, isTorn, header, body } of messages) {
    if (isTorn) torn.push(stray(header));
    cuts.push(header);
    if (!isCall && (channel === 'final' || (channel === 'commentary' && !isFinal))) continue;
    cuts.push(body);
    if (!isCall) reasoning.push(body);
  }
  const last = messages.at(-1);
  if (last?.channel === 'analysis' && last.body.end === text.length)
    torn.push({ kind: 'unclosed', start: last.header.start, end: text.length });
  return { cuts, reasoning, torn };
}
