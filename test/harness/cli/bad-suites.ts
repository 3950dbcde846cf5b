/** What may be wrong with a suite, or with running one. */

export const target = '  - { id: a, base_url: "http://127.0.0.1:9/v1", model: m }';
export const suite = (...lines: string[]): string => `${lines.join('\n')}\n`;

export const manifest = (hash: string, detection?: unknown): string =>
  JSON.stringify({
    schema: 1,
    made_by: 'run',
    suite: { name: 'other', hash },
    created_at: '2026-01-01T00:00:00.000Z',
    versions: {},
    targets: [{ id: 'a', model: 'm' }],
    repeats: 1,
    prompts: 0,
    detection,
  });

export const sample = (repeat: number): string =>
  JSON.stringify({
    key: `k${repeat}`,
    target: 'a',
    prompt: 'p',
    language: 'ja',
    repeat,
    answer: '今日は天気です。',
    attempts: 1,
  });

export interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly words: readonly string[];
  /** The whole of standard error, one line. */
  readonly says: RegExp;
}

/** A suite with this target. */
const withTarget = (one: string): Case['files'] => ({
  's.yaml': suite('targets:', `  - ${one}`, 'prompts: [{ language: ja }]'),
});

/** A suite with these lines on top. */
const settings = (...lines: string[]): Case['files'] => ({
  's.yaml': suite(...lines, 'targets:', target, 'prompts: [{ language: ja }]'),
});

