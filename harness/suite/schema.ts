/** What may stand in a suite, and the types that follow from it. docs/formats.md describes each field. */

import * as v from 'valibot';
import { canonicalTag } from '../../detectors/index.js';
import { PLACES, PROMPT_FIELDS } from '../../prompts/index.js';
import { detectionEntries, languageTag } from '../../store/detection/index.js';

const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));
const count = v.pipe(
  v.number(),
  v.integer('must be a whole number'),
  v.minValue(1, 'must be at least 1'),
  v.maxValue(1_000_000, 'must be at most 1000000'),
);
const seed = v.pipe(v.number(), v.integer('must be a whole number'));
const language = v.pipe(languageTag, v.transform(canonicalTag));

/** Folder and report names are made of ids, so they stay plain. */
const id = v.pipe(
  v.string(),
  v.regex(/^[\p{L}\p{N}][\p{L}\p{N}._:@+/-]*$/u, 'must be made of letters, digits and . _ : @ + / -'),
);

const url = v.pipe(
  v.string(),
  v.check(
    (input) => URL.canParse(input) && /^https?:$/.test(new URL(input).protocol),
    'must be an http or https URL',
  ),
  v.check((input) => {
    const { username, password } = new URL(input);
    return username === '' && password === '';
  }, 'must not hold a user or password; name an environment variable in api_key_env'),
  v.check((input) => new URL(input).search === '', 'must not hold a query: it would be stored with the run'),
);

const sampling = v.strictObject({
  temperature: v.exactOptional(v.pipe(v.number(), v.minValue(0, 'must be at least 0'))),
  top_p: v.exactOptional(
    v.pipe(v.number(), v.minValue(0, 'must be at least 0'), v.maxValue(1, 'must be at most 1')),
  ),
  max_tokens: v.exactOptional(count),
  max_completion_tokens: v.exactOptional(count),
  presence_penalty: v.exactOptional(v.number()),
  frequency_penalty: v.exactOptional(v.number()),
  stop: v.exactOptional(v.union([v.string(), v.array(v.string())])),
});

/** Fields of a request that Offscript sets itself. */
const RESERVED = [
  'model',
  'messages',
  'stream',
  'n',
  'seed',
  'logprobs',
  'top_logprobs',
  ...Object.keys(sampling.entries),
];

/** Headers and parameters that authenticate. A suite is read by many, so their values must come from the environment. */
const AUTHENTICATING = /auth|cookie|key|token|secret|password|passwd|credential|signature|^sig$|^code$/i;

/** Values that may name environment variables, `${NAME}`: what comes from there is a secret. */
function templates<N extends v.GenericSchema<string, string>, T extends v.GenericSchema<string, string>>(
  name: N,
  value: T,
) {
  return v.pipe(
    v.record(name, value),
    v.check(
      (given) =>
        Object.entries(given as Readonly<Record<string, string>>).every(
          ([one, value]) => !AUTHENTICATING.test(one) || value.includes('${'),
        ),
      'must not hold a key; name an environment variable in braces behind a dollar sign',
    ),
  );
}

const query = templates(v.pipe(v.string(), v.regex(/^[!-~]+$/, 'must be a plain name')), v.string());

/** Headers of the connection, which are not a request's to set. */
const OF_THE_CONNECTION = new Set(
  'connection content-length expect host keep-alive te trailer transfer-encoding upgrade'.split(' '),
);

const headers = templates(
  v.pipe(
    v.string(),
    v.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'must be the name of a header (RFC 9110)'),
    v.check((name) => !OF_THE_CONNECTION.has(name.toLowerCase()), 'is set by the connection itself'),
  ),
  v.pipe(
    v.string(),
    v.regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'must be the value of a header: Latin-1 on one line'),
  ),
);

const seconds = v.pipe(
  v.number(),
  v.gtValue(0, 'must be more than 0'),
  v.maxValue(86_400, 'must be at most 86400'),
);
const atLeastZero = v.pipe(v.number(), v.minValue(0, 'must be at least 0'));

