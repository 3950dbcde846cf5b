/** The prompts that ask for a copy: of many tokens at once, and of one, behind an example of each. */

import type { Prompt } from '../../prompts/index.js';
import type { TokenId } from '../tokenizer/index.js';
import { framed } from './frames.js';
import type { Framed } from './types.js';

/** What is to be copied stands behind the first empty line. */
const INSTRUCTION =
  'Repeat the lines below exactly as they are, with all their marks, in the same order. Write nothing else.';

/** What a model is shown to have copied before: a small one that never sees it done repeats one token of eight, and all of them once it has. */
const GROUP_SHOWN = ['«garden»\n« дом»\n«-x»'];
const SINGLES_SHOWN = ['«garden»\n«garden»\n«garden»', '« дом»\n« дом»\n« дом»'];

/** How often a token stands in a prompt of its own. */
const TIMES = 3;

type Messages = Prompt['messages'];

const asked = (block: string): Messages[number] => ({
  role: 'user',
  content: `${INSTRUCTION}\n\n${block}`,
});

const shown = (block: string): Messages => [asked(block), { role: 'assistant', content: block }];

/** What a prompt asks to be copied, a line each: a token alone three times. Behind a space a token may be split otherwise. */
export const blockOf = (tokens: readonly Framed[]): string =>
  (tokens.length === 1 ? Array.from({ length: TIMES }, () => tokens).flat() : tokens).map(framed).join('\n');

const SINGLE_ID = 'token-';

/** The id of a token's own prompt. */
export const singleId = (id: TokenId): string => `${SINGLE_ID}${id}`;

/** The token that a prompt is for. */
export const tokenOf = (prompt: string): TokenId => Number(prompt.slice(SINGLE_ID.length));

/** A prompt for some tokens, or for one. */
export function promptFor(tokens: readonly Framed[], id: string): Prompt {
  const examples = tokens.length === 1 ? SINGLES_SHOWN : GROUP_SHOWN;
  return { id, language: 'en', messages: [...examples.flatMap(shown), asked(blockOf(tokens))] };
}

/** Tokens in groups of so many. */
export function grouped(tokens: readonly Framed[], size: number): Framed[][] {
  const groups: Framed[][] = [];
  for (let i = 0; i < tokens.length; i += size) groups.push(tokens.slice(i, i + size));
  return groups;
}
