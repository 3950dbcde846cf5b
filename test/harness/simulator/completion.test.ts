import { expect } from 'chai';
import { SIMULATOR_FINGERPRINT } from '../../../harness/simulator/index.js';
import { ask, clean, contentOf, japanese, simulators, stream } from './client.js';

const thinker = { id: 'thinker', slips: {}, reasoning: true };

describe('a simulated completion', () => {
  const start = simulators();

  it('is the same for the same request and seed, also on another endpoint and whatever the temperature', async () => {
    const [first, second] = [await start(), await start({ seed: 9 })];
    const answer = await ask(first, japanese, { seed: 7, temperature: 0 });
    expect(contentOf(await ask(first, japanese, { seed: 7 }))).to.equal(contentOf(answer));
    const elsewhere = await ask(second, japanese, { seed: 7, temperature: 2 });
    expect(elsewhere).to.deep.equal({ ...answer, created: (elsewhere as { created?: number }).created });
  });

  it('is another one for another seed, model or text', async () => {
    const simulator = await start({ models: [clean, { id: 'twin', slips: {} }] });
    const answers = await Promise.all([
      ask(simulator, japanese, { seed: 1 }),
      ask(simulator, japanese, { seed: 2 }),
      ask(simulator, japanese, { seed: 1, model: 'twin' }),
      ask(simulator, `${japanese}。`, { seed: 1 }),
    ]);
    expect(new Set(answers.map(contentOf)).size).to.equal(4);
  });

  it('differs from repeat to repeat without a seed, and repeats with the endpoint’s own', async () => {
    const three = async (seed: number): Promise<string[]> => {
      const simulator = await start({ seed });
      const texts: string[] = [];
      for (let i = 0; i < 3; i++) texts.push(contentOf(await ask(simulator, japanese)));
      return texts;
    };
    const texts = await three(5);
    expect(new Set(texts).size).to.equal(3);
    expect(await three(5)).to.deep.equal(texts);
    expect(await three(6)).to.not.deep.equal(texts);
  });

  it('brings id, model, fingerprint, finish reason and a usage that adds up', async () => {
    const completion = await ask(await start(), japanese, { seed: 1 });
    expect(completion).to.include({
      object: 'chat.completion',
      model: 'clean',
      system_fingerprint: SIMULATOR_FINGERPRINT,
    });
    expect(completion.id).to.match(/^chatcmpl-/);
    expect(completion.choices).to.have.length(1);
    expect(completion.choices[0]).to.include({ finish_reason: 'stop', logprobs: null });
    const { prompt_tokens = 0, completion_tokens = 0, total_tokens } = completion.usage ?? {};
    expect(prompt_tokens).to.be.greaterThan(0);
    expect(completion_tokens).to.be.greaterThan(0);
    expect(total_tokens).to.equal(prompt_tokens + completion_tokens);
  });

  for (const limit of ['max_tokens', 'max_completion_tokens'])
    it(`ends at ${limit}, says so, and is the beginning of the whole answer`, async () => {
      const simulator = await start();
      const whole = await ask(simulator, japanese, { seed: 3 });
      const cut = await ask(simulator, japanese, { seed: 3, [limit]: 10 });
      expect(contentOf(whole).startsWith(contentOf(cut))).to.equal(true);
      expect(cut.choices[0]?.finish_reason).to.equal('length');
      expect(cut.usage?.completion_tokens).to.equal(10);
    });

  it('has a reasoning channel of its own in models that think', async () => {
    const simulator = await start({ models: [clean, thinker] });
    const message = (await ask(simulator, japanese, { model: 'thinker', seed: 1 })).choices[0]?.message;
    expect(message?.reasoning_content).to.match(/[ぁ-ん]/);
    expect(message?.content).to.not.include(message?.reasoning_content);
    expect((await ask(simulator, japanese)).choices[0]?.message).to.not.have.property('reasoning_content');
  });

  it('leaves no answer when thinking uses up the limit', async () => {
    const simulator = await start({ models: [thinker] });
    const { choices } = await ask(simulator, japanese, { model: 'thinker', seed: 1, max_tokens: 5 });
    expect(choices[0]?.finish_reason).to.equal('length');
    expect(choices[0]?.message?.content).to.equal('');
    expect(choices[0]?.message?.reasoning_content).to.not.equal('');
  });

  it('streams what it says plainly, in more than one piece', async () => {
    const simulator = await start({ models: [thinker] });
    for (const more of [{}, { max_tokens: 12 }, { logprobs: true, top_logprobs: 2 }]) {
      const request = { model: 'thinker', seed: 4, ...more };
      const plain = (await ask(simulator, japanese, request)).choices[0];
      const chunks = await stream(simulator, japanese, request);
      const choices = chunks.flatMap((chunk) => chunk.choices);
      const join = (key: 'content' | 'reasoning_content'): string =>
        choices.map(({ delta }) => delta?.[key] ?? '').join('');
      expect(chunks.length).to.be.greaterThan(3);
      expect(join('content')).to.equal(plain?.message?.content);
      expect(join('reasoning_content')).to.equal(plain?.message?.reasoning_content);
      expect(choices[0]?.delta?.role).to.equal('assistant');
      expect(choices.map((one) => one.finish_reason).filter((reason) => reason !== null)).to.deep.equal([
        plain?.finish_reason,
      ]);
      expect(choices.flatMap(({ logprobs }) => logprobs?.content ?? [])).to.deep.equal(
        plain?.logprobs?.content ?? [],
      );
      for (const chunk of chunks)
        expect(chunk).to.include({
          object: 'chat.completion.chunk',
          system_fingerprint: SIMULATOR_FINGERPRINT,
        });
    }
  });

  it('closes a stream with the usage only when asked to', async () => {
    const simulator = await start();
    const { usage } = await ask(simulator, japanese, { seed: 1 });
    const chunks = await stream(simulator, japanese, { seed: 1, stream_options: { include_usage: true } });
    expect(chunks.at(-1)).to.deep.include({ choices: [], usage });
    for (const chunk of chunks.slice(0, -1)) expect(chunk.usage).to.equal(null);
    for (const chunk of await stream(simulator, japanese, { seed: 1 }))
      expect(chunk).to.not.have.property('usage');
  });

  it('has well-formed, repeatable probabilities for every token', async () => {
    const simulator = await start();
    for (const text of [japanese, 'Tell me about lunch.', 'Ответьте, пожалуйста, коротко.']) {
      for (const top of [0, 1, 5, 20]) {
        const request = { seed: 2, logprobs: true, top_logprobs: top };
        const completion = await ask(simulator, text, request);
        const tokens = completion.choices[0]?.logprobs?.content ?? [];
        expect(tokens.map(({ token }) => token).join('')).to.equal(contentOf(completion));
        expect(tokens).to.have.length(completion.usage?.completion_tokens ?? -1);
        for (const { token, logprob, bytes, top_logprobs } of tokens) {
          expect(Buffer.from(bytes).toString()).to.equal(token);
          expect(logprob).to.be.at.most(0);
          expect(top_logprobs).to.have.length(top);
          expect(new Set(top_logprobs.map((one) => one.token)).size).to.equal(top);
          if (top > 0) expect(top_logprobs[0]).to.deep.equal({ token, logprob, bytes });
          const probabilities = top_logprobs.map((one) => Math.exp(one.logprob));
          expect(probabilities).to.deep.equal([...probabilities].sort((a, b) => b - a));
          expect(probabilities.reduce((sum, one) => sum + one, 0)).to.be.at.most(1 + 1e-9);
        }
        expect((await ask(simulator, text, request)).choices).to.deep.equal(completion.choices);
      }
    }
  });
});
