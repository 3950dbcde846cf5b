/** The tokens of one text, and what a scan would say of each. */

import { UserError } from '../../files/index.js';
import { encodingWithin, type TokenId, type Vocabulary } from '../tokenizer/index.js';
import { rareFrom } from './rare.js';
import { isReachable, Reach } from './reach.js';

export interface LookedAt {
  readonly id: TokenId;
  /** One of the last tenth of what the tokenizer learnt. */
  readonly rare: boolean;
  /** Whether its own text is encoded to other tokens; of a piece of a character, which no text asks for alone, null. */
  readonly unreachable: boolean | null;
}

/** Milliseconds that a text may take. */
const TIME = 10_000;

/**
 * The tokens of a text, in order, `most` at most. Rejects with UserError: there are more, it is not known how the tokenizer splits texts, or it takes
 * longer than any real one.
 */
export async function tokensOf(
  vocabulary: Vocabulary,
  text: string,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly LookedAt[]> {
  const encoding = await vocabulary.encoding();
  if (encoding.kind === 'unknown') throw new UserError(encoding.why, vocabulary.source.path, encoding.todo);
  const { from } = rareFrom(vocabulary);
  const look = (): LookedAt[] => {
    const reach = new Reach(encoding);
    const ids = encoding.encode(text);
    if (ids.length > most)
      throw new UserError(`the text has ${ids.length} tokens`, '', `take ${most} at most`);
    return ids.map((id) => {
      const kind = vocabulary.kindOf(id);
      return {
        id,
        rare: kind === 'text' && (vocabulary.orderOf(id) ?? -1) >= from,
        unreachable: isReachable(kind) ? !reach.reaches(id, vocabulary.textOf(id) ?? '') : null,
      };
    });
  };
  return encodingWithin(vocabulary, look, TIME);
}
