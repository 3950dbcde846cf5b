import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { UserError } from '../../../files/index.js';
import { runSuite } from '../../../harness/run/index.js';
import {
  afterModel,
  beforeModel,
  type SimulatorOptions,
  startSimulator,
} from '../../../harness/simulator/index.js';
import type { Suite, SuiteTarget } from '../../../harness/suite/index.js';
import { type Prompt, readPack } from '../../../prompts/index.js';
import { folderStore, type RunStore, StoreFailure } from '../../../store/index.js';
import { memoryRuns } from '../../store/memory.js';
import { collect } from '../../support/collect.js';
import { folderWith } from '../../support/offscript.js';

const models = [beforeModel, afterModel];

async function withSimulator(
  options: Partial<SimulatorOptions>,
  use: (url: string, requests: () => number) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator({ models, seed: 3, ...options });
  try {
    await use(simulator.url, () => simulator.stats.requests);
  } finally {
    await simulator.close();
  }
}

let prompts: readonly Prompt[];
before(async () => {
  prompts = (await Promise.all(['ja', 'ko'].map((language) => readPack(language)))).flatMap((pack) =>
    pack.slice(0, 5),
  );
});

function suiteFor(url: string, more: Partial<SuiteTarget> = {}): Suite {
  return {
    name: 'test',
    seed: 11,
    repeats: 3,
    baseline: 'before',
    targets: models.map(({ id }) => ({ id, model: id, base_url: url, concurrency: 8, ...more })),
    prompts,
  };
}

