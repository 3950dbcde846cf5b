/** What a target is made of: the levels of the factors that a plan crosses. */

import * as v from 'valibot';
import { byName } from './mappings/index.js';

/** Letters of a factor's name and of a level, and factors of a target: a page shows all of them. */
const LONGEST = 100;
const MOST = 20;

const name = v.pipe(
  v.string(),
  v.minLength(1, 'must not be empty'),
  v.maxLength(LONGEST, `must have at most ${LONGEST} characters`),
);

/** A level in words or as a number; null where the parameter is not sent. */
const level = v.nullable(
  v.union([v.pipe(v.number(), v.finite('must be a number')), name], 'must be a text, a number or null'),
);

export const factorsSchema = v.pipe(
  byName(name, level),
  v.check((factors) => Object.keys(factors).length <= MOST, `must have at most ${MOST} factors`),
);

/** Levels by the names of factors: `checkpoint` and `endpoint`, all others are parameters of sampling. */
export type Factors = v.InferOutput<typeof factorsSchema>;
export type Level = v.InferOutput<typeof level>;
