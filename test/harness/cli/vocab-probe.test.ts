/** `offscript vocab probe`, as a user runs it. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import type { Simulator, SimulatorOptions } from '../../../harness/simulator/index.js';
import type { Vocabulary } from '../../../vocabulary/index.js';
import { root } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';
import {
  FIRST,
  PLANTED,
  SPACED,
  startForgetful,
  suiteAt,
  TOKENIZER,
  toyVocabulary,
} from '../../vocabulary/probe/toy.js';

const offscript = warmOffscript();

/** All files below a folder, as one text. */
function allIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

describe('offscript vocab probe', function () {
  this.timeout(300_000);
  let vocabulary: Vocabulary;
  let folder: ReturnType<typeof folderWith>;
  const open: { close: () => unknown }[] = [];
  before(async () => {
    vocabulary = await toyVocabulary();
  });
  beforeEach(() => {
    folder = folderWith({ 'tokenizer.json': TOKENIZER });
  });
  afterEach(async () => {
    folder.remove();
    for (const one of open.splice(0)) await one.close();
  });

  /** An endpoint, with a suite that asks it. */
  async function endpoint(
    options: Partial<SimulatorOptions> & { readonly forgotten?: readonly number[] } = {},
    more: object = {},
  ): Promise<Simulator> {
    const simulator = await startForgetful(vocabulary, options);
    open.push(simulator);
    writeFileSync(join(folder.path, 's.yaml'), suiteAt(simulator.url, more));
    return simulator;
  }

  /** A server of our own: what it makes of a request. */
  async function server(answer: (path: string, body: Record<string, unknown>) => object, more: object = {}) {
    const bodies: Record<string, unknown>[] = [];
    const own: Server = createServer(async (request, response) => {
      const sent = await text(request);
      const body: Record<string, unknown> = sent === '' ? {} : JSON.parse(sent);
      if (request.method === 'POST') bodies.push(body);
      const made = answer(request.url ?? '', body) as { status?: number };
      response.writeHead(made.status ?? 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(made));
    });
    await new Promise<void>((done) => own.listen(0, '127.0.0.1', done));
    open.push({
      close: () => {
        own.closeAllConnections();
        own.close();
      },
    });
    const { port } = own.address() as AddressInfo;
    writeFileSync(join(folder.path, 's.yaml'), suiteAt(`http://127.0.0.1:${port}/v1`, more));
    return bodies;
  }

  const probe = (...words: readonly string[]) =>
    offscript(folder.path, ['vocab', 'probe', 's.yaml', '--tokenizer', 'tokenizer.json', ...words]);
  async function json(...words: readonly string[]) {
    const { code, stdout, stderr } = await probe(...words, '--format', 'json');
    expect(code, stderr).to.equal(0);
    return JSON.parse(stdout);
  }
  const ids = (list: readonly { readonly id: number }[]): number[] =>
    list.map(({ id }) => id).sort((a, b) => a - b);

  for (const [way, scores, most] of [
    ['sampling', undefined, 1],
    ['prefill', 'prompts', 0.5],
    ['next_token', 'next', 1.25],
  ] as const)
    it(`finds all planted tokens and no others by ${way}`, async () => {
      const simulator = await endpoint(scores && { scores });
      const { schema, targets } = await json('--all');
      const [target] = targets;
      expect(schema).to.equal(1);
      expect(target.way).to.equal(way);
      expect(ids(target.forgotten_tokens)).to.deep.equal([...PLANTED].sort((a, b) => a - b));
      expect(target).to.include({ id: 'm', forgotten: PLANTED.length, undecided: 0, done: true });
      expect(target.written_ids).to.have.length(target.probed - PLANTED.length);
      expect(target.vocabulary.rate).to.be.closeTo(PLANTED.length / target.probed, 1e-12);
      expect([target.vocabulary.low, target.vocabulary.high]).to.deep.equal(
        Array(2).fill(target.vocabulary.rate),
      );
      const { screen, single } = target.requests;
      expect((screen + single) / target.probed).to.be.below(most);
      expect(simulator.stats.requests).to.be.within(screen + single, screen + single + 6);
    });

  it('samples, with another seed each time, and never at temperature 0', async () => {
    const bodies = await server(
      () => ({ choices: [{ message: { content: 'no' }, finish_reason: 'stop' }] }),
      { sampling: { temperature: 0 } },
    );
    await json('--only', `${FIRST}`, '--way', 'sampling');
    expect(bodies).to.have.length(2 + 5);
    expect(bodies.map(({ temperature }) => temperature)).to.deep.equal(Array(7).fill(1));
    expect(new Set(bodies.slice(2).map(({ seed }) => seed)).size).to.equal(5);
    expect(bodies.every(({ max_tokens }) => Number(max_tokens) > 0)).to.equal(true);
  });

  it('says of the whole vocabulary what a sample says, and of named tokens nothing but themselves', async () => {
    await endpoint();
    const sampled = await json('--sample', '100');
    const [{ vocabulary: share, probed, classes }] = sampled.targets;
    expect(probed).to.be.within(95, 110);
    expect(share.low).to.be.below(share.rate);
    expect(share.high).to.be.above(share.rate);
    expect(classes.map((one: { class: string }) => one.class)).to.deep.equal(['Latn', 'Cyrl', 'none']);
    const named = await json('--only', `${FIRST},${FIRST + 1}`);
    expect(named.askable).to.equal(null);
    expect(named.targets[0]).to.deep.include({ probed: 2, forgotten: 1, vocabulary: null });
  });

  it('takes the worst of what drift wrote, in its order', async () => {
    await endpoint();
    const changed = [SPACED + 3, FIRST + 2, FIRST].map((id, i) => ({ id, text: null, cosine: 0.1 * i }));
    writeFileSync(join(folder.path, 'drift.json'), JSON.stringify({ schema: 1, changed }));
    const [target] = (await json('--from', 'drift.json', '--worst', '2')).targets;
    expect(ids(target.forgotten_tokens)).to.deep.equal([SPACED + 3]);
    expect(target.written_ids).to.deep.equal([FIRST + 2]);
  });

  it('asks nothing twice: the same command reads what is there', async () => {
    const simulator = await endpoint({ scores: 'prompts' });
    const first = await json('--all', '--run', 'kept');
    const asked = simulator.stats.requests;
    expect(await json('--all', '--run', 'kept')).to.deep.equal(first);
    expect(simulator.stats.requests).to.equal(asked);
  });

  it('goes on where it was killed, and asks again no more than were in flight', async () => {
    const simulator = await endpoint({ latencyMs: 20 }, { concurrency: 4 });
    const main = join(root, 'dist/harness/cli/main.js');
    const words = ['vocab', 'probe', 's.yaml', '--tokenizer', 'tokenizer.json', '--all', '--run', 'kept'];
    let kills = 0;
    for (const part of ['groups', 'singles-1']) {
      const child = spawn(process.execPath, [main, ...words, '--group', '5'], {
        cwd: folder.path,
        stdio: 'ignore',
      });
      const closed = once(child, 'close');
      const file = join(folder.path, 'kept', part, 'samples.jsonl');
      while (
        child.exitCode === null &&
        !(existsSync(file) && readFileSync(file, 'utf8').split('\n').length > 5)
      )
        await sleep(5);
      child.kill('SIGKILL');
      await closed;
      kills++;
    }
    const [target] = (await json('--all', '--run', 'kept', '--group', '5')).targets;
    expect(ids(target.forgotten_tokens)).to.deep.equal([...PLANTED].sort((a, b) => a - b));
    const { screen, single } = target.requests;
    expect(simulator.stats.requests).to.be.within(screen + single, screen + single + 4 * kills + 8);
  });

  it('ends with 3 where requests fail, and decides what they left open when they no longer do', async () => {
    let isUp = false;
    await server(
      (_, { messages = [] }) =>
        isUp
          ? {
              choices: [
                {
                  message: { content: (messages as { content: string }[]).at(-1)?.content },
                  finish_reason: 'stop',
                },
              ],
            }
          : { status: 400, error: { message: 'no' } },
      { retries: 0 },
    );
    const words = ['--only', `${FIRST},${SPACED}`, '--way', 'sampling', '--run', 'kept', '--format', 'json'];
    const down = await probe(...words);
    expect(down.code).to.equal(3);
    expect(down.stderr).to.match(/requests? failed, also after their retries; the same command asks again\./);
    expect(JSON.parse(down.stdout).targets[0]).to.include({ undecided: 2, forgotten: 0, done: false });
    // What groups that failed lack is nothing to ask for token by token.
    expect(existsSync(join(folder.path, 'kept/singles-1'))).to.equal(false);
    isUp = true;
    const up = await probe(...words);
    expect(up.code, up.stderr).to.equal(0);
    expect(JSON.parse(up.stdout).targets[0]).to.include({ undecided: 0, written: 2, done: true });
  });

  const ok = { choices: [{ message: { content: 'nothing of it' }, finish_reason: 'stop' }] };

  /** What vLLM says of each token of a prompt, of which it knows what it is. */
  const likely = (given: readonly number[]): object[] =>
    given.map((id) => ({ [id]: { logprob: -0.1, decoded_token: vocabulary.textOf(id) ?? '' } }));

  /** A server that scores prompts, whose answers have nothing of what was asked. */
  const scoringWith =
    (score: (prompt: number[]) => readonly unknown[] | { readonly status: number }) =>
    (path: string, { prompt = [] }: Record<string, unknown>): object => {
      if (path === '/v1/models') return { data: [{ id: 'm', max_model_len: 4096 }] };
      if (path !== '/v1/completions') return ok;
      const scores = score(prompt as number[]);
      if (!Array.isArray(scores)) return scores;
      return { choices: [{ text: '', finish_reason: 'length', prompt_logprobs: scores }] };
    };
  for (const [name, places] of [
    ['of too few places', () => [null]],
    ['of places that are none', (given: number[]) => given.map(() => 7)],
    [
      'of other tokens',
      (given: number[]) => given.map((id) => ({ [id + 1]: { logprob: 0, decoded_token: 'x' } })),
    ],
    ['above 1', (given: number[]) => given.map((id) => ({ [id]: { logprob: 3 } }))],
    ['that are texts', (given: number[]) => given.map((id) => ({ [id]: { logprob: '0' } }))],
    ['of nothing at all', (given: number[]) => given.map((id) => ({ [id]: { logprob: -9999 } }))],
  ] as const)
    it(`clears no token by probabilities ${name}`, async () => {
      let looks = 0;
      await server(scoringWith((given) => (looks++ === 0 ? likely(given) : places(given))));
      const [target] = (await json('--only', `${FIRST},${SPACED}`)).targets;
      expect(target).to.include({ way: 'prefill', forgotten: 2, undecided: 0 });
    });

  it('asks for no token alone where every first look failed: nothing tells which ones', async () => {
    let isUp = false;
    const bodies = await server(
      scoringWith((given) =>
        given.length <= 2 || isUp ? likely(given) : { status: 500, error: { message: 'no' } },
      ),
      { retries: 0 },
    );
    const words = ['--only', `${FIRST},${SPACED}`, '--run', 'kept', '--format', 'json'];
    const down = await probe(...words);
    expect(down.code).to.equal(3);
    expect(JSON.parse(down.stdout).targets[0]).to.include({ way: 'prefill', undecided: 2, done: false });
    expect(bodies.filter(({ messages }) => messages !== undefined)).to.have.length(0);
    isUp = true;
    expect(JSON.parse((await probe(...words)).stdout).targets[0]).to.include({ written: 2, done: true });
  });

  it('asks nothing more of a target that stopped', async () => {
    await server(() => ({ status: 404 }), { retries: 0, concurrency: 1 });
    const { code, stderr } = await probe('--sample', '60', '--way', 'sampling');
    expect(code).to.equal(3);
    expect(stderr).to.include('m stops: 404').and.not.include('tokens alone');
  });

  it('is done with one target where another one is not there', async () => {
    const { url } = await endpoint();
    const suite = JSON.parse(suiteAt(url));
    const [m] = suite.targets;
    const away = { ...m, id: 'away', base_url: 'http://127.0.0.1:1/v1', wait_for: 0, retries: 0 };
    writeFileSync(join(folder.path, 's.yaml'), JSON.stringify({ ...suite, targets: [away, m] }));
    const { code, stdout } = await probe('--only', `${FIRST},${FIRST + 1}`, '--format', 'json');
    expect(code).to.equal(3);
    const { targets } = JSON.parse(stdout);
    expect(targets[0]).to.include({ id: 'away', undecided: 2, done: false });
    expect(targets[1]).to.include({ id: 'm', forgotten: 1, written: 1, done: true });
  });

  it('takes no probabilities of a server of other tokens, where one token is asked for', async () => {
    await server(
      scoringWith((given) => given.map((id) => ({ [id]: { logprob: 0, decoded_token: 'other' } }))),
    );
    const [target] = (await json('--only', `${FIRST}`)).targets;
    expect(target).to.include({ way: 'sampling', forgotten: 1 });
    expect(target.why).to.include('its ids are of other tokens');
  });

  it('takes ids with spaces between them', async () => {
    await endpoint();
    const [target] = (await json('--only', `${FIRST}, ${FIRST + 1}`)).targets;
    expect(target).to.include({ forgotten: 1, written: 1 });
  });

  it('refuses a way that a server has not, in one line', async () => {
    await endpoint();
    for (const way of ['prefill', 'next_token']) {
      const { code, stderr } = await probe('--only', `${FIRST}`, '--way', way);
      expect(code).to.equal(2);
      expect(stderr).to.match(
        /^offscript: --way: m cannot be asked this way: .*; leave it out, or say sampling\n$/,
      );
    }
  });

  it('verifies by the published prompts, and knows what the likeliest tokens leave', async () => {
    const likeliest = (own: number | undefined, other: number, token: string) => [
      ...(own === undefined ? [] : [{ token, logprob: Math.log(own), bytes: null }]),
      { token: 'zz', logprob: Math.log(other), bytes: null },
    ];
    const of: Record<string, ReturnType<typeof likeliest>> = {
      ba: likeliest(undefined, 0.9995, 'ba'),
      be: likeliest(0.01, 0.98, 'be'),
      bi: likeliest(0.95, 0.04, 'bi'),
      bo: likeliest(undefined, 0.5, 'bo'),
    };
    const bodies = await server((_, { messages }) => {
      if (messages === undefined) return { status: 404 };
      const [, token = ''] =
        /(?:«|mean\?\nAssistant: '.*'|what does '|:\n)(b[aeio])/s.exec(
          JSON.parse(JSON.stringify(messages))[0].content,
        ) ?? [];
      const top_logprobs = of[token] ?? [];
      return {
        choices: [
          {
            message: { content: 'zz' },
            logprobs: { content: [{ token: 'zz', logprob: 0, top_logprobs }] },
            finish_reason: 'length',
          },
        ],
      };
    });
    const { targets } = await json('--only', [0, 1, 2, 3].map((i) => FIRST + i).join(), '--magikarp');
    const [target] = targets;
    expect(
      bodies.filter(({ top_logprobs, max_tokens }) => top_logprobs === 20 && max_tokens === 3),
    ).to.have.length(12);
    expect(target.magikarp).to.deep.equal({ strong: 1, weak: 1 });
    expect(
      target.forgotten_tokens.map(({ text: own, magikarp }: { text: string; magikarp: string }) => [
        own,
        magikarp,
      ]),
    ).to.deep.equal([
      ['ba', 'strong'],
      ['be', 'weak'],
    ]);
    expect(target.written_ids).to.deep.equal([FIRST + 2]);
    expect(ids(target.undecided_tokens)).to.deep.equal([FIRST + 3]);
  });

  it('writes a table, CSV with a row a token, and a page, in which tokens are shown and not obeyed', async () => {
    const [tag, control] = [0x3c, 0x1b];
    await endpoint({ forgotten: [tag, control] });
    const words = ['--only', `${tag},${control},${FIRST}`, '--run', 'kept'];
    const table = await probe(...words);
    expect(table.code, table.stderr).to.equal(0);
    expect(table.stdout).to.match(/^class +tokens +probed +forgotten +share$/m);
    expect(table.stdout).not.to.contain('\u001b');
    const { stdout } = await probe(...words, '--format', 'csv');
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    expect(rows.map(({ id, verdict, of }) => [id, verdict, of])).to.deep.equal([
      [`${control}`, 'forgotten', '5'],
      [`${tag}`, 'forgotten', '5'],
      [`${FIRST}`, 'written', '2'],
    ]);
    const page = await probe(...words, '--format', 'html', '-o', 'p.html');
    expect(page.code).to.equal(0);
    const html = readFileSync(join(folder.path, 'p.html'), 'utf8');
    expect(html).to.contain('&quot;&lt;&quot;');
    expect(html).not.to.contain('"<"');
  });

  it('can be tried on the endpoint of the demo, which forgets what it is told to', async () => {
    const main = join(root, 'dist/harness/cli/main.js');
    const forget = [FIRST + 1, SPACED + 1];
    const words = ['--tokenizer', 'tokenizer.json', '--forget', forget.join(), '--scores', 'next'];
    const child = spawn(process.execPath, [main, 'serve-demo', '--port', '0', ...words], {
      cwd: folder.path,
    });
    const closed = once(child, 'close');
    try {
      const url = await new Promise<string>((resolve) => {
        let said = '';
        child.stdout.on('data', (piece) => {
          said += piece;
          const [found] = /http:\S+\/v1/.exec(said) ?? [];
          if (found !== undefined) resolve(found);
        });
      });
      writeFileSync(join(folder.path, 's.yaml'), suiteAt(url, { model: 'forgetful' }));
      const [target] = (await json('--only', [FIRST, FIRST + 1, SPACED, SPACED + 1].join())).targets;
      expect(target.way).to.equal('next_token');
      expect(ids(target.forgotten_tokens)).to.deep.equal(forget);
    } finally {
      child.kill('SIGTERM');
      await closed;
    }
  });

  it('shows no key, whatever the server says', async () => {
    const key = 'sk-offscript-0123456789abcdef';
    process.env.PROBE_KEY = key;
    try {
      await server(() => ({ status: 401, error: { message: `the key ${key} is wrong` } }), {
        api_key_env: 'PROBE_KEY',
        retries: 0,
      });
      for (const way of ['sampling', 'prefill', 'next_token']) {
        const words = ['vocab', 'probe', 's.yaml', '--tokenizer', 'tokenizer.json', '--only', `${FIRST}`];
        const { stdout, stderr } = await offscript(folder.path, [...words, '--way', way], { PROBE_KEY: key });
        expect(stdout + stderr).not.to.contain(key);
      }
      expect(allIn(folder.path)).not.to.contain(key);
    } finally {
      delete process.env.PROBE_KEY;
    }
  });

  for (const [name, words, expected] of [
    ['a file of ids that is missing', ['--only', 'nothing.json'], /nothing\.json/],
    ['a drift that lists nothing', ['--from', 's.yaml'], /s\.yaml: it names no tokens/],
    ['an id that no token has', ['--only', '99999'], /no token has the id 99999/],
    ['a number that is no id', ['--only=-1'], /"-1" names no ids of tokens; ids are whole numbers/],
    ['no id', ['--only', ''], /"" names no ids of tokens/],
    ['a target that is not there', ['--target', 'x'], /there is no target "x"; the targets are m/],
  ] as const)
    it(`refuses ${name} in one line`, async () => {
      await endpoint();
      const { code, stderr } = await probe(...words);
      expect(code).to.equal(2);
      expect(stderr).to.match(expected);
      expect(stderr.trim().split('\n')).to.have.length(1);
    });
});
