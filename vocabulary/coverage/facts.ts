/** What counts came to, as `vocab coverage --format json` tells it behind the counts: by class, without the vocabulary. */

import * as v from 'valibot';
import { readDocument, UserError } from '../../files/index.js';
import { KIND } from './file.js';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const File = v.pipe(
  v.object({
    kind: v.literal(KIND),
    schema: v.literal(1),
    tokenizer: v.object({
      format: v.picklist(['tokenizer.json', 'tiktoken', 'gguf']),
      model: v.picklist(['bpe', 'unigram']),
      sha256: v.string(),
    }),
    samples: v.pipe(
      v.array(v.unknown()),
      v.transform(({ length }) => length),
    ),
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
        uncovered_examples: v.array(
          v.object({ id: count, text: v.nullable(v.string()), samples: count, read: count }),
        ),
      }),
    ),
  }),
  v.transform(({ kind: _, schema: __, samples: ids, ...facts }) => ({ ...facts, ids })),
);

/** Counts by class. `ids` is how many numbers the counts have. */
export type CoverageFacts = v.InferOutput<typeof File>;

/** What the counts in a file came to. Throws UserError: no such file, another form, counts alone as `--counts` keeps them. */
export async function readCoverageFacts(path: string): Promise<CoverageFacts> {
  const checked = v.safeParse(File, await readDocument(path), { abortEarly: true });
  if (checked.success) return checked.output;
  const [issue] = checked.issues;
  const key = v.getDotPath(issue);
  if (key === 'totals')
    throw new UserError(
      'these are counts alone, without classes',
      path,
      'name their tokenizer with --tokenizer',
    );
  throw new UserError(
    `these are no counts of tokens: ${key === null ? '' : `${key}: `}${issue.message}`,
    path,
    'name a file that `vocab coverage --format json` wrote',
  );
}
