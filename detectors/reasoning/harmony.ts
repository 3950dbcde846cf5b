/**
 * Messages in channels as gpt-oss writes them (OpenAI's Harmony response format): `analysis` and `commentary` are for itself, `final` is the
 * answer. Servers that decode without special tokens leave the names of the channels alone, glued to the text.
 */

import { type Block, type Found, markup } from './block.js';

const HEADER =
  /(?:<\|start\|>[^<\n]{0,80})?<\|channel\|>\s*([a-z]+)[^<\n]{0,200}(?:<\|constrain\|>[^<\n]{0,80})?<\|message\|>/g;
const END = /<\|(?:end|return|call|start)\|>/g;

/** The special tokens were left out: `analysisWe need...assistantfinalDie Antwort...`. */
const BARE_HEAD = /^\s*(?:analysis|commentary)(?=[A-Z"'(<\d]|[^\0-\x7f])/;
const BARE_HEADER = /assistant(analysis|commentary|final)/g;

/** A message: its header, and its body from `start` to `end`. */
interface Message {
  readonly header: number;
  readonly start: number;
  readonly end: number;
  readonly isFinal: boolean;
}

function marked(text: string): Message[] {
  const headers = [...text.matchAll(HEADER)];
  const ends = Array.from(text.matchAll(END), ({ index }) => index);
  let nextEnd = 0;
  return headers.map(({ 0: header, 1: channel, index }, i): Message => {
    const start = index + header.length;
    const next = headers[i + 1]?.index ?? text.length;
    while ((ends[nextEnd] ?? text.length) < start) nextEnd++;
    return {
      header: index,
      start,
      end: Math.min(next, ends[nextEnd] ?? text.length),
      isFinal: channel === 'final',
    };
  });
}

function bare(text: string): Message[] {
  const head = BARE_HEAD.exec(text);
  if (head === null) return [];
  const headers = [...text.matchAll(BARE_HEADER)];
  const ends = [...headers.map(({ index }) => index), text.length];
  const first = { header: 0, start: head[0].length, end: ends[0] ?? text.length, isFinal: false };
  return [
    first,
    ...headers.map(({ 0: header, 1: channel, index }, i): Message => {
      const [start, end] = [index + header.length, ends[i + 1] ?? text.length];
      return { header: index, start, end, isFinal: channel === 'final' };
    }),
  ];
}

/** Blocks around the final messages; undefined where a text has no channels. */
export function findMessages(text: string): Found | undefined {
  const messages = text.includes('<|message|>') ? marked(text) : bare(text);
  const [first] = messages;
  if (first === undefined) return undefined;
  // What stands before the first header is the end of a message that the prompt had begun.
  const begun = text.slice(0, first.header).replace(/<\|end\|>\s*$/, '').length;
  const blocks: Block[] = begun === 0 ? [] : [{ start: 0, end: first.header, from: 0, to: begun }];
  for (const [i, { header, start, end, isFinal }] of messages.entries()) {
    const next = messages[i + 1]?.header ?? text.length;
    if (isFinal) blocks.push(markup(header, start), markup(end, next));
    else blocks.push({ start: header, end: next, from: start, to: end, isMessage: true });
  }
  return { blocks, torn: !messages.some(({ isFinal }) => isFinal) };
}
