import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { beforeModel, type Simulator, startSimulator } from '../../../harness/simulator/index.js';
import { root } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';
import { promptLines, readStored, suiteText } from '../run/suites.js';

const offscript = warmOffscript();

const main = join(root, 'dist/harness/cli/main.js');

describe('offscript run', () => {
  let simulator: Simulator;
  let folder: ReturnType<typeof folderWith>;

  async function prepare(latencyMs: number, fields: object, faults = {}, prompts = 200): Promise<void> {
    simulator = await startSimulator({ models: [beforeModel], latencyMs, faults });
    folder = folderWith({
      's.yaml': suiteText(simulator, { ...fields }),
      'prompts.jsonl': promptLines(prompts),
    });
  }
  afterEach(async () => {
    await simulator.close();
    folder.remove();
  });

  /** The endpoint goes on without faults. */
  async function mend(): Promise<void> {
    await simulator.close();
    simulator = await startSimulator({ models: [beforeModel], port: simulator.port });
  }

  const run = (...words: string[]) => offscript(folder.path, ['run', 's.yaml', ...words]);
  const out = (): string => join(folder.path, 'out');

  /** Starts a run and resolves when `requests` have come to the endpoint. */
  async function started(requests: number, ...words: string[]) {
    const child = spawn(process.execPath, [main, 'run', 's.yaml', '-o', 'out', ...words], {
      cwd: folder.path,
    });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += String(text);
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    while (simulator.stats.requests < requests) await sleep(5);
    return { child, ended, stderr: () => stderr };
  }

  async function interrupt(
    child: ChildProcess,
    stderr: () => string,
    signal: NodeJS.Signals = 'SIGINT',
  ): Promise<void> {
    child.kill(signal);
    while (!stderr().includes('Stopping')) await sleep(5);
  }

  for (const [when, signal] of [
    ['at Ctrl-C', 'SIGINT'],
    ['when its terminal is closed', 'SIGHUP'],
  ] as const)
    it(`finishes what is in flight ${when}, stores it, and says how to go on`, async () => {
      await prepare(400, { concurrency: 10 });
      const { child, ended, stderr } = await started(25);
      await interrupt(child, stderr, signal);
      // A shell passes on what the system has sent.
      if (signal === 'SIGHUP') child.kill(signal);
      const asked = simulator.stats.requests;
      expect(await ended).to.equal(3);
      // Those that were on their way are in flight too.
      expect(simulator.stats.requests).to.be.within(asked, asked + 10);
      const stored = readStored(out());
      expect(stored.length).to.equal(simulator.stats.requests);
      expect(stderr()).to.contain(
        `Stopped with ${200 - stored.length} questions left; the same command goes on.`,
      );
      expect((await run('-o', 'out', '--quiet')).code).to.equal(0);
      expect([readStored(out()).length, simulator.stats.requests]).to.deep.equal([200, 200]);
    });

  for (const [name, grace, twice] of [
    ['stops at once at a second Ctrl-C', '60', true],
    ['waits no longer than the grace time', '1', false],
  ] as const) {
    it(`${name}, and stores no error for what it let go`, async () => {
      await prepare(0, { concurrency: 10 }, { rateHang: 0.2 });
      const { child, ended, stderr } = await started(30, '--grace', grace);
      await sleep(500);
      await interrupt(child, stderr);
      if (twice) child.kill('SIGINT');
      const from = Date.now();
      expect(await ended).to.equal(3);
      expect(Date.now() - from).to.be.below(10_000);
      const stored = readStored(out());
      expect(stored.length).to.be.within(1, 199);
      expect(stored.filter(({ error }) => error !== undefined)).to.deep.equal([]);
    });
  }

  it('goes on without a reader of its progress', async () => {
    await prepare(20, { concurrency: 10 });
    const { child, ended } = await started(20, '--json');
    child.stdout.destroy();
    expect(await ended).to.equal(0);
    expect(readStored(out()).length).to.equal(200);
  });

  for (const [when, latencyMs, pause] of [
    ['that has begun', 0, 200],
    ['of a request that is refused only then', 1000, 0],
  ] as const) {
    it(`does not wait for another try at Ctrl-C, ${when}`, async () => {
      await prepare(latencyMs, { concurrency: 4 }, { rate429: 1, retryAfter: '50' });
      const { child, ended, stderr } = await started(4);
      await sleep(pause);
      await interrupt(child, stderr);
      const from = Date.now();
      expect(await ended).to.equal(3);
      // Less than the grace time.
      expect(Date.now() - from).to.be.below(20_000);
      expect([readStored(out()).length, simulator.stats.requests]).to.deep.equal([0, 4]);
    });
  }

  it('does not wait at Ctrl-C for those whose turn a rate holds back', async () => {
    // More are queued than may be in flight; each would wait a minute.
    await prepare(0, { concurrency: 4, requests_per_minute: 1 });
    const { child, ended, stderr } = await started(1);
    await interrupt(child, stderr);
    const from = Date.now();
    expect(await ended).to.equal(3);
    expect(Date.now() - from).to.be.below(10_000);
  });

  it('refuses a folder that another process is writing to', async () => {
    // It goes on writing however long the other one takes to start.
    await prepare(0, { concurrency: 4 }, { rateHang: 0.5 });
    const { child, ended } = await started(4);
    const { code, stderr } = await run('-o', 'out');
    expect(code).to.equal(2);
    expect(stderr).to.equal(
      `offscript: out: process ${child.pid} is writing to this run folder; wait for it to end; if it is gone, or this is a copy of its folder, delete out/.lock\n`,
    );
    child.kill('SIGKILL');
    await ended;
    await mend();
    expect((await run('-o', 'out', '--limit', '1', '--quiet')).code).to.equal(0);
  });

  for (const [what, happens, said, later] of [
    [
      'its folder is removed',
      (run) => rmSync(run, { recursive: true, maxRetries: 20 }),
      /^offscript: out: .*removed.* [\d,]+ new samples? had been stored\.\n$/,
      200,
    ],
    [
      'its samples are replaced',
      (run) => {
        copyFileSync(join(run, 'samples.jsonl'), join(run, 'x'));
        renameSync(join(run, 'x'), join(run, 'samples.jsonl'));
      },
      /^offscript: out: samples\.jsonl was replaced by another file while it was written to\. [\d,]+ new samples? had been stored\.\n$/,
      undefined,
    ],
    [
      'another process takes the run',
      (run) => {
        writeFileSync(join(run, 'other'), '12 elsewhere x x x\n');
        renameSync(join(run, 'other'), join(run, '.lock'));
      },
      /^offscript: out: this process no longer holds the run: process 12 on elsewhere has taken it over\. [\d,]+ new samples? had been stored\.\n$/,
      undefined,
    ],
  ] satisfies readonly (readonly [string, (run: string) => void, RegExp, number | undefined])[])
    it(`stops when ${what}, asks no more, and says so in a line`, async () => {
      // Some hang: nothing else would end them for a minute.
      await prepare(20, { concurrency: 10 }, { rateHang: 0.05 }, 2000);
      const { child, ended, stderr } = await started(30, '--quiet');
      happens(out());
      expect(await ended).to.equal(3);
      expect(stderr()).to.match(said);
      expect(child.exitCode).to.equal(3);
      // A second's worth at most; all of them would take ten.
      expect(simulator.stats.requests).to.be.below(1500);
      const asked = simulator.stats.requests;
      if (later === undefined) return;
      expect(existsSync(out())).to.equal(false);
      await mend();
      expect((await run('-o', 'out', '--quiet', '--limit', String(later))).code).to.equal(0);
      expect([asked > 0, readStored(out()).length]).to.deep.equal([true, later]);
    });

  it('stops at once where a file may grow no more, keeps whole lines, and goes on when there is room', async () => {
    await prepare(0, { concurrency: 10 }, { rateHang: 0.05 });
    // The limit is one of files, not of the disk, so that no privilege is needed: the system refuses to write just the same.
    const limited = `trap '' XFSZ; ulimit -f 40; exec '${process.execPath}' '${main}' run s.yaml -o out --quiet`;
    // A locale that is not there is nothing that bash should speak of.
    const env = { ...process.env, LC_ALL: 'C' };
    const child = spawn('bash', ['-c', limited], { cwd: folder.path, env });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += String(text);
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    const stored = readStored(out());
    expect(stored.length).to.be.within(10, 190);
    expect(stderr).to.equal(
      `offscript: out: cannot write (EFBIG); check space and permissions. ${stored.length} new samples stored.\n` +
        `Stopped with ${200 - stored.length} questions left; the same command goes on.\n`,
    );
    expect(code).to.equal(3);
    await mend();
    expect((await run('-o', 'out', '--quiet')).code).to.equal(0);
    const all = readStored(out());
    expect([all.length, new Set(all.map(({ key }) => key)).size]).to.deep.equal([200, 200]);
  });
});
