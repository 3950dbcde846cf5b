/** Drift as a file: what `vocab drift --format json` wrote, read again. */

import * as v from 'valibot';
import { UserError } from '../../files/index.js';
import { count, listed, readFound, tokenizerId } from '../found/index.js';
import { PERCENTILES, THRESHOLDS } from './summary.js';
import type { Drift } from './types.js';

const number = v.pipe(v.number(), v.finite());
const maybe = v.nullable(number);
const cosine = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));

const byName = <Name extends string, Schema extends v.GenericSchema>(
  names: readonly Name[],
  schema: Schema,
) =>
  // What entries are made of is lost to the compiler.
  v.object(Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>);

const under = byName(THRESHOLDS, count);
const percentiles = v.nullable(byName(PERCENTILES, cosine));
const changed = v.array(v.object({ ...listed, cosine }));
const unmatched = v.array(v.object(listed));
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

const File = v.object({
  schema: v.literal(1),
  ...summary,
  shared_shift: v.object({ rows: count, norm: maybe, share: maybe, cosine: maybe }),
  classes: v.array(v.object({ class: v.string(), tokens: count, ...mean })),
  changed,
  base: matrix,
  post: matrix,
  // Files that were written before it was told have none.
  tokenizer: v.optional(v.nullable(tokenizerId), null),
  matched_by: v.picklist(['id', 'token']),
  only: v.object({ base: unmatched, post: unmatched }),
  without_cosine: v.object({ zero: count, not_finite: count }),
  histogram: v.array(v.object({ from: number, to: number, tokens: count })),
  neighbours: v.array(v.object({ ...listed, base: changed, post: changed, kept: count })),
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
  const drift = await readFound(path, File, { other: 'this is no drift', by: 'vocab drift --format json' });
  if (isOfItsRows(drift)) return drift;
  throw new UserError('its counts are of more rows than it has', path, 'it may be damaged; write it again');
}
