/** What may be said of a target in a suite. docs/formats.md describes each field. */

import * as v from 'valibot';
import { factorsSchema, LOGPROBS_OF, logitBiasSchema, mitigatesSchema } from '../../store/index.js';
import { anyFields, byName } from '../../store/mappings/index.js';
import { APIS, type Api, TAKES } from './apis.js';
import { apiBehind, problemOf } from './base-url.js';
import { authenticates, holdsCredentials, holdsKey, keyIn } from './keys.js';
import { canRender } from './template.js';
import { count, id, text } from './values.js';

const url = v.pipe(
  v.string(),
  v.trim(),
  v.check(
    (input) => problemOf(input) === undefined,
    ({ input }) => problemOf(input) ?? '',
  ),
  v.check(
    (input) => !holdsKey(input),
    'must not hold a key: it would be stored with the run; name an environment variable in api_key_env',
  ),
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

/** Fields of a request that Offscript sets itself, whatever the protocol; each has others of its own. */
const RESERVED = [
  'model',
  'stream',
  'n',
  'seed',
  'logprobs',
  'top_logprobs',
  ...Object.keys(sampling.entries),
];

const isLiteral = (value: string): boolean => !value.includes('${');

/**
 * Values that may name environment variables, `${NAME}`: what comes from there is a secret. A suite is read by many, so what
 * authenticates must come from there.
 */
function templates<N extends v.GenericSchema<string, string>, T extends v.GenericSchema<string, string>>(
  name: N,
  value: T,
) {
  return v.pipe(
    byName(name, value),
    v.check(
      (given) =>
        Object.entries(given as Readonly<Record<string, string>>).every(
          ([one, value]) =>
            !holdsKey(value) && !(isLiteral(value) && (authenticates(one) || holdsCredentials(value))),
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

/** The password of a proxy's URL; undefined where there is none. */
const passwordIn = (proxy: string): string | undefined => /^[^/]*\/\/[^/@]*:([^/]+)@/.exec(proxy)?.[1];

const seconds = v.pipe(
  v.number(),
  v.gtValue(0, 'must be more than 0'),
  v.maxValue(86_400, 'must be at most 86400'),
);
const atLeastZero = v.pipe(v.number(), v.minValue(0, 'must be at least 0'));

/** The name of a model. */
export const model = v.pipe(
  text,
  v.check((input) => !holdsKey(input), 'must not hold a key: it would be stored with the run'),
);

/** What a target has beside its names: how it is reached and asked. */
export const connectionEntries = {
  base_url: url,
  api: v.exactOptional(v.picklist(APIS)),
  api_key_env: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable, not the key itself'),
    ),
  ),
  sampling: v.exactOptional(sampling),
  system: v.exactOptional(text),
  extra_body: v.exactOptional(
    v.pipe(
      anyFields,
      v.check(
        (body) => keyIn(body) === undefined,
        ({ input }) =>
          `must not hold a key (${keyIn(input)}): it would be stored with the run; "headers" and "query" take it from the environment`,
      ),
    ),
  ),
  template: v.exactOptional(
    v.pipe(
      text,
      v.check(
        canRender,
        'must be a Handlebars template of 10,000 characters at most that holds {{prompt}} or {{messages}}, and beside them {{system}} alone',
      ),
    ),
  ),
  headers: v.exactOptional(headers),
  query: v.exactOptional(query),
  proxy: v.exactOptional(
    v.pipe(
      v.union([v.literal(false), text], 'must be a URL, or false for none'),
      v.check(
        (input) => input === false || passwordIn(input) === undefined || !isLiteral(passwordIn(input) ?? ''),
        'must not hold a password; name an environment variable in braces behind a dollar sign',
      ),
    ),
  ),
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
  logprobs_of: v.exactOptional(v.picklist(LOGPROBS_OF)),
  concurrency: v.exactOptional(count),
  requests_per_minute: v.exactOptional(v.pipe(v.number(), v.gtValue(0, 'must be more than 0'))),
  tokens_per_minute: v.exactOptional(v.pipe(v.number(), v.gtValue(0, 'must be more than 0'))),
  timeout: v.exactOptional(seconds),
  connect_timeout: v.exactOptional(seconds),
  first_token_timeout: v.exactOptional(seconds),
  max_wait: v.exactOptional(seconds),
  wait_for: v.exactOptional(v.pipe(atLeastZero, v.maxValue(86_400, 'must be at most 86400'))),
  retries: v.exactOptional(
    v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must be at least 0')),
  ),
  max_response: v.exactOptional(
    v.pipe(
      v.number(),
      v.gtValue(0, 'must be more than 0'),
      v.maxValue(500, 'must be at most 500: that is what a text can hold'),
    ),
  ),
  send_seed: v.exactOptional(v.boolean()),
  prices: v.exactOptional(v.strictObject({ input: atLeastZero, output: atLeastZero })),
};

const targetFields = v.strictObject({
  id,
  label: v.exactOptional(text),
  model,
  ...connectionEntries,
  /** What it is made of, so that a report can tell what mixing comes from: `checkpoint`, `endpoint`, parameters of sampling. */
  factors: v.exactOptional(factorsSchema),
  /** The target that it is a variant of. */
  mitigates: v.exactOptional(mitigatesSchema),
  /** Tokens of off-script text that are made less likely. */
  logit_bias: v.exactOptional(logitBiasSchema),
});
export type TargetInput = v.InferInput<typeof targetFields>;

const takes = (api: Api | undefined) => TAKES[api ?? 'chat'];

/** Sampling parameters that the protocol does not know. */
const unknownSampling = (api: Api | undefined, sampling: object | undefined): string[] =>
  Object.keys(sampling ?? {}).filter((name) => !takes(api).sampling.has(name));

/** Fields of the extra body that have a place of their own. */
const placed = (api: Api | undefined, body: object | undefined): string[] =>
  [...RESERVED, ...takes(api).own].filter((name) => name in (body ?? {}));

export const target = v.pipe(
  targetFields,
  v.forward(
    v.partialCheck(
      [['stream'], ['first_token_timeout']],
      ({ stream, first_token_timeout }) => first_token_timeout === undefined || stream === true,
      'needs "stream: true": without it, all tokens come at once',
    ),
    ['first_token_timeout'],
  ),
  v.forward(
    v.partialCheck(
      [['api'], ['base_url']],
      ({ api = 'chat', base_url }) => [api, undefined].includes(apiBehind(base_url)),
      ({ input: { base_url } }) =>
        `ends where "api: ${apiBehind(base_url)}" asks; say so, or end it before that`,
    ),
    ['base_url'],
  ),
  v.forward(
    v.partialCheck(
      [['api'], ['extra_body']],
      ({ api, extra_body }) => placed(api, extra_body).length === 0,
      ({ input: { api, extra_body } }) =>
        `must not set ${placed(api, extra_body).join(', ')}: Offscript does, by other fields of the target or for all`,
    ),
    ['extra_body'],
  ),
  v.forward(
    v.partialCheck(
      [['api'], ['sampling']],
      ({ api, sampling }) => unknownSampling(api, sampling).length === 0,
      ({ input: { api, sampling } }) =>
        `holds ${unknownSampling(api, sampling).join(', ')}, which "api: ${api}" does not know`,
    ),
    ['sampling'],
  ),
  v.forward(
    v.partialCheck(
      [['api'], ['sampling']],
      ({ api, sampling }) => takes(api).limit === undefined || sampling?.max_tokens !== undefined,
      ({ input: { api } }) => `needs "sampling: { max_tokens: ... }": ${takes(api).limit}`,
    ),
    ['api'],
  ),
  v.forward(
    v.partialCheck(
      [['api'], ['logprobs']],
      ({ api, logprobs }) => logprobs === undefined || takes(api).logprobs !== null,
      ({ input: { api } }) => `is not possible with "api: ${api}", which gives no probabilities`,
    ),
    ['logprobs'],
  ),
  v.forward(
    v.partialCheck(
      [['api'], ['logit_bias'], ['extra_body']],
      ({ api = 'chat', logit_bias, extra_body = {} }) =>
        logit_bias === undefined ||
        ((api === 'chat' || api === 'completions') && !Object.hasOwn(extra_body, 'logit_bias')),
      ({ input: { api = 'chat' } }) =>
        api === 'chat' || api === 'completions'
          ? 'is in "extra_body" too'
          : `is not possible with "api: ${api}", which knows no tokens`,
    ),
    ['logit_bias'],
  ),
  v.forward(
    v.partialCheck(
      [['api'], ['template']],
      ({ api, template }) => template === undefined || api === 'completions',
      'needs "api: completions": everywhere else, the server makes a text of the messages',
    ),
    ['template'],
  ),
);
