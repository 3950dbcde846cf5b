/** A scan as a file: what `vocab scan --format json` writes, and how it is read again. */

import * as v from 'valibot';
import { count, listed, readFound, source } from '../found/index.js';

const tokens = v.array(v.object(listed));

const File = v.object({
  schema: v.literal(1),
  tokenizer: source,
  entries: count,
  added: count,
  ids: count,
  unreachable: v.nullable(count),
  unknown: v.exactOptional(v.string()),
  partial: count,
  special: count,
  unused: count,
  padding: count,
  rare: count,
  learnt: count,
  classes: v.array(
    v.object({
      class: v.string(),
      name: v.string(),
      tokens: count,
      unreachable: v.nullable(count),
      rare: count,
      unreachable_ids: v.nullable(v.array(count)),
      rare_ids: v.exactOptional(v.array(count)),
      unreachable_examples: tokens,
      rare_examples: tokens,
    }),
  ),
});

/** A scan in numbers and texts, without the vocabulary. */
export type ScanFile = v.InferOutput<typeof File>;

/** The scan in a file. Throws UserError: no such file, of another form. */
export const readScan = (path: string): Promise<ScanFile> =>
  readFound(path, File, { other: 'this is no scan', by: 'vocab scan --format json' });
