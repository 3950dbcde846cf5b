import { join } from 'node:path';
import { expect } from 'chai';
import type { Sample, TokenName } from '../../../store/index.js';
import { type Llama, MODEL, startLlama } from '../../support/llama/index.js';
import { needsLlama } from '../../support/needs.js';
import { folderWith, offscript } from '../../support/offscript.js';
import { readStored } from '../run/suites.js';
import { LONGEST, QUESTIONS, suiteFiles, type Target } from './suite.js';

/** Every way to ask: at once or streamed, with probabilities or without, as a chat or as a text that goes on. */
const WAYS: readonly Target[] = [
  { id: 'plain' },
  { id: 'plain+likely', logprobs: 2 },
  { id: 'streamed', stream: true },
  { id: 'streamed+likely', stream: true, logprobs: 2 },
  { id: 'text+likely', api: 'completions', logprobs: 2 },
  { id: 'text+streamed+likely', api: 'completions', stream: true, logprobs: 2 },
];

/** As it stands: no chat template is put around it. */
const isText = ({ target }: Pick<Sample, 'target'>): boolean => target.startsWith('text');

const LIKELY = WAYS.filter(({ logprobs }) => logprobs !== undefined).map(({ id }) => id);

const OTHER = 'no-such-model';

const encoder = new TextEncoder();
const bytesOf = (token: TokenName): readonly number[] =>
  typeof token === 'string' ? [...encoder.encode(token)] : token;

