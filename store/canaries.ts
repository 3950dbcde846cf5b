/** One and the same small request, asked again and again while a run goes on: whether who answers stays the same. */

import * as v from 'valibot';
import { anyFields } from './mappings/index.js';

/** What it is kept under beside a run. */
export const CANARIES = 'canaries';

/** What a suite says of it. */
export const canarySchema = v.strictObject({
  /** Samples of a target between two. */
  every: v.exactOptional(
    v.pipe(
      v.number(),
      v.integer('must be a whole number'),
      v.minValue(1, 'must be at least 1'),
      v.maxValue(1_000_000, 'must be at most 1000000'),
    ),
  ),
  prompt: v.exactOptional(v.pipe(v.string(), v.minLength(1, 'must not be empty'))),
});

export type CanarySettings = v.InferOutput<typeof canarySchema>;

const reading = v.looseObject({
  /** ISO 8601, UTC. */
  at: v.string(),
  /** Samples of the target that were stored before it in that session. */
  after: v.number(),
  model: v.exactOptional(v.string()),
  fingerprint: v.exactOptional(v.string()),
  /** The likeliest first tokens of the answer with the natural logarithms of their probabilities; a token that is a piece of a character is its bytes. */
  tokens: v.array(v.tuple([v.union([v.string(), v.array(v.number())]), v.nullable(v.number())])),
});

export type Reading = v.InferOutput<typeof reading>;

const document = v.looseObject({
  schema: v.literal(1),
  // By whatever targets are called: a record of valibot's would leave some names out.
  targets: v.pipe(
    anyFields,
    v.transform(Object.entries),
    v.array(v.tuple([v.string(), v.array(reading)])),
    v.transform((all): Canaries => Object.fromEntries(all)),
  ),
});

export type Canaries = Readonly<Record<string, readonly Reading[]>>;

/** What a document holds; nothing where it is none. */
export function canariesIn(value: unknown): Canaries {
  const parsed = v.safeParse(document, value);
  return parsed.success ? parsed.output.targets : {};
}

/** Those of a target, whatever it is called. */
export const readingsOf = (canaries: Canaries, target: string): readonly Reading[] =>
  Object.hasOwn(canaries, target) ? (canaries[target] ?? []) : [];

export const canaryDocument = (targets: Canaries): unknown => ({ schema: 1, targets });
