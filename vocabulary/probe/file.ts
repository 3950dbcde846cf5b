/** A probe as a file: what `vocab probe --format json` wrote, read again. */

import * as v from 'valibot';
import { readDocument, UserError } from '../../files/index.js';
import type { Finding, Magikarp, Way } from './types.js';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const interval = { rate: fraction, low: fraction, high: fraction };

const token = v.object({
  id: count,
  text: v.nullable(v.string()),
  class: v.string(),
  by: v.picklist(['group', 'single', 'probability'] satisfies Finding['by'][]),
  written: count,
  of: count,
  probability: v.exactOptional(fraction),
  magikarp: v.exactOptional(v.picklist(['strong', 'weak', 'rejected', 'undecided'] satisfies Magikarp[])),
});

const File = v.object({
  schema: v.literal(1),
  tokenizer: v.object({
    path: v.string(),
    format: v.picklist(['tokenizer.json', 'tiktoken', 'gguf']),
    model: v.picklist(['bpe', 'unigram']),
    sha256: v.string(),
  }),
  askable: v.nullable(count),
  unaskable: count,
  targets: v.array(
    v.object({
      id: v.string(),
      model: v.string(),
      way: v.picklist(['sampling', 'prefill', 'next_token', 'magikarp'] satisfies Way[]),
      why: v.string(),
      done: v.boolean(),
      probed: count,
      written: count,
      forgotten: count,
      undecided: count,
      vocabulary: v.nullable(v.object(interval)),
      /** Tokens that the published verification of under-trained ones says so of. */
      magikarp: v.exactOptional(v.object({ strong: count, weak: count })),
      requests: v.object({ screen: count, single: count, failed: count }),
      classes: v.array(
        v.object({
          class: v.string(),
          name: v.string(),
          tokens: count,
          probed: count,
          forgotten: count,
          undecided: count,
          rate: v.nullable(fraction),
          low: v.nullable(fraction),
          high: v.nullable(fraction),
        }),
      ),
      forgotten_tokens: v.array(token),
      undecided_tokens: v.array(token),
      written_ids: v.array(count),
    }),
  ),
});

/** A probe in numbers and texts, without the vocabulary. */
export type ProbeFile = v.InferOutput<typeof File>;

/** The probe in a file. Throws UserError: no such file, of another form. */
export async function readProbe(path: string): Promise<ProbeFile> {
  const checked = v.safeParse(File, await readDocument(path), { abortEarly: true });
  if (checked.success) return checked.output;
  const key = v.getDotPath(checked.issues[0]);
  throw new UserError(
    `this is no probe: ${key === null ? '' : `${key}: `}${checked.issues[0].message}`,
    path,
    'name a file that `vocab probe --format json` wrote',
  );
}
