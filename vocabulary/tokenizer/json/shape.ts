/** The parts of a tokenizer.json that are read, checked: what is of another form is the user's to mend. */

import * as v from 'valibot';
import { shortened, UserError } from '../../../files/index.js';
import { halves, type Merge } from './order.js';

/** Any step of a normalizer, a pre-tokenizer or a decoder: its type, and what it may hold. */
export interface Step {
  readonly type: string;
  readonly [name: string]: unknown;
}

/** UTF-16 code units of what a file has in place of what it should have. */
const SHOWN = 200;

const AddedToken = v.looseObject({
  id: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  content: v.string(),
  special: v.optional(v.nullable(v.boolean())),
});

const step = v.optional(v.nullable(v.looseObject({ type: v.string() })));

const Document = v.looseObject({
  added_tokens: v.optional(v.nullable(v.array(AddedToken))),
  normalizer: step,
  pre_tokenizer: step,
  post_processor: step,
  decoder: step,
  model: v.looseObject({
    type: v.optional(v.nullable(v.string())),
    // Looked through token by token elsewhere: a schema would make a copy of hundreds of thousands of values.
    vocab: v.custom<Readonly<Record<string, unknown>> | readonly unknown[]>(
      (value) => value !== null && typeof value === 'object',
      'must be an object or a list',
    ),
    merges: v.optional(
      v.nullable(
        v.custom<readonly Merge[]>(
          (value) => Array.isArray(value) && value.every((one) => halves(one) !== undefined),
          'must be a list of pairs of tokens',
        ),
      ),
    ),
    byte_fallback: v.optional(v.nullable(v.boolean())),
    unk_id: v.optional(v.nullable(v.number())),
  }),
});

export type TokenizerDocument = v.InferOutput<typeof Document>;

/** The value of a tokenizer.json. Throws UserError with the path of the first thing that is of another form. */
export function checkDocument(value: unknown, path: string): TokenizerDocument {
  const checked = v.safeParse(Document, value, { abortEarly: true });
  if (checked.success) return checked.output;
  const [issue] = checked.issues;
  const key = v.getDotPath(issue);
  throw new UserError(
    `this is no tokenizer.json: ${key === null ? '' : `${key}: `}${shortened(issue.message, SHOWN)}`,
    path,
    'name the tokenizer.json that lies beside a model',
  );
}

/** Sequences in sequences, at most. */
const DEEPEST = 16;

/** A step and those inside it, as `Sequence` has them, from the first to the last. */
export function stepsOf(step: Step | null | undefined, depth = 0): Step[] {
  if (step === null || step === undefined) return [];
  const inner = step.normalizers ?? step.pretokenizers ?? step.decoders;
  if (step.type !== 'Sequence' || !Array.isArray(inner) || depth === DEEPEST) return [step];
  return inner
    .filter((one): one is Step => one !== null && typeof one === 'object' && typeof one.type === 'string')
    .flatMap((one) => stepsOf(one, depth + 1));
}