describe('a run against llama.cpp', () => {
  let python: string;
  let server: Llama;
  let folder: ReturnType<typeof folderWith>;
  let samples: readonly Sample[];
  let said: string;

  before(async function () {
    python = needsLlama(this);
    server = await startLlama(python);
    const targets = [...WAYS, { id: 'misnamed', model: OTHER }];
    folder = folderWith(suiteFiles(server.url, targets, { repeats: 2 }));
    const { code, stdout, stderr } = await offscript(folder.path, ['run', 's.yaml', '-o', 'run']);
    expect(code, stderr).to.equal(0);
    samples = readStored(join(folder.path, 'run'));
    said = stdout;
  });
  after(async () => {
    await server?.kill();
    folder?.remove();
  });

  async function told(path: string, body: object): Promise<Record<string, unknown>> {
    const url = new URL(path, server.url);
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    return (await response.json()) as Record<string, unknown>;
  }

  const of = (...ids: readonly string[]): Sample[] => samples.filter(({ target }) => ids.includes(target));

  it('answers every question in every way', () => {
    expect(samples.length).to.equal((WAYS.length + 1) * QUESTIONS.length * 2);
    for (const { answer, error, finish_reason, attempts, system_fingerprint, usage } of samples) {
      expect([error, attempts]).to.deep.equal([undefined, 1]);
      expect(answer).to.be.a('string');
      // A model may end at once.
      if (usage?.completion_tokens !== 1) expect(answer).not.to.equal('');
      expect(finish_reason).to.be.oneOf(['stop', 'length']);
      expect(system_fingerprint).to.be.a('string');
    }
  });

  it('counts tokens as the server’s own tokenizer does', async () => {
    for (const { id, text } of QUESTIONS) {
      const { prompt } = await told('/apply-template', { messages: [{ role: 'user', content: text }] });
      const count = async (content: unknown): Promise<number> => {
        const { tokens } = await told('/tokenize', { content, parse_special: true });
        return (tokens as readonly number[]).length;
      };
      const [inTemplate, bare] = [await count(prompt), await count(text)];
      expect(inTemplate).to.be.above(bare);
      for (const sample of samples.filter((one) => one.prompt === id))
        expect(sample.usage?.prompt_tokens).to.equal(isText(sample) ? bare : inTemplate);
    }
    for (const { usage, finish_reason } of samples) {
      if (finish_reason === 'length') expect(usage?.completion_tokens).to.equal(LONGEST);
      else expect(usage?.completion_tokens).to.be.within(1, LONGEST);
    }
  });

  it('stores probabilities where they are asked for, and tokens whose bytes are those of the answer', () => {
    for (const { logprobs } of of('plain', 'streamed', 'misnamed')) expect(logprobs).to.equal(undefined);
    let beyondAscii = 0;
    for (const { answer, logprobs = [], usage, finish_reason } of of(...LIKELY)) {
      const joined = new TextDecoder().decode(Uint8Array.from(logprobs.flatMap(([token]) => bytesOf(token))));
      // Of a token that an answer was cut off in, the server sends the whole characters without a probability.
      const rest = finish_reason === 'length' ? (answer ?? '').slice(joined.length) : '';
      expect(joined + rest).to.equal(answer);
      expect(rest.length).to.be.at.most(1);
      expect(logprobs.length).to.be.within(1, usage?.completion_tokens ?? 0);
      // A character of several tokens has one entry, so only these have one a token.
      if (/^\p{ASCII}*$/u.test(answer ?? '')) {
        if (rest === '') expect(logprobs.length).to.equal(usage?.completion_tokens);
      } else beyondAscii++;
      for (const [, own, top = []] of logprobs) {
        expect(own).to.be.at.most(0);
        const others = top.map(([, logprob]) => logprob ?? Number.NaN);
        expect(others.length).to.equal(2);
        expect(others[0]).to.be.at.least(others[1] ?? Number.NaN);
      }
    }
    expect(beyondAscii, 'answers in Japanese or Korean').to.be.above(0);
  });

  it('knows the time of the first token where the answer is streamed', () => {
    for (const { first_token_ms } of of('plain', 'plain+likely', 'text+likely'))
      expect(first_token_ms).to.equal(undefined);
    for (const { first_token_ms, latency_ms = 0 } of of(
      'streamed',
      'streamed+likely',
      'text+streamed+likely',
    ))
      expect(first_token_ms).to.be.within(1, latency_ms);
  });

  it('says that another model answered where the server does not mind the name', () => {
    expect(of('misnamed').map(({ model }) => model)).to.deep.equal(Array(QUESTIONS.length * 2).fill(MODEL));
    expect(said).to.match(/misnamed: .*\n {2}answered by another model than asked for: smollm2 \(6\)/);
    expect(said.match(/answered by/g)).to.have.length(1);
  });

  it('is foretold by check', async () => {
    const { code, stdout } = await offscript(folder.path, ['check', 's.yaml', '--json']);
    expect(code).to.equal(0);
    for (const probe of JSON.parse(stdout)) {
      const { target, listed, error, streaming, logprobs, reasoning } = probe;
      const known = { target, listed, error, streaming, logprobs, reasoning };
      const works = { error: null, streaming: true, logprobs: true, reasoning: false };
      expect(known).to.deep.equal({ target, listed: target !== 'misnamed', ...works });
      // A text may be taken for one that is at its end.
      if (!isText(probe)) expect(probe.first_token_ms).to.be.above(0);
    }
  });

  it('names a prompt that is longer than the context, and never asks it again', async () => {
    const questions = [
      { id: 'long', language: 'en', text: 'Tell me about words. '.repeat(200) },
      { id: 'short', language: 'en', text: 'Where is Tokyo?' },
    ];
    const ways: readonly Target[] = [{ id: 'plain' }, { id: 'streamed', stream: true }];
    const one = folderWith(suiteFiles(server.url, ways, { questions }));
    try {
      const { code, stdout, stderr } = await offscript(one.path, ['run', 's.yaml', '-o', 'run']);
      expect(code).to.equal(3);
      expect(stderr).to.match(/1 of plain: 400 .*exceeds the available context size/);
      expect(stdout.match(/1 of 2 samples scored; excluded: 1 error/g)).to.have.length(2);
      expect(stdout.match(/requests came to: answered 1, http 400 1$/gm)).to.have.length(2);
      const failed = readStored(join(one.path, 'run')).filter(({ prompt }) => prompt === 'long');
      expect(failed.map(({ attempts, answer, error }) => [attempts, answer, error?.status])).to.deep.equal([
        [1, null, 400],
        [1, null, 400],
      ]);
    } finally {
      one.remove();
    }
  });

  for (const stream of [false, true]) {
    it(`names a context that runs out while answers are made, and stores no beginning of one${stream ? ', streamed' : ''}`, async () => {
      const questions = ['a cat', 'the sea', 'a king', 'rain'].map((what) => ({
        id: what.replace(' ', '-'),
        language: 'en',
        text: `Tell me a very long story about ${what}.`,
      }));
      const endless = { sampling: { max_tokens: 120 }, extra_body: { ignore_eos: true } };
      const target = { id: 'a', stream, concurrency: 4, retries: 0, ...endless };
      const small = await startLlama(python, { slots: 4, context: 160, shared: true });
      const files = folderWith(suiteFiles(small.url, [target], { questions }));
      try {
        const { code, stderr } = await offscript(files.path, ['run', 's.yaml', '-o', 'run']);
        expect(code).to.equal(3);
        expect(stderr).to.match(/\d of a: .*Context size has been exceeded/);
        const failed = readStored(join(files.path, 'run')).filter(({ error }) => error !== undefined);
        expect(failed).to.have.length.above(0);
        for (const { answer } of failed) expect(answer).to.equal(null);
      } finally {
        await small.kill();
        files.remove();
      }
    });
  }
});