const targetFields = v.strictObject({
  id,
  base_url: url,
  model: text,
  api_key_env: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable, not the key itself'),
    ),
  ),
  sampling: v.exactOptional(sampling),
  extra_body: v.exactOptional(
    v.pipe(
      v.record(v.string(), v.unknown()),
      v.check(
        (body) => RESERVED.every((name) => !(name in body)),
        `must not set ${RESERVED.join(', ')}: they have places of their own`,
      ),
    ),
  ),
  headers: v.exactOptional(headers),
  query: v.exactOptional(query),
  proxy: v.exactOptional(v.union([v.literal(false), text], 'must be a URL, or false for none')),
  ca: v.exactOptional(text),
  stream: v.exactOptional(v.boolean()),
  logprobs: v.exactOptional(
    v.pipe(
      v.number(),
      v.integer('must be a whole number'),
      v.minValue(0, 'must be at least 0'),
      v.maxValue(20, 'must be at most 20'),
    ),
  ),
  concurrency: v.exactOptional(count),
  requests_per_minute: v.exactOptional(v.pipe(v.number(), v.gtValue(0, 'must be more than 0'))),
  tokens_per_minute: v.exactOptional(v.pipe(v.number(), v.gtValue(0, 'must be more than 0'))),
  timeout: v.exactOptional(seconds),
  connect_timeout: v.exactOptional(seconds),
  first_token_timeout: v.exactOptional(seconds),
  max_wait: v.exactOptional(seconds),
  retries: v.exactOptional(
    v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must be at least 0')),
  ),
  send_seed: v.exactOptional(v.boolean()),
  prices: v.exactOptional(v.strictObject({ input: atLeastZero, output: atLeastZero })),
});

const target = v.pipe(
  targetFields,
  v.forward(
    v.partialCheck(
      [['stream'], ['first_token_timeout']],
      ({ stream, first_token_timeout }) => first_token_timeout === undefined || stream === true,
      'needs "stream: true": without it, all tokens come at once',
    ),
    ['first_token_timeout'],
  ),
);

const choice = {
  tags: v.exactOptional(v.array(text)),
  sample: v.exactOptional(count),
  seed: v.exactOptional(seed),
  cross_lingual: v.exactOptional(
    v.strictObject({
      to: v.pipe(v.array(language), v.minLength(1, 'must name at least one language')),
      place: v.exactOptional(
        v.pipe(
          v.array(v.picklist(PLACES, `must be ${PLACES.join(', ')}`)),
          v.minLength(1, 'must name at least one place'),
        ),
      ),
      instruction_language: v.exactOptional(language),
      instruction: v.exactOptional(
        v.pipe(
          text,
          v.regex(/\{\{\s*language\s*\}\}/, 'must hold {{language}}, where the name of the language stands'),
        ),
      ),
    }),
  ),
};

const fields = v.strictObject(v.entriesFromList(PROMPT_FIELDS, v.exactOptional(text)));

const languages = v.exactOptional(
  v.pipe(v.array(language), v.minLength(1, 'must name at least one language')),
);

/** One source of prompts, and what is taken of it. */
const prompts = v.pipe(
  v.strictObject({
    language: v.exactOptional(language),
    pack: v.exactOptional(text),
    file: v.exactOptional(text),
    languages,
    fields: v.exactOptional(fields),
    ...choice,
  }),
  v.check(
    ({ language: tag, pack, file }) =>
      file === undefined ? (tag === undefined) !== (pack === undefined) : pack === undefined,
    'must name a "language" or a "pack" that comes with Offscript, or a "file"',
  ),
  v.check(
    ({ file, fields: named }) => named === undefined || file !== undefined,
    'has "fields", and no "file"',
  ),
);

export const suiteSchema = v.pipe(
  v.strictObject({
    name: v.exactOptional(
      v.pipe(
        id,
        v.check((name) => !name.includes('/'), 'must not hold a /'),
      ),
    ),
    seed: v.exactOptional(seed),
    repeats: v.exactOptional(count),
    baseline: v.exactOptional(text),
    targets: v.pipe(v.array(target), v.minLength(1, 'must have at least one target')),
    prompts: v.pipe(v.array(prompts), v.minLength(1, 'must have at least one entry')),
    ...detectionEntries,
  }),
  v.forward(
    v.partialCheck(
      [['baseline'], ['targets']],
      ({ baseline, targets }) => baseline === undefined || targets.some((one) => one.id === baseline),
      ({ input }) =>
        `there is no target "${input.baseline}"; the targets are ${input.targets.map((one) => one.id).join(', ')}`,
    ),
    ['baseline'],
  ),
  v.forward(
    v.partialCheck(
      [['targets']],
      ({ targets }) => new Set(targets.map((one) => one.id)).size === targets.length,
      'every target needs an id of its own',
    ),
    ['targets'],
  ),
);

export type SuiteFile = v.InferOutput<typeof suiteSchema>;
export type SuiteTarget = SuiteFile['targets'][number];
export type PromptChoice = SuiteFile['prompts'][number];
