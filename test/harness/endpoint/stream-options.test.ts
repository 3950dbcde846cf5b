import { expect } from 'chai';
import { askServers, json, prompt, typedEvents } from './one-answer.js';

describe('an endpoint that is asked to stream', () => {
  const { open, ask, close } = askServers();
  afterEach(close);

  const whole = typedEvents({ choices: [{ delta: { content: 'はい' }, finish_reason: 'stop' }] });
  const problem = { detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }] };
  const refuse =
    (status: number): Parameters<typeof open>[0] =>
    (request, response, body) =>
      ('stream_options' in body ? json(problem, {}, status) : whole)(request, response);

  for (const status of [400, 422])
    it(`is asked again without stream_options after a ${status} that names them, and then never with them`, async () => {
      const { endpoint, heard } = await open(refuse(status), { stream: true, retries: 0 });
      const replies = await Promise.all([1, 2].map((seed) => endpoint.ask(prompt, seed)));
      for (const reply of replies)
        expect(reply).to.deep.include({ answer: 'はい', attempts: 2, retried: [String(status)] });
      expect(await endpoint.ask(prompt, 3)).to.deep.include({ answer: 'はい', attempts: 1 });
      expect(heard.length).to.equal(5);
      await endpoint.close();
    });

  it('is never asked with stream_options where the suite sets them to null', async () => {
    const fields = { stream: true, retries: 0, extra_body: { stream_options: null, top_k: 1 } } as const;
    const { reply, heard } = await ask(refuse(422), fields);
    expect(reply).to.deep.include({ answer: 'はい', attempts: 1 });
    expect(heard[0]?.body).to.include({ stream: true, top_k: 1 }).and.not.to.have.property('stream_options');
  });

  it('fails as it is refused where what is refused is something else', async () => {
    const refusal = json({ error: { message: 'seed is not supported' } }, {}, 400);
    const { reply } = await ask(refusal, { stream: true });
    expect(reply).to.deep.include({
      attempts: 1,
      error: { kind: 'http', status: 400, message: '400 seed is not supported' },
    });
  });
});
