/** Parameters of sampling that a plan may cross, each with its values. */

import * as v from 'valibot';

/** In the order in which cells name them. */
export const SAMPLED = [
  'temperature',
  'top_p',
  'top_k',
  'min_p',
  'presence_penalty',
  'frequency_penalty',
  'repetition_penalty',
] as const;
export type SampledAxis = (typeof SAMPLED)[number];

/** Null: the parameter is not sent, and the server does what it does. */
const values = v.pipe(
  v.array(v.nullable(v.pipe(v.number(), v.finite('must be a number')))),
  v.minLength(
    1,
    'must have at least one value; the first is the usual one, null for a parameter that is not sent',
  ),
  v.check((given) => new Set(given).size === given.length, 'must not have a value twice'),
);

export const listAxes = v.strictObject(v.entriesFromList(SAMPLED, v.exactOptional(values)));
