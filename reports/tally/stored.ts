/** A tally as it is stored. */

import * as v from 'valibot';
import { UserError } from '../../files/index.js';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const stored = v.strictObject({
  schema: v.literal(1),
  key: v.strictObject({
    detector: v.string(),
    policy: v.string(),
    identifier: v.string(),
    measures: v.pipe(v.array(v.string()), v.readonly()),
    lcb: v.nullable(v.strictObject({ words: v.nullable(whole), list: v.nullable(v.string()) })),
  }),
  prompts: v.array(v.string()),
  targets: v.array(
    v.strictObject({
      id: v.string(),
      requests: whole,
      retried: whole,
      simulated: v.boolean(),
      attempts: v.array(v.strictTuple([v.string(), whole])),
      fingerprints: v.array(v.strictTuple([v.string(), whole])),
      models: v.optional(v.array(v.strictTuple([v.string(), whole])), []),
      /** Samples that there are to be, where that is known. */
      questions: v.exactOptional(whole),
      languages: v.array(v.strictTuple([v.string(), v.unknown()])),
      measures: v.unknown(),
    }),
  ),
  /** Of a run that is asked until it is decided: its prompts in the order in which they are asked, by number, and how often. */
  plan: v.exactOptional(v.strictObject({ order: v.pipe(v.array(whole), v.readonly()), repeats: whole })),
});

/** What is to be asked, and in which order; prompts by their number. */
export type TallyPlan = NonNullable<v.InferOutput<typeof stored>['plan']>;

/** A tally as JSON. */
export type StoredTally = v.InferOutput<typeof stored>;

/** A stored tally. Throws UserError where it is none. */
export function storedTally(json: unknown): StoredTally {
  const parsed = v.safeParse(stored, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new UserError(
    `${v.getDotPath(issue) ?? 'tally'}: ${issue.message}`,
    'tally',
    'was it written by another version?',
  );
}

/** Data without columns: plain lists, and base64 for bytes. */
export function withoutColumns(data: unknown): unknown {
  if (data instanceof Int32Array) return [...data];
  if (data instanceof Uint8Array)
    return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map(withoutColumns);
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, withoutColumns(value)]));
}
