/** What counts came to, as `vocab coverage --format json` tells it behind the counts: by class, without the vocabulary. */

import * as v from 'valibot';
import { UserError } from '../../files/index.js';
import { count, listed, readFound, tokenizerId } from '../found/index.js';
import { KIND } from './file.js';

const Facts = v.object({
  totals: v.object({
    samples: count,
    unread: count,
    targets: count,
    read: count,
    tokens: count,
    uncovered: count,
    never: count,
  }),
  least_samples: count,
  classes: v.array(
    v.object({
      class: v.string(),
      name: v.string(),
      tokens: count,
      never: count,
      uncovered: count,
      targets: count,
      uncovered_examples: v.array(v.object({ ...listed, samples: count, read: count })),
    }),
  ),
});

const File = v.object({
  kind: v.literal(KIND),
  schema: v.literal(1),
  tokenizer: tokenizerId,
  samples: v.pipe(
    v.array(v.unknown()),
    v.transform(({ length }) => length),
  ),
  // Counts alone, as `--counts` keeps them, have none.
  ...v.partial(Facts).entries,
});

/** Counts by class. `ids` is how many numbers the counts have. */
export interface CoverageFacts extends v.InferOutput<typeof Facts> {
  readonly tokenizer: v.InferOutput<typeof tokenizerId>;
  readonly ids: number;
}

/** What the counts in a file came to. Rejects with UserError: no such file, another form, counts alone as `--counts` keeps them. */
export async function readCoverageFacts(path: string): Promise<CoverageFacts> {
  const kind = { other: 'these are no counts of tokens', by: 'vocab coverage --format json' };
  const { tokenizer, samples: ids, ...facts } = await readFound(path, File, kind);
  const { totals, least_samples, classes } = facts;
  if (totals !== undefined && least_samples !== undefined && classes !== undefined)
    return { tokenizer, ids, totals, least_samples, classes };
  throw new UserError(
    'these are counts alone, without classes',
    path,
    'name their tokenizer with --tokenizer',
  );
}
