/** The prompts that ask for a copy: of many tokens at once, and of one. */

import type { Prompt } from '../../prompts/index.js';
import type { TokenId } from '../tokenizer/index.js';
import { framed } from './frames.js';
import type { Framed } from './types.js';

/** What is to be copied stands behind the first empty line, to the next one or the end. */
const GROUP =
  'Repeat the lines below exactly as they are, with all their marks, in the same order. Write nothing else.';
const SINGLE = 'Repeat the words below exactly as they are, with all their marks. Write nothing else.';

/** Behind what is to be copied, for models that go on with a text and know no instructions. */
const ONCE_MORE = 'The same, once more:\n\n';

/** How often a token stands in a prompt of its own. */
const TIMES = 3;

function copyOf(instruction: string, block: string, goesOn: boolean): Prompt['messages'] {
  const content = `${instruction}\n\n${block}${goesOn ? `\n\n${ONCE_MORE}` : ''}`;
  return [{ role: 'user', content }];
}

/** What a prompt asks to be copied. */
export const blockOf = (tokens: readonly Framed[]): string =>
  tokens.length === 1 && tokens[0] !== undefined
    ? Array.from({ length: TIMES }, () => framed(tokens[0] as Framed)).join(
        tokens[0].frame === 'marks' ? ' ' : '\n',
      )
    : tokens.map(framed).join('\n');

const SINGLE_ID = 'token-';

/** The id of a token's own prompt. */
export const singleId = (id: TokenId): string => `${SINGLE_ID}${id}`;

/** The token that a prompt is for. */
export const tokenOf = (prompt: string): TokenId => Number(prompt.slice(SINGLE_ID.length));

/** A prompt for some tokens, or for one. `goesOn` is for text completions. */
export function promptFor(tokens: readonly Framed[], id: string, goesOn: boolean): Prompt {
  const block = blockOf(tokens);
  return { id, language: 'en', messages: copyOf(tokens.length === 1 ? SINGLE : GROUP, block, goesOn) };
}

/** Tokens in groups of so many. */
export function grouped(tokens: readonly Framed[], size: number): Framed[][] {
  const groups: Framed[][] = [];
  for (let i = 0; i < tokens.length; i += size) groups.push(tokens.slice(i, i + size));
  return groups;
}
