/** What is said of a target whose tokens of off-script text are made less likely (`logit_bias`), and what came of it. */

import * as v from 'valibot';
import { isScript } from '../detectors/bare/index.js';

const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));
const whole = (least: number) =>
  v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(least, `must be at least ${least}`));

/** As findings name Chinese in one of its forms. */
const HAN: readonly string[] = ['Hans', 'Hant'];

const script = v.pipe(
  v.string(),
  v.check(
    (code) => isScript(code) || HAN.includes(code),
    'must be a script of ISO 15924, such as Cyrl, or Hans or Hant',
  ),
);

export const logitBiasSchema = v.pipe(
  v.strictObject({
    /** A file with all tokens: `tokenizer.json`, tiktoken's ranks, GGUF. */
    tokenizer: v.exactOptional(text),
    /** Or the endpoint itself is asked for the text of each token. */
    endpoint: v.exactOptional(v.literal(true)),
    /** What is added to the logit of each. */
    bias: v.exactOptional(
      v.pipe(
        v.number(),
        v.minValue(-100, 'must be at least -100'),
        v.maxValue(100, 'must be at most 100'),
        v.check((value) => value !== 0, 'must not be 0, which changes nothing'),
      ),
    ),
    /** Only tokens of these scripts; of all that a language does not have where missing. */
    scripts: v.exactOptional(v.pipe(v.array(script), v.minLength(1, 'must name at least one script'))),
    /** At most so many tokens, those that were found first. */
    most: v.exactOptional(whole(1)),
    /** A run whose findings say which tokens come first. */
    found_in: v.exactOptional(text),
  }),
  v.check(
    ({ tokenizer, endpoint }) => (tokenizer === undefined) !== (endpoint === undefined),
    'must name a "tokenizer", or "endpoint: true" for a server that tells its tokens',
  ),
);

export type LogitBias = v.InferOutput<typeof logitBiasSchema>;

/** Tokens that were made less likely in prompts of a language, of all that are off-script there; those of them that findings of a run hold. */
const tokens = v.looseObject({ tokens: whole(0), of: whole(0), found: v.exactOptional(whole(0)) });

export const biasedSchema = v.looseObject({
  /** Tokens of the vocabulary, and those that are pieces of characters: what they become nobody can tell. */
  vocabulary: whole(0),
  pieces: whole(0),
  languages: v.record(v.string(), tokens),
});

export type Biased = v.InferOutput<typeof biasedSchema>;

/** Which target a variant is made of, and what it is called. */
export const mitigatesSchema = v.looseObject({ target: v.string(), variant: v.string() });
export type Mitigates = v.InferOutput<typeof mitigatesSchema>;
