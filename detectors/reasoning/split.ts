/** Sets apart what a model wrote for itself from what it answered, where both stand in one text. */

import type { Block, Found } from './block.js';
import { IN_WORDS, WRAPPINGS } from './forms.js';
import { findMessages } from './harmony.js';
import { findTagged } from './tags.js';

/** A content in its parts. */
export interface SplitContent {
  /** What is left for the reader. */
  readonly answer: string;
  /** Missing where there is none. */
  readonly reasoning?: string;
  /** True where markup is left over: it opens or closes nothing, or what it opened was never closed. */
  readonly torn: boolean;
}

export interface SplitOptions {
  /** True where the server has set reasoning apart already: then what is but half marked is the model's own word. */
  readonly isApart?: boolean;
}

/** Looked for in every response. */
const MAY_HOLD = /[<[◁]|^\s*(?:analysis|commentary|Here)/;

const NOTHING: Found = { blocks: [], torn: false };

function inWords(text: string): Found | undefined {
  const open = IN_WORDS.open.exec(text);
  const close = open === null ? null : IN_WORDS.close.exec(text);
  if (open === null || close === null) return undefined;
  const end = close.index + close[0].length;
  return { blocks: [{ start: 0, end, from: open[0].length, to: close.index }], torn: false };
}

const find = (text: string, isApart: boolean): Found =>
  MAY_HOLD.test(text) ? (findMessages(text) ?? inWords(text) ?? findTagged(text, isApart)) : NOTHING;

/** What stands outside the blocks. */
function outside(text: string, blocks: readonly Block[]): string {
  let from = 0;
  const pieces = blocks.map(({ start, end }) => {
    const piece = text.slice(from, start);
    from = end;
    return piece;
  });
  return [...pieces, text.slice(from)].join('');
}

/** A block that begins where another one ends goes on with it: some servers mark every piece of a stream. */
function inside(text: string, blocks: readonly Block[]): string {
  const pieces = blocks.map(({ start, from, to, isMessage = false }, i) => {
    const isNew = i > 0 && from < to && (isMessage || start > (blocks[i - 1] as Block).end);
    return (isNew ? '\n' : '') + text.slice(from, to);
  });
  return pieces.join('').trim();
}

/** The answer without what it is wrapped in. */
function unwrapped(answer: string): string {
  for (const [open, close] of WRAPPINGS)
    if (open.test(answer)) return answer.replace(open, '').replace(close, '').trimStart();
  return answer;
}

/**
 * Splits a content, in time with its length: reasoning in any markup that models are known for (docs/method.md), which is not the answer, whatever
 * language it is in. A content without any is the answer as it stands.
 */
export function splitReasoning(content: string, { isApart = false }: SplitOptions = {}): SplitContent {
  const { blocks, torn } = find(content, isApart);
  if (blocks.length === 0) return { answer: content, torn };
  const reasoning = inside(content, blocks);
  return {
    answer: unwrapped(outside(content, blocks).trimStart()),
    ...(reasoning !== '' && { reasoning }),
    torn,
  };
}

/** The content with blanks in the place of reasoning and its markup: as long as before, so that places in it stay what they are. */
export function blankReasoning(content: string): string {
  let from = 0;
  const pieces = find(content, false).blocks.map(({ start, end }) => {
    const before = content.slice(from, start);
    from = end;
    return before + content.slice(start, end).replace(/[^\n]/g, ' ');
  });
  return [...pieces, content.slice(from)].join('');
}
