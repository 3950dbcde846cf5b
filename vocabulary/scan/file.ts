/** A scan as a file: what `vocab scan --format json` writes, and how it is read again. */

import * as v from 'valibot';
import { readDocument, UserError } from '../../files/index.js';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const tokens = v.array(v.object({ id: count, text: v.nullable(v.string()) }));

const File = v.object({
  schema: v.literal(1),
  tokenizer: v.object({
    path: v.string(),
    format: v.picklist(['tokenizer.json', 'tiktoken', 'gguf']),
    model: v.picklist(['bpe', 'unigram']),
    sha256: v.string(),
  }),
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
export async function readScan(path: string): Promise<ScanFile> {
  const checked = v.safeParse(File, await readDocument(path), { abortEarly: true });
  if (checked.success) return checked.output;
  const key = v.getDotPath(checked.issues[0]);
  throw new UserError(
    `this is no scan: ${key === null ? '' : `${key}: `}${checked.issues[0].message}`,
    path,
    'name a file that `vocab scan --format json` wrote',
  );
}
