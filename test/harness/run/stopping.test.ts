import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { runSuite } from '../../../harness/run/index.js';
import type { SuiteTarget } from '../../../harness/suite/index.js';
import { readPromptFile } from '../../../prompts/index.js';
import { folderStore } from '../../../store/index.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';
import { promptLines, readStored } from './suites.js';

const offscript = warmOffscript();

const COUNT = 60;

const json =
  (status: number, body: unknown): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const answer = json(200, {
  choices: [{ message: { content: '今日は晴れです。散歩に行きましょう。' }, finish_reason: 'stop' }],
});

describe('a target of which no question would have an answer', function () {
  this.timeout(120_000);
  const servers: Server[] = [];
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({ 'prompts.jsonl': promptLines(COUNT) });
  });
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    folder.remove();
  });

  interface Mock {
    readonly base_url: string;
    reply: RequestListener;
    requests: number;
  }

  async function serve(reply: RequestListener, port = 0): Promise<Mock> {
    const mock = { base_url: '', reply, requests: 0 };
    const server = createServer(async (request, response) => {
      await text(request);
      mock.requests++;
      mock.reply(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    mock.base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    return mock;
  }

  /** A port on which nobody listens. */
  async function freePort(): Promise<number> {
    const { base_url } = await serve(answer);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    return Number(new URL(base_url).port);
  }

  async function run(targets: readonly object[], words: readonly string[] = ['--quiet'], env = {}) {
    const suite = { targets, prompts: [{ file: join(folder.path, 'prompts.jsonl') }] };
    const files = folderWith({ 's.json': JSON.stringify(suite) });
    const out = join(folder.path, 'out');
    const result = await offscript(files.path, ['run', 's.json', '-o', out, ...words], env);
    files.remove();
    return { ...result, samples: readStored(out), said: result.stderr.trimEnd().split('\n') };
  }

  /** The same in this process, where something may be done about what is said. */
  async function runHere(target: SuiteTarget, onNotice: (line: string) => unknown) {
    const suite = {
      name: 's',
      repeats: 1,
      targets: [target],
      prompts: await readPromptFile(join(folder.path, 'prompts.jsonl')),
    };
    const out = join(folder.path, 'out');
    const said: string[] = [];
    const done: unknown[] = [];
    const result = await runSuite(suite, folderStore(out), {
      onNotice: (line) => {
        said.push(line);
        done.push(onNotice(line));
      },
    });
    await Promise.all(done);
    return { result, said, samples: readStored(out) };
  }

  for (const [name, status, body, said] of [
    [
      'a key that is refused',
      401,
      { error: { message: 'Incorrect API key' } },
      /^a stops: 401 Incorrect API key; check the key/,
    ],
    [
      'a key that may not',
      403,
      { error: { message: 'Forbidden' } },
      /^a stops: 403 Forbidden; check the key/,
    ],
    [
      'a quota that is used up',
      429,
      {
        error: {
          message: 'You exceeded your current quota, please check your plan.',
          code: 'insufficient_quota',
        },
      },
      /^a stops: 429 You exceeded your current quota, .+; the quota is used up/,
    ],
    [
      'no money',
      402,
      { error: { message: 'Insufficient Balance' } },
      /^a stops: 402 .+; the quota is used up/,
    ],
    [
      'a daily quota, which Google gives with a wait',
      429,
      [
        {
          error: {
            code: 429,
            message: 'You exceeded your current quota. Please retry in 2s.',
            details: [
              { violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }] },
              { retryDelay: '2s' },
            ],
          },
        },
      ],
      /^a stops: 429 .+; the quota is used up/,
    ],
    [
      'a wait of a year',
      429,
      { error: { message: 'Slow down.', retry_after: 31_536_000 } },
      /^a stops: 429 Slow down\.; the wait that it asks for is longer than all retries/,
    ],
    [
      'too little credit',
      400,
      { type: 'error', error: { type: 'invalid_request_error', message: 'Your credit balance is too low.' } },
      /^a stops: 400 .+; the quota is used up/,
    ],
    [
      'a key that is not valid, as Google says it',
      400,
      [{ error: { message: 'API key not valid. Please pass a valid API key.', status: 'INVALID_ARGUMENT' } }],
      /^a stops: 400 .+; check the key/,
    ],
    [
      'a model that is not there',
      404,
      { object: 'error', message: 'The model `m` does not exist.', code: 404 },
      /^a stops: 404 .+; check "model"/,
    ],
    [
      'a model that is none',
      400,
      { error: { message: 'm is not a valid model ID' } },
      /^a stops: 400 .+; check "model"/,
    ],
    ['a place that is not there', 404, { detail: 'Not Found' }, /^a stops: 404 .+; check "base_url"/],
    [
      'an error in a 200',
      200,
      { base_resp: { status_code: 1008, status_msg: 'insufficient balance' } },
      /^a stops: .+insufficient balance.+; the quota is used up/,
    ],
  ] satisfies [string, number, unknown, RegExp][]) {
    it(`stops after the first few where there is ${name}, says so once, and the others go on`, async () => {
      const [bad, good] = [await serve(json(status, body)), await serve(answer)];
      const targets = [
        { id: 'a', base_url: bad.base_url, model: 'm' },
        { id: 'b', base_url: good.base_url, model: 'm' },
      ];
      const { code, said: lines, samples, stderr } = await run(targets);
      expect(code, stderr).to.equal(3);
      expect(bad.requests).to.be.within(3, 8);
      expect(samples.filter(({ target }) => target === 'b').length).to.equal(COUNT);
      const failed = samples.filter(({ target }) => target === 'a');
      expect(failed.length).to.equal(bad.requests);
      expect(failed.every(({ attempts, error }) => attempts === 1 && error !== undefined)).to.equal(true);
      expect(lines[0]).to.match(said);
      expect(lines.slice(1)).to.deep.equal([
        `${bad.requests} requests failed, also after their retries; the same command asks again.`,
        `${COUNT - bad.requests} questions to a not asked; the same command goes on.`,
      ]);
    });
  }

  it('goes on by the same command, when there is an answer again', async () => {
    const mock = await serve(json(402, { error: { message: 'Insufficient Balance' } }));
    const targets = [{ id: 'a', base_url: mock.base_url, model: 'm' }];
    const before = await run(targets, ['--json']);
    const { asked, left, stopped } = JSON.parse(before.stdout.trim().split('\n').at(-1) ?? '');
    expect([before.code, asked + left]).to.deep.equal([3, COUNT]);
    expect(stopped).to.deep.equal([{ target: 'a', count: left }]);
    mock.reply = answer;
    mock.requests = 0;
    const after = await run(targets);
    expect([after.code, after.stderr, mock.requests]).to.deep.equal([0, '', COUNT]);
    const answered = after.samples.filter(({ error }) => error === undefined);
    expect(new Set(answered.map(({ key }) => key)).size).to.equal(COUNT);
  });

  it('is none where a filter refuses single questions with a 403, or limits of a minute are called a quota', async () => {
    let n = 0;
    const mock = await serve((request, response) => {
      n++;
      const flagged = { error: { code: 403, message: 'Input was flagged', metadata: { reasons: ['x'] } } };
      const minute = [
        { error: { code: 429, message: 'You exceeded your current quota. Please retry in 10ms.' } },
      ];
      if (n <= 8) return json(403, flagged)(request, response);
      if (n <= 20) return json(429, minute)(request, response);
      return answer(request, response);
    });
    const { samples } = await run([{ id: 'a', base_url: mock.base_url, model: 'm', retries: 20 }]);
    expect(samples.length).to.equal(COUNT);
    expect(samples.filter(({ error }) => error !== undefined).length).to.equal(8);
  });

  it('is waited for while it comes up: nobody listens, then it loads, then it answers', async () => {
    const port = await freePort();
    let n = 0;
    const loading = json(503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } });
    const comesUp = (): Promise<Mock> =>
      serve((request, response) => (++n <= 2 ? loading : answer)(request, response), port);
    const target = { id: 'a', base_url: `http://127.0.0.1:${port}/v1`, model: 'm' };
    const { result, said, samples } = await runHere(target, (line) => line.includes('yet') && comesUp());
    expect(result).to.deep.include({ asked: COUNT, failed: 0, left: 0, stopped: [] });
    expect(said.length).to.equal(2);
    expect(said[0]).to.match(
      /^a does not answer yet at http:\/\/127\.0\.0\.1:\d+\/v1 \(connect ECONNREFUSED .+\); waiting for it, 60 s at most$/,
    );
    expect(said[1]).to.equal('a answers now');
    // No question was asked over and over while nobody was there but the one that tried, and those that came with it.
    expect(samples.length).to.equal(COUNT);
    expect(samples.filter(({ attempts }) => attempts > 1).length).to.be.at.most(8);
  });

  /** Runs a target beside one that answers all: the failures of the first, and what was said. */
  async function runBeside(target: object) {
    const good = await serve(answer);
    const { code, said, samples } = await run([
      { id: 'a', model: 'm', ...target },
      { id: 'b', base_url: good.base_url, model: 'm' },
    ]);
    expect(code).to.equal(3);
    const [failed, others] = ['a', 'b'].map((id) => samples.filter((one) => one.target === id));
    expect(others?.filter(({ error }) => error === undefined).length).to.equal(COUNT);
    return { said, failed: failed ?? [] };
  }

  it('stops where nobody comes in time, and what was not asked is said', async () => {
    const base_url = `http://127.0.0.1:${await freePort()}/v1`;
    const { said, failed } = await runBeside({ base_url, wait_for: 1 });
    expect(failed.length).to.be.within(1, 8);
    expect(said[1]).to.match(/^a stops: nothing answered at .+ in 1 s \(connect ECONNREFUSED .+\)$/);
    expect(said.at(-1)).to.equal(
      `${COUNT - failed.length} questions to a not asked; the same command goes on.`,
    );
  });

  it('stops where requests are taken and never answered, after a few questions', async () => {
    const { base_url } = await serve(() => {});
    const { said, failed } = await runBeside({ base_url, timeout: 0.5, retries: 1, max_wait: 0.1 });
    expect(failed.length).to.be.within(3, 24);
    for (const { error } of failed) expect(error?.kind).to.equal('timeout');
    expect(said[0]).to.match(/^a stops: nothing answered at http:.+ \(no answer in time\)$/);
  });

  it('is ridden out where it answered before, however long all retries of one question would have taken', async () => {
    const mock = await serve(answer);
    const { port } = new URL(mock.base_url);
    let n = 0;
    mock.reply = (request, response) => {
      answer(request, response);
      if (++n !== 20) return;
      const [server] = servers.splice(0);
      server?.close();
      setImmediate(() => server?.closeAllConnections());
    };
    const target = { id: 'a', base_url: mock.base_url, model: 'm', concurrency: 4, retries: 2, max_wait: 20 };
    const { result, said, samples } = await runHere(target, async (line) => {
      if (!line.includes('has stopped')) return;
      await sleep(3000);
      await serve(answer, Number(port));
    });
    expect(result).to.deep.include({ asked: COUNT, failed: 0, left: 0, stopped: [] });
    expect(said[0]).to.match(/^a has stopped answering \(.+\); waiting for it, 40 s at most$/);
    expect(said[1]).to.equal('a answers now');
    expect(new Set(samples.map(({ key }) => key)).size).to.equal(COUNT);
  });
});
