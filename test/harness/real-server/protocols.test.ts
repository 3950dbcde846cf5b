import { join } from 'node:path';
import { expect } from 'chai';
import type { Sample } from '../../../store/index.js';
import { type Llama, startLlama } from '../../support/llama/index.js';
import { needsLlama } from '../../support/needs.js';
import { folderWith, offscript } from '../../support/offscript.js';
import { readStored } from '../run/suites.js';
import { LONGEST, QUESTIONS, suiteFiles, type Target } from './suite.js';

const TEMPLATE = 'Question: {{prompt}}\nAnswer:';

const TARGETS: readonly Target[] = [
  { id: 'text', api: 'completions' },
  { id: 'text-streamed', api: 'completions', stream: true, logprobs: 2 },
  { id: 'template', api: 'completions', template: TEMPLATE, logprobs: 2 },
  { id: 'responses', api: 'responses' },
  { id: 'responses-streamed', api: 'responses', stream: true },
  { id: 'messages', api: 'messages' },
  { id: 'messages-streamed', api: 'messages', stream: true },
];

describe('a run against llama.cpp by its other protocols', () => {
  let server: Llama;
  let folder: ReturnType<typeof folderWith>;
  let samples: readonly Sample[];

  before(async function () {
    server = await startLlama(needsLlama(this));
    folder = folderWith(suiteFiles(server.url, TARGETS));
    const { code, stderr } = await offscript(folder.path, ['run', 's.yaml', '-o', 'run', '--quiet']);
    expect(code, stderr).to.equal(0);
    samples = readStored(join(folder.path, 'run'));
  });
  after(async () => {
    await server?.kill();
    folder?.remove();
  });

  const of = (...ids: readonly string[]): Sample[] => samples.filter(({ target }) => ids.includes(target));

  it('answers every question, streamed or not', () => {
    expect(samples.length).to.equal(TARGETS.length * QUESTIONS.length);
    for (const { target, answer, error, finish_reason, first_token_ms, usage } of samples) {
      expect(error, target).to.equal(undefined);
      // A model may end at once.
      if ((usage?.completion_tokens ?? 0) > 1) expect(answer, target).to.be.a('string').and.not.equal('');
      expect(finish_reason, target).to.be.oneOf(['stop', 'length']);
      // A stream of messages begins without its usage where the first token is a piece of a character: half a count is none.
      if (usage !== undefined || target !== 'messages-streamed')
        expect(usage?.completion_tokens, target).to.be.within(1, LONGEST);
      if (target.endsWith('streamed') && answer) expect(first_token_ms, target).to.be.a('number');
    }
  });

  it('goes on with the text itself, or with the template’s, and no chat around it', async () => {
    for (const { id, text } of QUESTIONS)
      for (const [target, content] of [
        ['text', text],
        ['text-streamed', text],
        ['template', TEMPLATE.replace('{{prompt}}', text)],
      ] as const) {
        const asked = { method: 'POST', body: JSON.stringify({ content, add_special: true }) };
        const response = await fetch(new URL('/tokenize', server.url), asked);
        const { tokens } = (await response.json()) as { tokens: unknown[] };
        const [sample] = of(target).filter(({ prompt }) => prompt === id);
        expect(sample?.usage?.prompt_tokens, target).to.equal(tokens.length);
      }
  });

  it('stores the probabilities of a text', () => {
    const likely = of('text-streamed', 'template');
    expect(likely.some(({ logprobs = [] }) => logprobs.length > 1)).to.equal(true);
    for (const { logprobs = [] } of likely)
      for (const [, own, top = []] of logprobs) {
        expect(own).to.be.at.most(0);
        expect(top.length).to.equal(2);
      }
  });
});
