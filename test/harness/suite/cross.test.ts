import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadSuite } from '../../../harness/suite/index.js';
import { rejected } from '../../support/rejected.js';

const ENDPOINTS = `
    own: { base_url: http://127.0.0.1:8000/v1, concurrency: 8, requests_per_minute: 60 }
    vendor: { base_url: http://127.0.0.1:8001/v1, api_key_env: VENDOR_KEY, models: { v2: null, v1: vendor/one } }`;

const suite = (cross: string, more = ''): string => `
cross:
${cross.replace(/^\n/, '')}
${more}
prompts:
  - { language: ja, sample: 1 }
`;

const FULL = `
  checkpoint: { v1: org/one, v2: org/two }
  endpoint:${ENDPOINTS}
  sampling: { top_k: [null, 50], temperature: [1, 0.3] }
  with: { sampling: { max_tokens: 100 }, system: "Be brief." }`;

describe('a crossed plan in a suite', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'offscript-cross-'));
  });

  after(() => rmSync(folder, { recursive: true }));

  function written(text: string): string {
    const path = join(folder, 'suite.yaml');
    writeFileSync(path, text);
    return path;
  }

  const targetsOf = async (text: string) => (await loadSuite(written(text))).targets;

  it('makes a target of every checkpoint where it is served and every setting, the usual one first', async () => {
    const targets = await targetsOf(suite(FULL));
    expect(targets.map(({ id }) => id)).to.deep.equal([
      'v1@own',
      'v1@own+top_k:50',
      'v1@own+temperature:0.3',
      'v1@own+temperature:0.3+top_k:50',
      'v1@vendor',
      'v1@vendor+top_k:50',
      'v1@vendor+temperature:0.3',
      'v1@vendor+temperature:0.3+top_k:50',
      'v2@own',
      'v2@own+top_k:50',
      'v2@own+temperature:0.3',
      'v2@own+temperature:0.3+top_k:50',
    ]);
  });

  it('sends what a cell is made of, and keeps it as its factors', async () => {
    const targets = await targetsOf(suite(FULL));
    const cell = targets.find(({ id }) => id === 'v1@vendor+temperature:0.3+top_k:50');
    expect(cell).to.deep.include({
      label: 'v1 at vendor, temperature 0.3, top_k 50',
      base_url: 'http://127.0.0.1:8001/v1',
      api_key_env: 'VENDOR_KEY',
      model: 'vendor/one',
      system: 'Be brief.',
      sampling: { max_tokens: 100, temperature: 0.3 },
      extra_body: { top_k: 50 },
      factors: { checkpoint: 'v1', endpoint: 'vendor', temperature: 0.3, top_k: 50 },
    });
    expect(targets[0]).not.to.have.property('extra_body');
    expect(targets[0]?.factors).to.deep.equal({
      checkpoint: 'v1',
      endpoint: 'own',
      temperature: 1,
      top_k: null,
    });
  });

  it('shares the pace of an endpoint among its cells', async () => {
    const targets = await targetsOf(suite(FULL));
    expect(targets.map(({ concurrency }) => concurrency)).to.deep.equal([1, 1, 1, 1, 4, 4, 4, 4, 1, 1, 1, 1]);
    expect(targets[0]?.requests_per_minute).to.equal(60 / 8);
  });

  it('changes one parameter at a time where it says so', async () => {
    const targets = await targetsOf(suite(`${FULL}\n  plan: each`));
    expect(targets.map(({ id }) => id)).to.deep.equal([
      'v1@own',
      'v1@own+temperature:0.3',
      'v1@own+top_k:50',
      'v1@vendor',
      'v1@vendor+temperature:0.3',
      'v1@vendor+top_k:50',
      'v2@own',
      'v2@own+temperature:0.3',
      'v2@own+top_k:50',
    ]);
  });

  it('names a parameter that is sent as a rule and not in a cell', async () => {
    const targets = await targetsOf(
      suite(`
  checkpoint: { v1: one }
  endpoint: { own: { base_url: http://127.0.0.1:8000/v1 } }
  sampling: { top_k: [50, null] }`),
    );
    expect(targets.map(({ id, extra_body }) => [id, extra_body])).to.deep.equal([
      ['v1@own', { top_k: 50 }],
      ['v1@own+no-top_k', undefined],
    ]);
  });

  it('may stand beside targets, and its cells be the baseline and variants', async () => {
    const text = suite(
      FULL,
      `baseline: v2@own
targets: [{ id: other, base_url: "http://127.0.0.1:9/v1", model: m }]
mitigate: { variants: { told: { system: "Only Japanese." } } }`,
    );
    const targets = await targetsOf(text);
    expect(targets[0]?.id).to.equal('other');
    const variant = targets.at(-1);
    expect(variant).to.deep.include({
      id: 'v2@own+told',
      label: 'v2 at own, told',
      system: 'Only Japanese.',
      mitigates: { target: 'v2@own', variant: 'told' },
    });
    expect(variant).not.to.have.property('factors');
  });

  const WRONG: readonly (readonly [string, string, RegExp])[] = [
    [
      'too many cells',
      suite(FULL.replace('[1, 0.3]', '[1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0]')),
      /"cross" crosses to 66 targets, more than 64; say `most: 66` if that is meant, or `plan: each` for 36/,
    ],
    [
      'a model of a checkpoint that is none',
      suite(FULL.replace('v2: null', 'v3: x')),
      /"cross.endpoint" names models of v3, which "checkpoint" does not have/,
    ],
    [
      'a parameter that is crossed and set for all',
      suite(FULL.replace('max_tokens: 100', 'temperature: 1')),
      /"cross.with" sets temperature, which "sampling" crosses/,
    ],
    ['a value twice', suite(FULL.replace('[null, 50]', '[50, 50]')), /must not have a value twice/],
    ['an unknown parameter', suite(FULL.replace('top_k:', 'top_q:')), /there is no field "top_q" here/],
    [
      'a cell that no target may be',
      suite(FULL.replace('[1, 0.3]', '[-1, 0.3]')),
      /"cross" makes the target v1@own, of which "sampling.temperature" must be at least 0/,
    ],
    [
      'a plan without any cell',
      suite(FULL.replace('own: {', 'own: { models: { v1: null, v2: null },').replace('vendor/one', 'null')),
      /"cross" makes no target: no endpoint serves any of the checkpoints/,
    ],
    ['neither targets nor a plan', 'prompts: [{ language: ja }]', /must have "targets", or "cross"/],
    [
      'variants of a target that is none',
      suite(FULL, 'mitigate: { of: [v9@own], variants: { told: { system: x } } }'),
      /"mitigate" there is no target "v9@own"; the targets are v1@own, /,
    ],
    [
      'a variant that changes nothing',
      suite(FULL, 'mitigate: { variants: { same: { label: x } } }'),
      /must change something/,
    ],
    [
      'tokens of two sources',
      suite(FULL, 'mitigate: { variants: { b: { logit_bias: { tokenizer: a.json, endpoint: true } } } }'),
      /must name a "tokenizer", or "endpoint: true"/,
    ],
    [
      'tokens for a protocol without any',
      `targets: [{ id: a, base_url: "http://127.0.0.1:9", api: messages, model: m, sampling: { max_tokens: 9 }, logit_bias: { endpoint: true } }]
prompts: [{ language: ja }]`,
      /"targets\[0\].logit_bias" is not possible with "api: messages", which knows no tokens/,
    ],
  ];
  for (const [what, text, message] of WRONG)
    it(`refuses ${what}, in a line`, async () => {
      const { message: said } = await rejected(loadSuite(written(text)));
      expect(said).to.match(message);
      expect(said).not.to.include('\n');
    });
});
