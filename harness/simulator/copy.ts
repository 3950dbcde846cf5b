/** How a model with a vocabulary copies: token by token, and without those that it forgot. */

import type { TokenId } from '../../vocabulary/tokenizer/index.js';
import type { Random } from './random.js';
import { below } from './random.js';
import type { Message } from './request.js';
import type { SimulatedVocabulary } from './types.js';

const WRITES = 0.001;
const SLIPS = 0.01;

/** An instruction to repeat, an empty line, and what is to be repeated up to the next one. */
const COPY = /^(?:repeat|copy)\b[^\n]*\n\n(?<block>.*?)(?:\n\n.*)?$/is;

/** Another token that is text: what comes out where one was forgotten. */
function another({ vocabulary, forgotten }: SimulatedVocabulary, id: TokenId, random: Random): string {
  for (let tries = 0; tries < 100; tries++) {
    const other = below(random, vocabulary.size);
    const text = vocabulary.kindOf(other) === 'text' ? vocabulary.textOf(other) : null;
    if (other !== id && text !== null && !forgotten.has(other) && !/[\r\n]/.test(text)) return text;
  }
  return '';
}

/** What the tokens are as text, piece by piece; tokens that are pieces of a character come together. */
function textsOf({ vocabulary }: SimulatedVocabulary, ids: readonly TokenId[]): string[] {
  const texts: string[] = [];
  let open: Uint8Array[] = [];
  for (const id of ids) {
    const text = vocabulary.textOf(id);
    if (text !== null && open.length === 0) {
      texts.push(text);
      continue;
    }
    open.push(vocabulary.bytesOf(id));
    const joined = Buffer.concat(open).toString('utf8');
    if (joined.includes('\ufffd')) continue;
    texts.push(joined);
    open = [];
  }
  if (open.length > 0) texts.push(Buffer.concat(open).toString('utf8'));
  return texts;
}

/** The copy that the last message of a user asks for, token by token; undefined where it asks for none. */
export function copyOf(
  model: SimulatedVocabulary,
  messages: readonly Message[],
  random: Random,
): string[] | undefined {
  const block = COPY.exec(messages.findLast(({ role }) => role === 'user')?.text ?? '')?.groups?.block;
  if (block === undefined) return undefined;
  const { forgotten, writes = WRITES, slips = SLIPS } = model;
  const pieces: string[] = [];
  let kept: TokenId[] = [];
  const flush = (): void => {
    pieces.push(...textsOf(model, kept));
    kept = [];
  };
  for (const id of model.encode(block)) {
    const isLost = random() >= (forgotten.has(id) ? writes : 1 - slips);
    if (!isLost) kept.push(id);
    else {
      flush();
      pieces.push(another(model, id, random));
    }
  }
  flush();
  return pieces;
}
