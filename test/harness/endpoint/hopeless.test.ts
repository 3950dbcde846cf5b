import { expect } from 'chai';
import { type Hopeless, hopelessIn } from '../../../harness/endpoint/hopeless.js';

/** What servers say, with its status, and whether they name a wait beside it. */
type Said = readonly [status: number | undefined, message: string, waits?: true];

const HOPELESS: Readonly<Partial<Record<Hopeless, readonly Said[]>>> = {
  key: [
    [401, 'User not found.'],
    [403, 'Project `p` does not have access to model `m`'],
    [400, 'API key not valid. Please pass a valid API key.'],
    [undefined, 'login fail: Please carry the API secret key in the Authorization field'],
  ],
  quota: [
    [402, 'This request requires more credits, or fewer max_tokens.'],
    [429, 'You exceeded your current quota, please check your plan and billing details.'],
    [429, 'Account balance is insufficient'],
    [429, '余额不足或无可用资源包,请充值。'],
    [400, 'Your credit balance is too low to access the Anthropic API.'],
    [400, 'Access denied, please make sure your account is in good standing. Arrearage'],
    [403, 'You have run out of credits'],
    [429, 'Monthly usage limit reached', true],
    [429, 'You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO', true],
    [429, 'You have exceeded the monthly usage quota. It will reset at 2026-08-29 23:59:59 +0800 CST.'],
    [429, 'Your team has either used all available credits or reached its monthly spending limit.'],
    [429, 'You have used all your credits for this month. Please add more credits to continue.'],
    [429, 'You have reached the limit. (reason: MONTHLY_REQUEST_COUNT)'],
    [400, 'You have reached your specified API usage limits. You will regain access on 2026-12-01.'],
    [429, 'Tokens per month exceeded'],
    [429, 'Daily quota exceeded'],
    [429, 'Quota exceeded for metric: GenerateRequestsPerDayPerProjectPerModel. Please retry in 9s', true],
  ],
  model: [
    [404, 'The model `m` does not exist or you do not have access to it.'],
    [404, "model 'm' not found"],
    [404, 'models/m is not found for API version v1beta, or is not supported for generateContent'],
    [400, 'm is not a valid model ID'],
    [400, "The requested model 'm' is not supported"],
    [400, 'The model `m` has been decommissioned and is no longer supported.'],
    [400, 'Model Not Exist'],
  ],
  place: [
    [404, 'Not Found'],
    [405, 'Method Not Allowed'],
    [308, 'redirects to https://elsewhere.invalid/v1'],
  ],
};

const ORDINARY: readonly Said[] = [
  [400, "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens"],
  [400, 'prompt is too long: 210000 tokens > 200000 maximum'],
  [400, 'Invalid prompt: your prompt was flagged as potentially violating our usage policy'],
  [400, "Unsupported value: 'temperature' does not support 0.5 with this model."],
  [403, 'm requires moderation. Your input was flagged for "harassment".'],
  [422, 'Input should be less than or equal to 1'],
  [429, 'Resource has been exhausted (e.g. check quota).'],
  [429, 'Rate limit reached for m on tokens per min (TPM): Limit 30000. Please try again in 2s.', true],
  [429, 'You exceeded your current quota. PerMinute. Please retry in 34.5s', true],
  [429, 'Daily quota exceeded. Please retry in 9s', true],
  [429, 'Rate limit exceeded: 20 requests per minute. Raise your monthly quota for more.'],
  [429, 'Rate limit reached for requests. Get a monthly plan for higher limits.'],
  [429, 'Limit of requests reached. Try again in 2s; used this month: 12', true],
  [500, 'Internal server error: model not found in cache'],
  [503, 'The model is overloaded. Please try again later.'],
  [undefined, 'Provider returned error'],
];

const hopeless = ([status, message, waits]: Said): Hopeless | null =>
  hopelessIn(status, { message }, `${status} ${message}`, waits === true);

describe('a failure', () => {
  for (const [what, all] of Object.entries(HOPELESS))
    for (const said of all)
      it(`says of all questions that it is the ${what}: ${said[0] ?? 200} ${said[1]}`, () => {
        expect(hopeless(said)).to.equal(what);
      });

  for (const said of ORDINARY)
    it(`says nothing of other questions: ${said[0] ?? 200} ${said[1]}`, () => {
      expect(hopeless(said)).to.equal(null);
    });

  it('is not what it quotes of a request', () => {
    const problem = { detail: [{ msg: 'too long', input: 'invalid api key' }] };
    expect(hopelessIn(422, problem, '422', false)).to.equal(null);
  });
});
