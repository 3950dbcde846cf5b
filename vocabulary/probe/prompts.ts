/** The prompts that ask for a copy: of many tokens at once, and of one, behind an example of each. */

import type { Prompt } from '../../prompts/index.js';
import type { TokenId } from '../tokenizer/index.js';
import { framed } from './frames.js';
import type { Framed } from './types.js';

/** What is to be copied stands behind the first empty line. */
const GROUP =
  'Repeat the lines below exactly as they are, with all their marks, in the same order. Write nothing else.';
const SINGLE = 'Repeat the words below exactly as they are, with all their marks. Write nothing else.';

/** What a model is shown to have copied before: a small one that never sees it done repeats one token of eight, and all of them once it has. */
const GROUP_SHOWN = ['«garden»', '« дом»', '«-x»'].join('\n');
const SINGLES_SHOWN = ['«garden» «garden» «garden»', '« дом» « дом» « дом»'];

/** How often a token stands in a prompt of its own. */
const TIMES = 3;

type Messages = Prompt['messages'];

const asked = (instruction: string, block: string): Messages[number] => ({
  role: 'user',
  content: `${instruction}\n\n${block}`,
});

const shown = (instruction: string, block: string): Messages => [
  asked(instruction, block),
  { role: 'assistant', content: block },
];

/** What a prompt asks to be copied: a token alone three times. */
export function blockOf(tokens: readonly Framed[]): string {
  const [only, ...others] = tokens;
  if (only === undefined || others.length > 0) return tokens.map(framed).join('\n');
  return Array.from({ length: TIMES }, () => framed(only)).join(only.frame === 'marks' ? ' ' : '\n');
}

const SINGLE_ID = 'token-';

/** The id of a token's own prompt. */
export const singleId = (id: TokenId): string => `${SINGLE_ID}${id}`;

/** The token that a prompt is for. */
export const tokenOf = (prompt: string): TokenId => Number(prompt.slice(SINGLE_ID.length));

/** A prompt for some tokens, or for one. */
export function promptFor(tokens: readonly Framed[], id: string): Prompt {
  const block = blockOf(tokens);
  const messages =
    tokens.length === 1
      ? [...SINGLES_SHOWN.flatMap((one) => shown(SINGLE, one)), asked(SINGLE, block)]
      : [...shown(GROUP, GROUP_SHOWN), asked(GROUP, block)];
  return { id, language: 'en', messages };
}

/** Tokens in groups of so many. */
export function grouped(tokens: readonly Framed[], size: number): Framed[][] {
  const groups: Framed[][] = [];
  for (let i = 0; i < tokens.length; i += size) groups.push(tokens.slice(i, i + size));
  return groups;
}
