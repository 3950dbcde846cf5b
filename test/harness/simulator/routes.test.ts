import { expect } from 'chai';
import { startSimulator } from '../../../harness/simulator/index.js';
import {
  type ask,
  bodyOf,
  contentOf,
  type ErrorObject,
  japanese,
  post,
  simulators,
  until,
} from './client.js';

describe('the embedded endpoint', () => {
  const start = simulators();

  it('lists its models', async () => {
    const models = [
      { id: 'one', slips: {} },
      { id: 'two', slips: {} },
    ];
    const { url } = await start({ models });
    const list = (await (await fetch(`${url}/models`)).json()) as { object: string; data: { id: string }[] };
    expect(list.object).to.equal('list');
    expect(list.data.map(({ id }) => id)).to.deep.equal(['one', 'two']);
  });

  it('listens on the port asked for, and on free ones otherwise', async () => {
    const [one, two] = [await start(), await start()];
    expect(one.port).to.not.equal(two.port);
    expect(one.url).to.equal(`http://127.0.0.1:${one.port}/v1`);
    await one.close();
    await one.close();
    expect((await start({ port: one.port })).port).to.equal(one.port);
    const error = await startSimulator({ models: [], port: two.port }).catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'EADDRINUSE');
  });

  it('lets in only those with the key, when there is one', async () => {
    const simulator = await start({ apiKey: 'secret' });
    const cases: readonly [string | undefined, number][] = [
      [undefined, 401],
      ['Bearer other', 401],
      ['secret', 401],
      ['Bearer secret', 200],
    ];
    for (const [authorization, status] of cases) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const response = await post(simulator, bodyOf(japanese), { headers });
      expect(response.status).to.equal(status);
      expect((await fetch(`${simulator.url}/models`, { headers })).status).to.equal(status);
      if (status === 401)
        expect(((await response.json()) as ErrorObject).error.code).to.equal('invalid_api_key');
    }
  });

  it('refuses what it cannot answer, in the shape of OpenAI’s errors', async () => {
    const { url } = await start();
    const chat = '/chat/completions';
    const cases: readonly [string, string, string, number, string | null, string | null][] = [
      ['POST', chat, '{"model":', 400, null, null],
      ['POST', chat, '', 400, null, null],
      ['POST', chat, '[]', 400, null, null],
      ['POST', chat, '{"messages":[]}', 400, 'model', null],
      ['POST', chat, '{"model":"clean"}', 400, 'messages', null],
      ['POST', chat, '{"model":"clean","messages":[]}', 400, 'messages', null],
      ['POST', chat, '{"model":"clean","messages":["x"]}', 400, 'messages[0]', null],
      ['POST', chat, '{"model":"clean","messages":[{"role":"user","content":7}]}', 400, 'messages[0]', null],
      ['POST', chat, bodyOf('x', { max_tokens: 0 }), 400, 'max_tokens', null],
      ['POST', chat, bodyOf('x', { seed: 'y' }), 400, 'seed', null],
      ['POST', chat, bodyOf('x', { logprobs: true, top_logprobs: 21 }), 400, 'top_logprobs', null],
      ['POST', chat, bodyOf('x', { top_logprobs: 2 }), 400, 'top_logprobs', null],
      ['POST', chat, bodyOf('x', { model: 'none' }), 404, null, 'model_not_found'],
      ['GET', chat, '', 405, null, null],
      ['POST', '/models', '{}', 405, null, null],
      ['POST', '/completions', '{}', 404, null, null],
      ['GET', '/', '', 404, null, null],
    ];
    for (const [method, path, body, status, param, code] of cases) {
      const response = await fetch(url + path, { method, ...(method === 'POST' && { body }) });
      const { error } = (await response.json()) as ErrorObject;
      expect({ method, path, body, status: response.status, ...error }).to.include({
        status,
        type: 'invalid_request_error',
        param,
        code,
      });
      expect(error.message).to.not.equal('');
    }
  });

  it('takes text in parts, null contents and query strings', async () => {
    const { url } = await start();
    const messages = [
      { role: 'assistant', content: null },
      { role: 'user', content: [{ type: 'text', text: japanese }] },
    ];
    const response = await fetch(`${url}/chat/completions?x=1`, {
      method: 'POST',
      body: JSON.stringify({ model: 'clean', messages }),
    });
    expect(contentOf((await response.json()) as Awaited<ReturnType<typeof ask>>)).to.match(/[ぁ-ん]/);
  });

  it('counts requests, and how many were active at one time', async () => {
    const simulator = await start({ latencyMs: 60_000 });
    const controller = new AbortController();
    const { signal } = controller;
    const all = Array.from({ length: 8 }, (_, seed) =>
      post(simulator, bodyOf(japanese, { seed }), { signal }),
    );
    const ended = Promise.allSettled(all);
    await until(() => simulator.stats.active === 8);
    controller.abort();
    await ended;
    await until(() => simulator.stats.active === 0);
    await fetch(`${simulator.url}/models`);
    expect(simulator.stats).to.include({ requests: 8, faults: 0, maxActive: 8 });
  });

  it('ends requests that wait for their latency when it closes', async () => {
    const simulator = await startSimulator({ models: [{ id: 'clean', slips: {} }], latencyMs: 60_000 });
    const pending = post(simulator, bodyOf(japanese)).catch((error: Error) => error.name);
    await until(() => simulator.stats.active === 1);
    await simulator.close();
    expect(await pending).to.equal('TypeError');
  });
});