describe('a run', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  it('asks every question once and stores what was asked, of whom, and what came back', async () => {
    await withSimulator({}, async (url, requests) => {
      const suite = suiteFor(url);
      const result = await runSuite(suite, folderStore(folder.path));
      expect(result).to.deep.include({ asked: 60, failed: 0, skipped: 0 });
      expect(requests()).to.equal(60);
      const samples = await collect(folderStore(folder.path).samples());
      expect(new Set(samples.map(({ key }) => key)).size).to.equal(60);
      expect(samples.filter(({ target, repeat }) => target === 'after' && repeat === 2).length).to.equal(10);
      const [sample] = samples;
      expect(sample?.answer).to.be.a('string').and.not.equal('');
      expect(sample).to.deep.include({
        finish_reason: 'stop',
        system_fingerprint: 'offscript-simulator-1',
        attempts: 1,
      });
      expect(await folderStore(folder.path).manifest()).to.deep.include({
        made_by: 'run',
        baseline: 'before',
        repeats: 3,
        seed: 11,
        prompts: 10,
      });
      expect((await folderStore(folder.path).prompts()).get(suite.prompts[0]?.id ?? '')).to.deep.equal(
        suite.prompts[0],
      );
    });
  });

  it('gives every repeat an answer of its own, and the same ones on another port', async () => {
    const answers: string[][] = [];
    for (const name of ['one', 'two']) {
      await withSimulator({}, async (url) => {
        const path = join(folder.path, name);
        await runSuite(suiteFor(url), folderStore(path));
        const samples = await collect(folderStore(path).samples());
        answers.push(
          samples.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ key, answer }) => `${key} ${answer}`),
        );
      });
    }
    expect(answers[0]).to.deep.equal(answers[1]);
    expect(new Set(answers[0]?.map((line) => line.slice(25))).size).to.equal(60);
  });

  it('goes on where it stopped and asks nothing twice', async () => {
    await withSimulator({}, async (url, requests) => {
      const suite = suiteFor(url);
      await runSuite(suite, folderStore(folder.path), { limit: 2 });
      expect(requests()).to.equal(24);
      const result = await runSuite(suite, folderStore(folder.path));
      expect(result).to.deep.include({ asked: 36, skipped: 24 });
      expect(requests()).to.equal(60);
      expect(await runSuite(suite, folderStore(folder.path))).to.deep.include({ asked: 0, skipped: 60 });
      expect(requests()).to.equal(60);
    });
  });

  it('cuts off a torn last line and asks that question again', async () => {
    await withSimulator({}, async (url) => {
      const suite = suiteFor(url);
      await runSuite(suite, folderStore(folder.path));
      const file = join(folder.path, 'samples.jsonl');
      truncateSync(file, readFileSync(file).length - 40);
      let torn = 0;
      expect((await collect(folderStore(folder.path).samples(() => torn++))).length).to.equal(59);
      expect(torn).to.be.greaterThan(0);
      expect(await runSuite(suite, folderStore(folder.path))).to.deep.include({ asked: 1, skipped: 59 });
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
      expect(lines.length).to.equal(60);
      for (const line of lines) expect(() => JSON.parse(line)).not.to.throw();
    });
  });

  it('retries what may pass, and stores no fault of the server as an answer', async () => {
    const faults = { rate429: 0.2, rate500: 0.1, rateReset: 0.05, retryAfter: 1 };
    await withSimulator({ faults }, async (url, requests) => {
      const result = await runSuite(suiteFor(url, { retries: 8 }), folderStore(folder.path));
      expect(result).to.deep.include({ asked: 60, failed: 0 });
      expect(requests()).to.be.greaterThan(60);
      const samples = await collect(folderStore(folder.path).samples());
      expect(samples.reduce((sum, { attempts }) => sum + attempts, 0)).to.equal(requests());
    });
  });

  it('stores a request that failed for good as a sample with an error, and the next run asks it again', async () => {
    await withSimulator({ faults: { rate500: 1 } }, async (url) => {
      const suite = suiteFor(url, { retries: 0 });
      expect(await runSuite(suite, folderStore(folder.path))).to.deep.include({ asked: 60, failed: 60 });
    });
    const failed = await collect(folderStore(folder.path).samples());
    expect(failed.length).to.equal(60);
    expect(failed[0]).to.deep.include({ answer: null, attempts: 1 });
    expect(failed[0]?.error).to.deep.include({ kind: 'http', status: 500 });
    await withSimulator({}, async (url) => {
      expect(await runSuite(suiteFor(url), folderStore(folder.path))).to.deep.include({
        asked: 60,
        failed: 0,
        skipped: 0,
      });
    });
    const samples = await collect(folderStore(folder.path).samples());
    expect([samples.length, samples.filter(({ error }) => error !== undefined).length]).to.deep.equal([
      60, 0,
    ]);
    expect((await collect(folderStore(folder.path).history())).length).to.equal(120);
    expect(samples[0], 'the requests of both runs').to.deep.include({ attempts: 2, retried: ['500'] });
  });

  it('is one run of several workers, where its store takes them', async () => {
    await withSimulator({ latencyMs: 5 }, async (url, requests) => {
      const store = memoryRuns().run('shared');
      const workers = await Promise.all([1, 2, 3].map(() => runSuite(suiteFor(url), store)));
      expect(requests()).to.equal(60);
      expect(workers.reduce((sum, { asked }) => sum + asked, 0)).to.equal(60);
      for (const { asked, left } of workers) expect([asked > 0, left]).to.deep.equal([true, 0]);
      const samples = await collect(store.history());
      expect(new Set(samples.map(({ key }) => key)).size).to.equal(60);
      expect(await runSuite(suiteFor(url), store)).to.deep.include({ asked: 0, skipped: 60, left: 0 });
    });
  });

  it('stops at once where its store is lost, also while nothing is answered, and says why', async () => {
    await withSimulator({ faults: { rateHang: 1 } }, async (url) => {
      const store = folderStore(folder.path);
      const lost = new AbortController();
      const failure = new StoreFailure('another machine has taken the run');
      const losing: RunStore = {
        ...store,
        open: async (plan) => ({ ...(await store.open(plan)), lost: lost.signal }),
      };
      setTimeout(() => lost.abort(failure), 200);
      const from = Date.now();
      const result = await runSuite(suiteFor(url), losing);
      expect(Date.now() - from).to.be.below(5000);
      expect(result).to.deep.include({ asked: 0, left: 60, halted: failure });
      expect(await store.writer()).to.equal(undefined);
    });
  });

  it('stops where it was told to before it began', async () => {
    await withSimulator({}, async (url) => {
      for (const signal of ['stop', 'abort'] as const) {
        const result = await runSuite(suiteFor(url), folderStore(folder.path), {
          [signal]: AbortSignal.abort(),
        });
        expect(result, signal).to.deep.include({ asked: 0, left: 60 });
      }
    });
  });

  it('keeps as many requests in flight as the target allows, and no more', async () => {
    const only = ['before'];
    const simulator = await startSimulator({ models, seed: 3, latencyMs: 20 });
    const hanging = await startSimulator({ models, faults: { rateHang: 1 } });
    try {
      await runSuite(suiteFor(simulator.url, { concurrency: 7 }), folderStore(folder.path), { only });
      expect(simulator.stats.maxActive).to.be.at.most(7);
      const aborting = new AbortController();
      const { signal: abort } = aborting;
      const run = runSuite(
        suiteFor(hanging.url, { concurrency: 7 }),
        folderStore(join(folder.path, 'hanging')),
        {
          only,
          abort,
        },
      );
      while (hanging.stats.active < 7) await sleep(5);
      aborting.abort();
      await run;
      expect(hanging.stats.maxActive).to.equal(7);
    } finally {
      await simulator.close();
      await hanging.close();
    }
  });

  it('has a sample on disk within a second, while others are still asked', async () => {
    await withSimulator({ latencyMs: 2500 }, async (url) => {
      const suite = { ...suiteFor(url, { concurrency: 1 }), repeats: 1 };
      let lines = -1;
      const onSample = (): void => {
        if (lines >= 0) return;
        lines = 0;
        setTimeout(() => {
          lines = readFileSync(join(folder.path, 'samples.jsonl'), 'utf8').split('\n').length - 1;
        }, 1000);
      };
      await runSuite(suite, folderStore(folder.path), { limit: 1, only: ['before'], onSample });
      expect(lines).to.equal(1);
    });
  });

  it('refuses a folder that another process is writing to, and takes over the lock of one that is gone', async () => {
    await withSimulator({}, async (url) => {
      const suite = suiteFor(url);
      await runSuite(suite, folderStore(folder.path), { limit: 1 });
      const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      const ended = once(other, 'close');
      writeFileSync(join(folder.path, '.lock'), `${other.pid}\n`);
      const error = await runSuite(suite, folderStore(folder.path)).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect((error as Error).message).to.contain(`process ${other.pid} is writing to this run folder`);
      await runSuite({ ...suite, baseline: 'after' }, folderStore(folder.path)).catch(() => null);
      expect((await folderStore(folder.path).manifest()).baseline).to.equal('before');
      other.kill('SIGKILL');
      await ended;
      expect(await runSuite(suite, folderStore(folder.path))).to.deep.include({ failed: 0, skipped: 12 });
    });
  });

  it('keeps a last line that is whole but for its line feed', async () => {
    await withSimulator({}, async (url) => {
      const suite = suiteFor(url);
      await runSuite(suite, folderStore(folder.path));
      const file = join(folder.path, 'samples.jsonl');
      const text = readFileSync(file, 'utf8');
      truncateSync(file, Buffer.byteLength(text) - 1);
      expect(await runSuite(suite, folderStore(folder.path))).to.deep.include({ asked: 0, skipped: 60 });
      expect(readFileSync(file, 'utf8')).to.equal(text);
    });
  });

  it('gives up on a body that stalls after its headers', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices": [');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
      const suite = { ...suiteFor(url, { timeout: 0.3, retries: 0 }), repeats: 1 };
      const result = await runSuite(suite, folderStore(folder.path), { limit: 1, only: ['before'] });
      expect(result.failed).to.equal(2);
      expect((await collect(folderStore(folder.path).samples()))[0]?.error).to.deep.equal({
        kind: 'timeout',
        message: 'no answer in time',
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('refuses a folder of another suite before it asks anything', async () => {
    await withSimulator({}, async (url, requests) => {
      await runSuite(suiteFor(url), folderStore(folder.path), { limit: 1 });
      const before = requests();
      const other = { ...suiteFor(url), repeats: 4 };
      const error = await runSuite(other, folderStore(folder.path)).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(UserError);
      expect(requests()).to.equal(before);
    });
  });

  it('refuses to read garbage in the middle of the samples, and leaves the file as it is', async () => {
    await withSimulator({}, async (url) => {
      const suite = suiteFor(url);
      await runSuite(suite, folderStore(folder.path), { limit: 1 });
      const file = join(folder.path, 'samples.jsonl');
      appendFileSync(file, 'garbage\n{"key":"x"}\n');
      const text = readFileSync(file, 'utf8');
      const error = await runSuite(suite, folderStore(folder.path)).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect((error as Error).message).to.match(/samples\.jsonl:13: this line is no record of a run/);
      expect(readFileSync(file, 'utf8')).to.equal(text);
    });
  });
});
