/** What else may be wrong with a suite, or with running one. */

import { type Case, manifest, sample, settings, suite, target } from './cases.js';

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
  {
    name: 'a shard that there is not',
    files: settings(),
    words: ['run', 's.yaml', '--shard', '4/3'],
    says: /^offscript: --shard: "4\/3" is no shard; write which of how many, such as 1\/3$/,
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
