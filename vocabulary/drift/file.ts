/** Drift as a file: what `vocab drift --format json` wrote, read again. */

import * as v from 'valibot';
import { readDocument, UserError } from '../../files/index.js';
import { PERCENTILES, THRESHOLDS } from './summary.js';
import type { Drift } from './types.js';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const number = v.pipe(v.number(), v.finite());
const maybe = v.nullable(number);
const cosine = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));
const text = v.nullable(v.string());

const byName = <Name extends string, Schema extends v.GenericSchema>(
  names: readonly Name[],
  schema: Schema,
) =>
  // What entries are made of is lost to the compiler.
  v.object(Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>);

const under = byName(THRESHOLDS, count);
const percentiles = v.nullable(byName(PERCENTILES, cosine));
const changed = v.array(v.object({ id: count, text, cosine }));
const unmatched = v.array(v.object({ id: count, text }));
const mean = { mean: v.nullable(cosine), lowest: v.nullable(cosine), under };
const summary = { tokens: count, ...mean, percentiles };

const matrix = v.object({
  address: v.string(),
  tensor: v.string(),
  dtype: v.string(),
  rows: count,
  columns: count,
  tied: v.boolean(),
});

const tokenizer = v.object({
  format: v.picklist(['tokenizer.json', 'tiktoken', 'gguf']),
  model: v.picklist(['bpe', 'unigram']),
  sha256: v.string(),
});

const File = v.object({
  schema: v.literal(1),
  ...summary,
  shared_shift: v.object({ rows: count, norm: maybe, share: maybe, cosine: maybe }),
  classes: v.array(v.object({ class: v.string(), tokens: count, ...mean })),
  changed,
  base: matrix,
  post: matrix,
  // Files that were written before it was told have none.
  tokenizer: v.optional(v.nullable(tokenizer), null),
  matched_by: v.picklist(['id', 'token']),
  only: v.object({ base: unmatched, post: unmatched }),
  without_cosine: v.object({ zero: count, not_finite: count }),
  histogram: v.array(v.object({ from: number, to: number, tokens: count })),
  neighbours: v.array(v.object({ id: count, text, base: changed, post: changed, kept: count })),
  input: v.nullable(v.object({ ...summary, base: matrix, post: matrix })),
  unused: v.nullable(v.object({ rows: count })),
});

/** Whether no count is of more rows than there are: of others shares above 1 would come. */
function isOfItsRows({
  tokens,
  under,
  classes,
  changed,
  without_cosine,
  shared_shift,
  post,
}: Drift): boolean {
  const { zero, not_finite: notFinite } = without_cosine;
  return (
    changed.length + zero + notFinite <= tokens &&
    shared_shift.rows <= tokens &&
    [{ tokens, under }, ...classes].every((one) =>
      THRESHOLDS.every((name) => one.under[name] <= one.tokens),
    ) &&
    classes.reduce((sum, one) => sum + one.tokens, 0) <= tokens &&
    changed.every(({ id }) => id < post.rows)
  );
}

/** The drift in a file. Throws UserError: no such file, of another form, counts that cannot be. */
export async function readDrift(path: string): Promise<Drift> {
  const checked = v.safeParse(File, await readDocument(path), { abortEarly: true });
  if (checked.success) {
    if (isOfItsRows(checked.output)) return checked.output;
    throw new UserError('its counts are of more rows than it has', path, 'it may be damaged; write it again');
  }
  const key = v.getDotPath(checked.issues[0]);
  throw new UserError(
    `this is no drift: ${key === null ? '' : `${key}: `}${checked.issues[0].message}`,
    path,
    'name a file that `vocab drift --format json` wrote',
  );
}
