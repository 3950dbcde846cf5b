/** Which of the tokens that a file names a vocabulary has. */

import { checkAgainst } from '../agreeing/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import type { NamedIds } from './read.js';

/** Tokens of a vocabulary, in the order in which they were named. */
export interface OwnIds {
  readonly ids: readonly TokenId[];
  /** How many rows of padding were among them. */
  readonly padding: number;
}

/**
 * What was named without rows of padding, where figures named them: models have more rows than their tokenizers have tokens. An id that somebody
 * wrote is left as it is, for whoever uses it to refuse. Throws UserError for a file of another tokenizer.
 */
export function ownIds(vocabulary: Vocabulary, { ids, isMeasured, claim }: NamedIds): OwnIds {
  if (claim !== undefined) checkAgainst(vocabulary, claim);
  if (!isMeasured) return { ids, padding: 0 };
  const own = ids.filter((id) => vocabulary.kindOf(id) !== 'padding');
  return { ids: own, padding: ids.length - own.length };
}