export const badSuites: readonly Case[] = [
  ...(
    [
      ['order: []', '"order" must name at least one target'],
      ['order: [b]', '"order" there is no target "b"; the targets are a'],
      ['order: [a, a]', '"order" the target "a" stands twice'],
      [
        'order: [{ target: a, step: x }]',
        '"order\\[0\\]" must be the id of a target, or \\{ target: ID, step: NUMBER \\}',
      ],
      ['order: a', '"order" must be'],
    ] as const
  ).map(
    ([line, says]): Case => ({
      name: `a suite with "${line}"`,
      files: settings(line),
      words: ['run', 's.yaml'],
      says: new RegExp(`^offscript: s\\.yaml:1:\\d+: ${says}`),
    }),
  ),
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
    name: 'a shard that there is not',
    files: settings(),
    words: ['run', 's.yaml', '--shard', '4/3'],
    says: /^offscript: --shard: "4\/3" is no shard; write which of how many, such as 1\/3$/,
  },
  {
    name: 'a script in a policy that Unicode does not have',
    files: settings('policies:', '  ja:', '    tolerated: [Cyrl, Cyrillic]'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:3:23: "policies\.ja\.tolerated\[1\]" "Cyrillic" is no script of Unicode; use ISO 15924, such as Latn or Hani$/,
  },
  {
    name: 'a writing system in the place of its scripts',
    files: settings('policies: { ja: { scripts: [Jpan] } }'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:1:29: "policies\.ja\.scripts\[0\]" "Jpan" is no script of Unicode; use Hani, Hira, Kana$/,
  },
  {
    name: 'an exemption that there is not',
    files: settings('policies:', '  ja:', '    exempt:', '      code: false', '      names: false'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:5:7: "policies\.ja\.exempt" "names" is no exemption; there are code, url, /,
  },
  {
    name: 'a field that a policy does not have',
    files: settings('policies:', '  ja:', '    script: [Hani]'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:3:5: there is no field "script" here$/,
  },
  {
    name: 'a policy for a malformed tag',
    files: settings('policies:', '  ja:', '    close: [zh]', '  j_:', '    close: []'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:4:3: "policies" "j_" is no language tag; use BCP 47, /,
  },
  {
    name: 'a policy without scripts for a language that is not listed',
    files: settings('policies:', '  sr:', '    close: []'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:3:5: "policies\.sr" needs "scripts": sr is none of the listed languages \(offscript languages\)$/,
  },
  {
    name: 'a policy in Latin script where it is a guest',
    files: settings('policies: { de: { latin: guest } }'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:1:17: "policies\.de" needs other "scripts" where Latin script is a guest$/,
  },
  {
    name: 'scripts and Latin that contradict each other',
    files: settings('policies: { sr: { scripts: [Cyrl], latin: own } }'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:1:17: "policies\.sr" has "latin: own", and its "scripts" say otherwise; leave "latin" out$/,
  },
  {
    name: 'an identification of languages that there is not',
    files: settings('lid: cld3'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:1:6: "lid" must be \("fasttext" \| "franc"\), not "cld3"$/,
  },
  {
    name: 'allowed terms that are no list',
    files: settings('allow: kubectl'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:1:8: "allow" must be Array, not a text$/,
  },
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
  {
    name: 'a baseline that is no target',
    files: settings('baseline: b'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:1:11: "baseline" there is no target "b"; the targets are a$/,
  },
  {
    name: 'a target on the command line that the suite does not have',
    files: settings(),
    words: ['run', 's.yaml', '--target', 'b'],
    says: /^offscript: s\.yaml: there is no target "b"; the targets are a$/,
  },
  {
    name: 'malformed YAML',
    files: { 's.yaml': suite('name: x', 'targets:', '  - id: a', '   model: m') },
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:4:\d+: malformed YAML: /,
  },
  {
    name: 'a field that a suite does not have',
    files: { 's.yaml': suite('targets:', target, 'prompts: [{ language: ja }]', 'repeat: 3') },
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:4:\d+: there is no field "repeat" here$/,
  },
  {
    name: 'a field that is missing',
    files: { 's.yaml': suite('targets:', '  - id: a', '    model: m', 'prompts: [{ language: ja }]') },
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:2:5: "targets\[0\]\.base_url" is missing$/,
  },
  {
    name: 'a value of the wrong kind',
    files: settings('repeats: many'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:1:10: "repeats" must be number, not a text$/,
  },
  {
    name: 'an unknown language tag in a suite',
    files: {
      's.yaml': suite('targets:', target, 'prompts: [{ file: p.jsonl, language: japanese_ }]'),
      'p.jsonl': '',
    },
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:3:\d+: .*"japanese_" is no language tag; use BCP 47, such as ja or zh-Hans$/,
  },
  {
    name: 'a language without a pack',
    files: { 's.yaml': suite('targets:', target, 'prompts: [{ language: eo }]') },
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml: prompts\[0\]: there is no prompt pack for "eo"; there are packs for /,
  },
  {
    name: 'an empty prompt pack',
    files: {
      's.yaml': suite('targets:', target, 'prompts: [{ file: p.jsonl, language: ja }]'),
      'p.jsonl': '\n',
    },
    words: ['run', 's.yaml'],
    says: /^offscript: .*p\.jsonl: the prompt pack is empty; add at least one prompt$/,
  },
  {
    name: 'a prompt pack with a line that is not JSON',
    files: {
      's.yaml': suite('targets:', target, 'prompts: [{ file: p.jsonl, language: ja }]'),
      'p.jsonl': '{"text":"やあ"}\nnot json\n',
    },
    words: ['run', 's.yaml'],
    says: /^offscript: .*p\.jsonl:2: the line is not JSON; write one object a line$/,
  },
  {
    name: 'a run folder of another suite',
    files: {
      ...settings(),
      'out/run.json': manifest('0'.repeat(64)),
      'out/samples.jsonl': `${sample(0)}\n`,
    },
    words: ['run', 's.yaml', '-o', 'out'],
    says: /^offscript: out: the folder holds a run of another suite, .*; name another folder$/,
  },
  {
    name: 'an output folder that is something else',
    files: { ...settings(), 'out/letter.txt': 'dear' },
    words: ['run', 's.yaml', '-o', 'out'],
    says: /^offscript: out: the folder is neither empty nor a run; name another folder$/,
  },
  {
    name: 'a suite that is not there',
    files: {},
    words: ['run', 'nowhere.yaml'],
    says: /^offscript: nowhere\.yaml: no such file; examples\/ has suites to start from$/,
  },
  {
    name: 'an alias in YAML that is not defined',
    files: { 's.yaml': suite('targets: *nope', 'prompts: [{ language: ja }]') },
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml.*: malformed YAML: /,
  },
  {
    name: 'a name that leads out of the folder of runs',
    files: settings('name: a/../../x'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:1:7: "name" must not hold a \/$/,
  },
  {
    name: 'a run folder that is a file',
    files: { ...settings(), out: 'a file' },
    words: ['run', 's.yaml', '-o', 'out'],
    says: /^offscript: .*out.*: cannot \w+ \(\w+\); check space and permissions$/,
  },
  {
    name: 'a number that is none',
    files: settings(),
    words: ['run', 's.yaml', '--limit', 'x'],
    says: /^offscript: --limit: "x" is no whole number of at least 1$/,
  },
  {
    name: 'a grace that is longer than a timer can be',
    files: settings(),
    words: ['run', 's.yaml', '--grace', '2200000'],
    says: /^offscript: --grace: "2200000" is more than 86400$/,
  },
  {
    name: 'a port that is none',
    files: {},
    words: ['serve-demo', '--port', '99999'],
    says: /^offscript: --port: "99999" is more than 65535$/,
  },
];
