import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { Abreast } from '../../../harness/run/abreast.js';
import { runSuite } from '../../../harness/run/index.js';
import type { Suite, SuiteTarget } from '../../../harness/suite/index.js';
import type { Prompt } from '../../../prompts/index.js';
import { folderStore } from '../../../store/index.js';
import { folderWith } from '../../support/offscript.js';

const servers: Server[] = [];

/** A vendor: what it does with the nth request. Returns its base URL. */
async function vendor(answer: (nth: number) => Promise<number>): Promise<string> {
  let n = 0;
  const server = createServer((request, response) => {
    request.resume();
    void answer(n++).then((status) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      const message = { role: 'assistant', content: '晴れ。' };
      response.end(
        status === 200
          ? JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }] })
          : JSON.stringify({ error: { message: 'no such key' } }),
      );
    });
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const answering = (ms: number) => async (): Promise<number> => {
  await sleep(ms);
  return 200;
};

const prompts = Array.from(
  { length: 60 },
  (_, i): Prompt => ({ id: `p${i}`, language: 'ja', messages: [{ role: 'user', content: `質問${i}` }] }),
);

function suiteOf(targets: Readonly<Record<string, string>>, more: Partial<SuiteTarget> = {}): Suite {
  return {
    name: 'vendors',
    repeats: 1,
    vendors: {},
    prompts,
    targets: Object.entries(targets).map(([id, base_url]) => ({
      id,
      model: 'm',
      base_url,
      concurrency: 2,
      retries: 0,
      ...more,
    })),
  };
}

describe('vendors that are asked side by side', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => {
    folder.remove();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** The places of the questions of each target in the order in which they were stored. */
  async function order(suite: Suite, notices: string[] = []): Promise<[string, number][]> {
    const seen: [string, number][] = [];
    await runSuite(suite, folderStore(join(folder.path, 'run')), {
      onSample: ({ target, prompt, error }) => {
        if (error === undefined) seen.push([target, Number(prompt.slice(1))]);
      },
      onNotice: (line) => notices.push(line),
    });
    return seen;
  }

  /** How far ahead of the last one any target ever was. */
  function lead(seen: readonly (readonly [string, number])[], ids: readonly string[]): number {
    const at = new Map(ids.map((id) => [id, 0]));
    let most = 0;
    for (const [id, place] of seen) {
      at.set(id, Math.max(at.get(id) ?? 0, place));
      most = Math.max(most, Math.max(...at.values()) - Math.min(...at.values()));
    }
    return most;
  }

  it('stay near each other, however much faster one of them is', async () => {
    const suite = suiteOf({ fast: await vendor(answering(0)), slow: await vendor(answering(15)) });
    const seen = await order(suite);
    expect(seen).to.have.length(120);
    // Four times the two requests that each may have in flight, and those themselves.
    expect(lead(seen, ['fast', 'slow'])).to.be.at.most(12);
  });

  it('go each as fast as they can where the suite says nothing of vendors', async () => {
    // The slow one answers when the fast one is far ahead.
    let ahead: (() => void) | undefined;
    const isAhead = new Promise<void>((resolve) => {
      ahead = resolve;
    });
    const { vendors: _, ...suite } = suiteOf({
      fast: await vendor(async (nth) => {
        if (nth === 50) ahead?.();
        return 200;
      }),
      slow: await vendor(async () => {
        await isAhead;
        return 200;
      }),
    });
    expect(lead(await order(suite), ['fast', 'slow'])).to.be.above(30);
  });

  it('do not wait for one that has stopped by itself', async () => {
    const suite = suiteOf({ good: await vendor(answering(0)), closed: await vendor(async () => 401) });
    const seen = await order(suite);
    expect(seen.filter(([id]) => id === 'good')).to.have.length(60);
    expect(seen.filter(([id]) => id === 'closed')).to.have.length(0);
  });

  it('do not wait for one whose questions have answers already', async () => {
    const suite = suiteOf({ one: await vendor(answering(0)), other: await vendor(answering(0)) });
    const store = folderStore(join(folder.path, 'run'));
    await runSuite(suite, store, { only: ['one'] });
    expect((await order(suite)).filter(([id]) => id === 'other')).to.have.length(60);
  });

  it('end at once when the run is stopped, also those that wait for another', async () => {
    const suite = suiteOf({
      fast: await vendor(answering(0)),
      hanging: await vendor(() => new Promise(() => {})),
    });
    const [stop, abort] = [new AbortController(), new AbortController()];
    let asked = 0;
    const { left } = await runSuite(suite, folderStore(join(folder.path, 'run')), {
      stop: stop.signal,
      abort: abort.signal,
      onSample: () => {
        if (++asked === 8) setTimeout(() => abort.abort(), 50);
      },
    });
    expect(asked).to.be.within(8, 12);
    expect(left).to.equal(120 - asked);
  });
});

describe('a pace that is shared', () => {
  async function* questions(n: number): AsyncGenerator<{ readonly place: number }> {
    for (let place = 0; place < n; place++) yield { place };
  }

  it('goes on without one that is asked nothing new, and says so', async () => {
    const said: string[] = [];
    const targets = ['fast', 'slow'].map((id) => ({ id, inFlight: 1 }));
    const abreast = new Abreast(targets, { say: (line) => said.push(line), patience: 40 });
    const slow = abreast.walk('slow', questions(30));
    const places: number[] = [];
    const walked = (async () => {
      for await (const { place } of abreast.walk('fast', questions(30))) places.push(place);
    })();
    await sleep(10);
    expect(places).to.deep.equal([0, 1, 2, 3, 4]);
    await walked;
    expect(places).to.have.length(30);
    expect(said).to.have.length(1);
    expect(said[0]).to.match(/^slow was asked nothing new for 0 s, and falls behind/);
    await slow.return(undefined);
  });

  it('takes one in again that comes up to the others', async () => {
    const said: string[] = [];
    const targets = ['one', 'other', 'late'].map((id) => ({ id, inFlight: 1 }));
    const abreast = new Abreast(targets, { say: (line) => said.push(line), patience: 30 });
    const [one, other, late] = ['one', 'other', 'late'].map((id) => abreast.walk(id, questions(40)));
    const step = async (walk: typeof one, n: number): Promise<void> => {
      for (let i = 0; i < n; i++) await walk?.next();
    };
    await Promise.all([step(one, 8), step(other, 8)]);
    expect(said.map((line) => line.split(' ', 1)[0])).to.deep.equal(['late']);
    await step(late, 8);
    expect(said[1]).to.equal('late is beside the others again');
  });
});
