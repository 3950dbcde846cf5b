import { expect } from 'chai';
import { type Faults, type Simulator, startSimulator } from '../../../harness/simulator/index.js';
import {
  bodyOf,
  type CompletionObject,
  type ErrorObject,
  japanese,
  post,
  simulators,
  until,
} from './client.js';

/** What a request came to: its status, or how it failed. */
async function outcome(simulator: Simulator, body: string): Promise<string> {
  try {
    const response = await post(simulator, body);
    await response.json();
    return String(response.status);
  } catch (error) {
    const { name, cause } = error as { name: string; cause?: { code?: string } };
    return cause?.code ?? name;
  }
}

describe('faults', () => {
  const start = simulators();

  it('are answers of 429 with the Retry-After that was asked for', async () => {
    const cases: readonly [Faults['retryAfter'], string, string | null][] = [
      [undefined, '1', null],
      ['0', '0', null],
      ['Wed, 21 Oct 2026 07:28:00 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT', null],
      [40, '1', '40'],
    ];
    for (const [retryAfter, seconds, milliseconds] of cases) {
      const faults = { rate429: 1, ...(retryAfter !== undefined && { retryAfter }) };
      const response = await post(await start({ faults }), bodyOf(japanese));
      expect(response.status).to.equal(429);
      expect(response.headers.get('retry-after')).to.equal(seconds);
      expect(response.headers.get('retry-after-ms')).to.equal(milliseconds);
      expect(((await response.json()) as ErrorObject).error.code).to.equal('rate_limit_exceeded');
    }
  });

  it('are answers of 500 in the API’s own shape', async () => {
    const response = await post(await start({ faults: { rate500: 1 } }), bodyOf(japanese));
    expect(response.status).to.equal(500);
    expect(((await response.json()) as ErrorObject).error.type).to.equal('server_error');
  });

  it('are connections that are reset', async () => {
    expect(await outcome(await start({ faults: { rateReset: 1 } }), bodyOf(japanese))).to.equal('ECONNRESET');
  });

  for (const stream of [false, true])
    it(`are bodies that break off, ${stream ? 'streamed' : 'plain'}`, async () => {
      const simulator = await start({ faults: { rateCutoff: 1 } });
      const response = await post(simulator, bodyOf(japanese, { stream }));
      expect(response.status).to.equal(200);
      let received = '';
      let failed = false;
      const decoder = new TextDecoder();
      try {
        for await (const chunk of response.body ?? []) received += decoder.decode(chunk, { stream: true });
      } catch {
        failed = true;
      }
      expect(failed).to.equal(true);
      expect(received).to.include('offscript-simulator-1').and.not.include('[DONE]').and.not.include('usage');
    });

  it('are requests that hang until the client gives up', async () => {
    const simulator = await start({ faults: { rateHang: 1 } });
    const controller = new AbortController();
    const pending = post(simulator, bodyOf(japanese), { signal: controller.signal }).catch(
      (error: Error) => error.name,
    );
    await until(() => simulator.stats.active === 1);
    controller.abort();
    expect(await pending).to.equal('AbortError');
    await until(() => simulator.stats.active === 0);
    expect(simulator.stats).to.deep.equal({ requests: 1, faults: 1, active: 0, maxActive: 1 });
  });

  it('that hang do not keep the endpoint from closing', async () => {
    const simulator = await startSimulator({ models: [{ id: 'clean', slips: {} }], faults: { rateHang: 1 } });
    const pending = post(simulator, bodyOf(japanese)).catch((error: Error) => error.name);
    await until(() => simulator.stats.active === 1);
    await simulator.close();
    expect(await pending).to.equal('TypeError');
  });

  it('strike the same requests and retries whatever the concurrency', async () => {
    const faults = { rate429: 0.2, rate500: 0.2, rateReset: 0.1, rateCutoff: 0.1 };
    const bodies = Array.from({ length: 80 }, (_, i) => bodyOf(`${i} ${japanese}`));
    const thrice = async (simulator: Simulator, body: string): Promise<string> =>
      [await outcome(simulator, body), await outcome(simulator, body), await outcome(simulator, body)].join(
        ' ',
      );
    const alone = await start({ faults, seed: 4 });
    const one: string[] = [];
    for (const body of bodies) one.push(await thrice(alone, body));
    const crowd = await start({ faults, seed: 4 });
    const all = await Promise.all(bodies.map((body) => thrice(crowd, body)));
    expect(all).to.deep.equal(one);
    expect(crowd.stats.faults).to.equal(alone.stats.faults);
    expect(new Set(all).size, 'a retry has a draw of its own').to.be.greaterThan(20);
    const other = await start({ faults, seed: 5 });
    expect(await Promise.all(bodies.map((body) => thrice(other, body)))).to.not.deep.equal(all);
  });

  it('come at their rates, and rateAlways strikes prompts for good', async () => {
    const simulator = await start({ faults: { rate429: 0.3 } });
    const statuses = await Promise.all(
      Array.from({ length: 400 }, (_, i) => outcome(simulator, bodyOf(`${i}`))),
    );
    expect(statuses.filter((status) => status === '429').length).to.be.closeTo(120, 37);
    const always = await start({ faults: { rateAlways: 0.25 } });
    const failing: boolean[] = [];
    for (let i = 0; i < 200; i++) {
      const first = await outcome(always, bodyOf(`${i}`));
      const again = await outcome(always, bodyOf(`${i}`, { seed: i }));
      expect(again).to.equal(first);
      failing.push(first === '500');
    }
    expect(failing.filter(Boolean).length).to.be.closeTo(50, 25);
  });

  it('do not change which answers there are', async () => {
    const good = async (faults: Faults): Promise<string[]> => {
      const simulator = await start({ faults });
      const texts: string[] = [];
      while (texts.length < 5) {
        const response = await post(simulator, bodyOf(japanese));
        const completion = (await response.json().catch(() => ({}))) as Partial<CompletionObject>;
        const content = completion.choices?.[0]?.message?.content;
        if (content !== undefined) texts.push(content);
      }
      return texts;
    };
    expect(await good({ rate500: 0.3, rateCutoff: 0.3 })).to.deep.equal(await good({}));
  });

  it('cannot be asked for at rates that are none', async () => {
    for (const faults of [
      { rate429: -0.1 },
      { rateHang: 2 },
      { rateAlways: Number.NaN },
      { rate500: 0.6, rateReset: 0.6 },
    ]) {
      const error = await startSimulator({ models: [], faults }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(RangeError);
    }
  });
});
