/** What may be wrong with a target in a suite. */

import { type Case, suite, target, withTarget } from './cases.js';

export const badTargets: readonly Case[] = [
  ...(
    [
      [
        'headers: { Api-Key: sk-1 }',
        'headers',
        'must not hold a key; name an environment variable in braces behind a dollar sign$',
      ],
      ['query: { key: sk-1 }', 'query', 'must not hold a key; '],
      ['headers: { x-auth: sk-1 }', 'headers', 'must not hold a key; '],
      ['headers: { "x:a": b }', 'headers', 'must be the name of a header'],
      ['headers: { x-a: 日本 }', 'headers.x-a', 'must be the value of a header'],
      ['headers: { x-a: "a\\nb" }', 'headers.x-a', 'must be the value of a header'],
      ['headers: { Content-Length: "3" }', 'headers', 'is set by the connection itself'],
      ['api: chats', 'api', 'must be \\("chat" \\| .+, not "chats"'],
      ['api: completions', 'api', 'needs "sampling: \\{ max_tokens: \\.\\.\\. \\}": many servers stop'],
      ['api: messages', 'api', 'needs "sampling: \\{ max_tokens: \\.\\.\\. \\}": the Messages API'],
      [
        'api: responses, sampling: { stop: x }',
        'sampling',
        'holds stop, which "api: responses" does not know',
      ],
      [
        'api: messages, sampling: { max_tokens: 9 }, logprobs: 1',
        'logprobs',
        'is not possible with "api: messages"',
      ],
      ['api: responses, extra_body: { input: x }', 'extra_body', 'must not set input: '],
      ['extra_body: { temperature: 1, messages: [] }', 'extra_body', 'must not set temperature, messages: '],
      [
        'api: completions, sampling: { max_tokens: 9 }, extra_body: { echo: true }',
        'extra_body',
        'must not set echo: ',
      ],
      ['template: "{{prompt}}"', 'template', 'needs "api: completions"'],
      [
        'api: completions, sampling: { max_tokens: 9 }, template: "{prompt}"',
        'template',
        'must be a Handlebars',
      ],
      [
        'api: completions, sampling: { max_tokens: 9 }, template: "{{prompt}} {{x}}"',
        'template',
        'must be a Handlebars',
      ],
      [
        'api: completions, sampling: { max_tokens: 9 }, template: "{{prompt}}{{#if system}}{{x}}{{/if}}"',
        'template',
        'must be a Handlebars',
      ],
      ['wait_for: -1', 'wait_for', 'must be at least 0'],
      [
        'first_token_timeout: 5',
        'first_token_timeout',
        'needs "stream: true": without it, all tokens come at once$',
      ],
    ] as const
  ).map(([field, where, what]) => ({
    name: `a target with ${field}`,
    files: withTarget(`{ id: a, base_url: "http://127.0.0.1:9/v1", model: m, ${field} }`),
    words: ['run', 's.yaml'],
    says: new RegExp(`^offscript: s\\.yaml:2:\\d+: "targets\\[0\\]\\.${where}" ${what}`),
  })),
  ...(
    [
      ['http://127.0.0.1:9/v1/responses', 'ends where "api: responses" asks; say so, or end it before that'],
      [
        'http://u:hunter2@127.0.0.1/v1',
        'must not hold a user or password; name an environment variable in api_key_env',
      ],
      ['http://127.0.0.1/v1?api-key=hunter2', 'must not hold a query: it would be stored with the run'],
    ] as const
  ).map(([url, what]) => ({
    name: `a base URL such as ${url}`,
    files: withTarget(`{ id: a, base_url: "${url}", model: m }`),
    words: ['run', 's.yaml'],
    says: new RegExp(`^offscript: s\\.yaml:2:\\d+: "targets\\[0\\]\\.base_url" ${what}$`),
  })),
  {
    name: 'a key variable that is not set',
    files: withTarget(
      '{ id: a, base_url: "http://127.0.0.1:9/v1", model: m, api_key_env: OFFSCRIPT_NO_SUCH_KEY }',
    ),
    words: ['run', 's.yaml'],
    says: /^offscript: target a: the environment variable OFFSCRIPT_NO_SUCH_KEY is not set; /,
  },
  {
    name: 'a label that is another target’s id',
    files: {
      's.yaml': suite(
        'targets:',
        target,
        target.replace('id: a,', 'id: b, label: a,'),
        'prompts: [{ language: ja }]',
      ),
    },
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:\d+:\d+: "targets" no label may be that of another target, or its id$/,
  },
];
