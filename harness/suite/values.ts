/** Values that stand in several places of a suite. */

import * as v from 'valibot';

export const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));
export const count = v.pipe(
  v.number(),
  v.integer('must be a whole number'),
  v.minValue(1, 'must be at least 1'),
  v.maxValue(1_000_000, 'must be at most 1000000'),
);

/** Folder and report names are made of ids, so they stay plain. */
export const id = v.pipe(
  v.string(),
  v.regex(/^[\p{L}\p{N}][\p{L}\p{N}._:@+/-]*$/u, 'must be made of letters, digits and . _ : @ + / -'),
);
