import { join } from 'node:path';
import { expect } from 'chai';
import type { Report } from '../../../reports/index.js';
import { type Llama, startLlama } from '../../support/llama/index.js';
import { needsLlama } from '../../support/needs.js';
import { folderWith, offscript } from '../../support/offscript.js';
import { suiteFiles } from './suite.js';

/** Short questions that a small model mixes other scripts into. */
const QUESTIONS = [
  'сало',
  'море',
  'хлеб',
  'дом',
  'лес',
  'снег',
  'чай',
  'книга',
  'луна',
  'кот',
  'мост',
  'сад',
].map((word, i) => ({ id: `q${i}`, language: 'ru', text: `Скажи по-русски и по-китайски: ${word}` }));

const sampling = { temperature: 1, top_p: 1, max_tokens: 16 };
const LISTED = { logprobs: 20, sampling };

/** The server gives the model's probabilities; it cuts off by itself what is not asked otherwise. */
const TARGETS = [
  { id: 'twenty', ...LISTED, extra_body: { top_k: 20, min_p: 0 } },
  { id: 'hot', ...LISTED, sampling: { ...sampling, temperature: 1.5 }, extra_body: { top_k: 20, min_p: 0 } },
  {
    id: 'after',
    ...LISTED,
    sampling: { ...sampling, temperature: 0.8, top_p: 0.95 },
    extra_body: { post_sampling_probs: true },
  },
  {
    id: 'all',
    ...LISTED,
    sampling: { ...sampling, temperature: 0.8, top_p: 0.95 },
    extra_body: { top_k: 20, min_p: 0.05 },
  },
  {
    id: 'misunderstood',
    ...LISTED,
    extra_body: { top_k: 20, min_p: 0 },
    // As many tokens as tell beyond doubt that they are drawn otherwise.
    sampling: { max_tokens: 80, top_p: 1, temperature: 0.2 },
    logprobs_of: 'sampler',
  },
];

describe('rates by probabilities of a run against llama.cpp', () => {
  let python: string;
  let server: Llama;
  let folder: ReturnType<typeof folderWith>;
  let report: Report;

  before(async function () {
    python = needsLlama(this);
    server = await startLlama(python);
    folder = folderWith(suiteFiles(server.url, TARGETS, { questions: QUESTIONS }));
    const { code, stderr } = await offscript(folder.path, ['run', 's.yaml', '-o', 'run']);
    expect(code, stderr).to.equal(0);
    const { stdout } = await offscript(folder.path, ['report', join(folder.path, 'run'), '--format', 'json']);
    report = JSON.parse(stdout) as Report;
  });
  after(async () => {
    await server?.kill();
    folder?.remove();
  });

  for (const { id } of TARGETS.slice(0, -1))
    it(`are taken from tokens that are drawn as the server says: ${id}`, () => {
      const { latent, samples } = report.targets.find((target) => target.id === id) ?? {};
      expect(latent?.withheld).to.equal(undefined);
      expect(latent?.left_out).to.equal(undefined);
      expect(latent?.slips.of).to.equal(samples);
      expect(latent?.rate).to.be.within(latent?.low ?? 1, latent?.high ?? 0);
    });

  it('are not shown where the server gives others than the suite says', () => {
    const { latent } = report.targets.find((target) => target.id === 'misunderstood') ?? {};
    expect(latent?.withheld?.kind).to.equal('drawn_otherwise');
  });
});
