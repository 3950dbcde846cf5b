import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Llama, MODEL, startLlama } from '../../support/llama/index.js';
import { needsLlama } from '../../support/needs.js';
import { folderWith, offscript } from '../../support/offscript.js';

describe('tokens of llama.cpp', () => {
  let server: Llama;
  let folder: ReturnType<typeof folderWith>;

  before(async function () {
    server = await startLlama(needsLlama(this));
    folder = folderWith({
      'suite.yaml': `
seed: 5
canary: { every: 1 }
targets: [{ id: m, base_url: "${server.url}", model: ${MODEL}, concurrency: 2, sampling: { max_tokens: 8, temperature: 1 } }]
mitigate: { variants: { kana: { logit_bias: { endpoint: true, scripts: [Latn] } } } }
prompts: [{ language: ja, sample: 3 }]
`,
    });
  });

  after(async () => {
    await server?.kill();
    folder?.remove();
  });

  it('are told by the server, and do not come where they are made impossible', async () => {
    const cache = join(folder.path, 'cache');
    const words = ['run', 'suite.yaml', '-o', 'run', '--quiet'];
    const { code, stderr } = await offscript(folder.path, words, { XDG_CACHE_HOME: cache });
    expect(code, stderr).to.equal(0);
    const { targets } = JSON.parse(readFileSync(join(folder.path, 'run/run.json'), 'utf8'));
    expect(targets[1].biased.vocabulary).to.equal(49_152);
    expect(targets[1].biased.languages.ja.tokens).to.be.within(45_000, 49_000);
    const samples = readFileSync(join(folder.path, 'run/samples.jsonl'), 'utf8').trim().split('\n');
    const answers = samples.map((line) => JSON.parse(line)).filter(({ target }) => target === 'm+kana');
    expect(answers).to.have.length(3);
    expect(answers.map(({ answer }) => answer).join('')).not.to.match(/[A-Za-z]/);
  });

  it('move no canary while the same model answers', async () => {
    const { stdout } = await offscript(folder.path, ['report', 'run', '--format', 'json']);
    for (const { canary } of JSON.parse(stdout).targets)
      expect(canary.verdict, JSON.stringify(canary)).to.be.oneOf(['still', 'few']);
  });
});
