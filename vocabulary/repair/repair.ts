/** Plans repair data: which tokens are to be targets, by which texts, and the lines of the file that has them. */

import { UserError } from '../../files/index.js';
import { seeded } from '../../reports/statistics/index.js';
import { PartEncoder } from '../counting/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import { conversationLine } from './conversation.js';
import { type Expressions, express } from './express.js';
import { SegmentMaker } from './segments.js';
import type { RepairOptions } from './types.js';

export interface RepairPlan extends Expressions {
  /** The lines of the chat file: the same ones each time. */
  lines(): Iterable<string>;
}

/** Every token that is to be a target. Throws UserError for an id that the vocabulary has no token for. */
function wantedOf(vocabulary: Vocabulary, { only }: RepairOptions): readonly TokenId[] {
  if (only === undefined) return Array.from({ length: vocabulary.size }, (_, id) => id);
  const other = only.find((id) => vocabulary.kindOf(id) === 'padding');
  if (other !== undefined)
    throw new UserError(`the vocabulary has no token ${other}`, '--only', 'name ids of this tokenizer');
  return [...new Set(only)].sort((a, b) => a - b);
}

/** Plans the data. Rejects with UserError where it is not known how the tokenizer splits texts. */
export async function planRepair(vocabulary: Vocabulary, options: RepairOptions): Promise<RepairPlan> {
  const encoding = await vocabulary.encoding();
  if (encoding.kind === 'unknown') throw new UserError(encoding.why, vocabulary.source.path, encoding.todo);
  const encoder = new PartEncoder(encoding);
  const expressions = express(vocabulary, encoder, wantedOf(vocabulary, options));
  return {
    ...expressions,
    *lines() {
      const int = seeded(options.seed);
      const maker = new SegmentMaker(vocabulary, encoder, expressions, options, int);
      for (const segment of maker.segments()) yield conversationLine(segment, options, int);
    },
  };
}
