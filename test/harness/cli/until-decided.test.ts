import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { GateResult, Report } from '../../../reports/index.js';
import { plannedOrder } from '../../../store/index.js';
import { root } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';
import { promptLines, readStored } from '../run/suites.js';
import { type Endpoint, type Model, startSlipping } from './slipping.js';

const main = join(root, 'dist/harness/cli/main.js');
const offscript = warmOffscript();

interface Saving {
  readonly planned: number;
  readonly asked: number;
  readonly spared: number;
  readonly cost: { readonly asked: number; readonly spared: number } | null;
}

describe('a run that goes on until it is decided', function () {
  this.timeout(300_000);
  const endpoints: Endpoint[] = [];
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({ 'prompts.jsonl': promptLines(400) });
  });
  afterEach(() => {
    for (const endpoint of endpoints.splice(0)) endpoint.close();
    folder.remove();
  });

  async function serve(models: Readonly<Record<string, Model>>): Promise<Endpoint> {
    const endpoint = await startSlipping(models);
    endpoints.push(endpoint);
    return endpoint;
  }

  function suite(
    { url }: Endpoint,
    models: readonly string[],
    more: Readonly<Record<string, unknown>> = {},
    each: Readonly<Record<string, unknown>> = {},
  ): void {
    const [baseline] = models;
    const targets = models.map((model) => ({ id: model, base_url: url, model, concurrency: 8, ...each }));
    const prompts = [{ file: 'prompts.jsonl' }];
    writeFileSync(
      join(folder.path, 's.yaml'),
      JSON.stringify({ seed: 7, baseline, targets, prompts, ...more }),
    );
  }

  const run = (...words: string[]) =>
    offscript(folder.path, ['run', 's.yaml', '-o', 'out', '--until-decided', ...words]);

  async function gated(): Promise<GateResult> {
    const { stdout, stderr } = await offscript(folder.path, ['gate', 'out', '--format', 'json']);
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as GateResult;
  }

  it('asks no further than it takes, says what that saves, and is complete', async () => {
    const endpoint = await serve({ before: { slips: 0.01 }, after: { slips: 0.01 } });
    suite(endpoint, ['before', 'after'], { gate: { margin: 5 } }, { prices: { input: 1, output: 3 } });
    const { code, stdout, stderr } = await run();
    expect(code, stderr).to.equal(0);
    const asked = readStored(join(folder.path, 'out')).length;
    expect(asked).to.be.below(500);
    expect(stdout).to.include('after against before: PASS');
    const share = Math.round((100 * (800 - asked)) / 800);
    const cost = ((asked * 4000) / 1e6).toFixed(2);
    expect(stdout).to.include(
      `Asked ${asked} of 800 questions of the plan: ${800 - asked} (${share}%) were not needed. Cost about ${cost} of 3.20.`,
    );
    expect(stdout).not.to.include('without an answer yet');
    expect(stdout).to.include('of the plan were not needed');
    const written = await offscript(folder.path, ['report', 'out', '--format', 'json']);
    const [source] = (JSON.parse(written.stdout) as Report).runs;
    expect(source?.until_decided).to.deep.equal({ decided: true, questions: { planned: 800, asked } });
    const text = await offscript(folder.path, ['report', 'out', '--format', 'md']);
    expect(text.stdout).to.include(`${asked} of 800 questions`);
    // The same again asks nothing, and comes to the same.
    const again = await run('--json');
    expect(again.code).to.equal(0);
    expect(readStored(join(folder.path, 'out')).length).to.equal(asked);
    const events = again.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly until_decided?: Saving });
    const { cost: paid, ...counts } = events.at(-1)?.until_decided ?? {};
    expect(counts).to.deep.equal({ planned: 800, asked, spared: 800 - asked });
    expect(paid?.asked).to.be.closeTo((asked * 4) / 1000, 1e-9);
    expect(paid?.spared).to.be.closeTo(((800 - asked) * 4) / 1000, 1e-9);
    expect((await gated()).candidates[0]?.sequential?.decided).to.equal(true);
  });

  it('comes to the same whichever answers are fast, since they are heard in the order of the plan', async () => {
    const found: unknown[] = [];
    for (const slowest of [0, 30]) {
      const endpoint = await serve({ before: { slips: 0.02 }, after: { slips: 0.2, slowest } });
      suite(endpoint, ['before', 'after']);
      const { code, stderr } = await offscript(folder.path, [
        ...['run', 's.yaml', '-o', `out${slowest}`, '--until-decided', '--quiet'],
      ]);
      expect(code, stderr).to.equal(1);
      const { stdout } = await offscript(folder.path, ['gate', `out${slowest}`, '--format', 'json']);
      const { rows, candidates } = JSON.parse(stdout) as GateResult;
      found.push([rows[0], candidates[0]?.sequential]);
    }
    expect(found[1]).to.deep.equal(found[0]);
  });

  it('asks targets beside each other, in the planned order, and one that is decided no more', async () => {
    const endpoint = await serve({
      before: { slips: 0 },
      bad: { slips: 0.7 },
      like: { slips: 0.01, slowest: 20 },
    });
    suite(endpoint, ['before', 'bad', 'like'], { gate: { margin: 4 } });
    const { code } = await run('--quiet');
    expect(code).to.equal(1);
    const [before = [], bad = [], like = []] = ['before', 'bad', 'like'].map((name) =>
      endpoint.asked.get(name),
    );
    expect(bad.length).to.be.below(like.length / 2);
    expect(before.length).to.be.within(like.length - 20, like.length + 20);
    const texts = promptLines(400)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; language: string; text: string });
    const order = plannedOrder(texts, 7).map(({ text: asked }) => asked);
    for (const asked of [before, like])
      for (const [i, prompt] of asked.entries())
        expect(Math.abs(order.indexOf(prompt) - i), `${i}`).to.be.below(30);
  });

  it('goes on after a kill, with the same end', async () => {
    const endpoint = await serve({
      before: { slips: 0.01, slowest: 20 },
      after: { slips: 0.01, slowest: 20 },
    });
    suite(endpoint, ['before', 'after'], { gate: { margin: 3 } });
    const file = join(folder.path, 'out/samples.jsonl');
    const lines = (): number => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0);
    for (const until of [60, 130]) {
      const child = spawn(
        process.execPath,
        [main, 'run', 's.yaml', '-o', 'out', '--until-decided', '--quiet'],
        {
          cwd: folder.path,
        },
      );
      const ended = new Promise((resolve) => child.on('close', resolve));
      while (child.exitCode === null && lines() < until) await sleep(2);
      expect(child.exitCode, 'it must not end before the kill').to.equal(null);
      child.kill('SIGKILL');
      await ended;
      // A run that goes on is gated by the same test, and is open.
      const open = await gated();
      expect([open.verdict, open.incomplete]).to.deep.equal(['undecided', true]);
    }
    const { code, stderr } = await run('--quiet');
    expect(code, stderr).to.equal(0);
    const killed = await gated();
    const { code: whole } = await offscript(folder.path, [
      'run',
      's.yaml',
      '-o',
      'whole',
      '--until-decided',
      '--quiet',
    ]);
    expect(whole).to.equal(0);
    const { stdout } = await offscript(folder.path, ['gate', 'whole', '--format', 'json']);
    const other = JSON.parse(stdout) as GateResult;
    expect(killed.candidates).to.deep.equal(other.candidates);
    expect(killed.rows[0]).to.deep.equal(other.rows[0]);
  });

  it('asks again what failed, and no more than that, when it is decided already', async () => {
    const failing = (prompt: string, times: number): boolean => prompt.startsWith('3番目') && times === 1;
    const endpoint = await serve({ before: { slips: 0 }, after: { slips: 0, fails: failing } });
    suite(endpoint, ['before', 'after'], { gate: { margin: 10 } });
    // Whatever place the prompt has: all is asked that comes before it.
    writeFileSync(join(folder.path, 'prompts.jsonl'), promptLines(90));
    const first = await run('--quiet');
    const stored = readStored(join(folder.path, 'out'));
    const failed = stored.filter(({ error }) => error !== undefined);
    const isHeard = (await gated()).incomplete;
    expect(failed.length).to.equal(1);
    expect([isHeard, first.code]).to.deep.equal([true, 3]);
    const again = await run('--quiet');
    expect(again.code, again.stderr).to.equal(0);
    expect(readStored(join(folder.path, 'out')).length).to.equal(stored.length + 1);
  });

  it('goes on to its end by one more call where nothing but failed requests had decided it', async () => {
    let isDown = true;
    const endpoint = await serve({ before: { slips: 0 }, after: { slips: 0, fails: () => isDown } });
    suite(endpoint, ['before', 'after'], { gate: { margin: 8 } });
    const first = await run('--quiet');
    expect([first.code, (await gated()).verdict]).to.deep.equal([1, 'fail']);
    isDown = false;
    const again = await run('--quiet');
    expect(again.code, again.stderr).to.equal(0);
    const { verdict, incomplete, candidates } = await gated();
    expect([verdict, incomplete, candidates[0]?.sequential?.decided]).to.deep.equal(['pass', false, true]);
  });

  it('asks nobody for the sake of a target that stopped by itself', async () => {
    const endpoint = await serve({
      before: { slips: 0 },
      after: { slips: 0, fails: () => true, status: 401 },
    });
    suite(endpoint, ['before', 'after'], { gate: { margin: 1 } });
    const { code, stderr } = await run('--quiet');
    expect(code, stderr).to.equal(3);
    expect(endpoint.asked.get('before')?.length).to.be.below(100);
    expect(stderr).to.include('not asked; the same command goes on');
  });

  it('keeps its test when somebody goes on with the whole plan', async () => {
    const endpoint = await serve({ before: { slips: 0 }, after: { slips: 0 } });
    writeFileSync(join(folder.path, 'prompts.jsonl'), promptLines(120));
    suite(endpoint, ['before', 'after'], { gate: { margin: 10 } });
    expect((await run('--quiet')).code).to.equal(0);
    const before = await gated();
    const { code } = await offscript(folder.path, ['run', 's.yaml', '-o', 'out', '--quiet']);
    expect(code).to.equal(0);
    expect(readStored(join(folder.path, 'out')).length).to.equal(240);
    const after = await gated();
    expect(after.candidates).to.deep.equal(before.candidates);
    expect(after.rows[0]).to.deep.equal(before.rows[0]);
  });

  it('is the only run that a gate may be asked of while it goes on', async () => {
    const file = join(folder.path, 'out/samples.jsonl');
    for (const [words, code] of [
      [[], 2],
      [['--until-decided'], 3],
    ] as const) {
      const endpoint = await serve({ before: { slips: 0, holds: 30 }, after: { slips: 0, holds: 30 } });
      suite(endpoint, ['before', 'after'], { gate: { margin: 0.5 } });
      const child = spawn(process.execPath, [main, 'run', 's.yaml', '-o', 'out', '--quiet', ...words], {
        cwd: folder.path,
      });
      const ended = new Promise((resolve) => child.on('close', resolve));
      const before = existsSync(file) ? readFileSync(file).length : 0;
      while (child.exitCode === null && (!existsSync(file) || readFileSync(file).length === before))
        await sleep(5);
      const gate = await offscript(folder.path, ['gate', 'out']);
      expect(child.exitCode, 'it must go on').to.equal(null);
      child.kill('SIGKILL');
      await ended;
      expect(gate.code, gate.stderr).to.equal(code);
      expect(gate.stderr.includes('is still asking it')).to.equal(code === 2);
    }
  });

  it('ends undecided where the plan is used up, and says so', async () => {
    const endpoint = await serve({ before: { slips: 0 }, after: { slips: 0 } });
    writeFileSync(join(folder.path, 'prompts.jsonl'), promptLines(30));
    suite(endpoint, ['before', 'after'], { gate: { margin: 1 } });
    const { code, stdout } = await run();
    expect(code).to.equal(3);
    expect(stdout).to.include('not decided by all 30 prompts of the plan');
    expect(stdout).to.include('Asked 60 of 60 questions of the plan: nothing was saved.');
  });

  it('refuses what its test says nothing of, before anything is asked', async () => {
    const endpoint = await serve({ before: { slips: 0 }, after: { slips: 0 } });
    const cases = [
      { more: {}, words: ['--limit', '5'], says: '--limit' },
      { more: {}, words: ['--shard', '1/2'], says: '--shard' },
      { more: {}, words: ['--target', 'after'], says: '--target' },
      { more: { inference: 'these_prompts' }, words: [], says: 'prompts for the units' },
      { more: { baseline: undefined }, words: [], says: 'names no baseline' },
      { more: { prompts: [{ file: 'one.jsonl' }] }, words: [], says: 'there is a single one' },
    ];
    writeFileSync(join(folder.path, 'one.jsonl'), promptLines(1));
    for (const { more, words, says } of cases) {
      suite(endpoint, ['before', 'after'], more);
      const { code, stderr } = await run(...words);
      expect([code, stderr.includes(says)], stderr).to.deep.equal([2, true]);
    }
    expect(endpoint.asked.size).to.equal(0);
  });
});
