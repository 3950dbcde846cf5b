/** A probe as a file: what `vocab probe --format json` wrote, read again. */

import * as v from 'valibot';
import { count, listed, readFound, source } from '../found/index.js';
import type { Finding, Magikarp, Way } from './types.js';

const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const interval = { rate: fraction, low: fraction, high: fraction };

const token = v.object({
  ...listed,
  class: v.string(),
  by: v.picklist(['group', 'single', 'probability'] satisfies Finding['by'][]),
  written: count,
  of: count,
  probability: v.exactOptional(fraction),
  magikarp: v.exactOptional(v.picklist(['strong', 'weak', 'rejected', 'undecided'] satisfies Magikarp[])),
});

const File = v.object({
  schema: v.literal(1),
  tokenizer: source,
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
export const readProbe = (path: string): Promise<ProbeFile> =>
  readFound(path, File, { other: 'this is no probe', by: 'vocab probe --format json' });
