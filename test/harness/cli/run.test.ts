import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { beforeModel, type Simulator, startSimulator } from '../../../harness/simulator/index.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';
import { promptLines, readStored, suiteText } from '../run/suites.js';

const offscript = warmOffscript();

describe('offscript run, of a part or of nothing yet', () => {
  let simulator: Simulator;
  let folder: ReturnType<typeof folderWith>;

  async function prepare(fields: Readonly<Record<string, unknown>>, prompts = 200): Promise<void> {
    simulator = await startSimulator({ models: [beforeModel] });
    folder = folderWith({ 's.yaml': suiteText(simulator, fields), 'prompts.jsonl': promptLines(prompts) });
  }
  afterEach(async () => {
    await simulator.close();
    folder.remove();
  });

  const run = (...words: string[]) => offscript(folder.path, ['run', 's.yaml', ...words]);
  const out = (): string => join(folder.path, 'out');

  it('a folder that holds several shards says what is missing of the whole', async () => {
    await prepare({ concurrency: 10 }, 20);
    const missing = async (): Promise<number | undefined> => {
      const { stdout } = await offscript(folder.path, ['report', 'out', '--format', 'json']);
      return JSON.parse(stdout).targets[0].unanswered;
    };
    await run('-o', 'out', '--shard', '1/3', '--quiet');
    expect(await missing()).to.equal(undefined);
    await run('-o', 'out', '--shard', '2/3', '--quiet');
    expect(await missing()).to.equal(20 - readStored(out()).length);
    await run('-o', 'out', '--shard', '3/3', '--quiet');
    expect([await missing(), readStored(out()).length]).to.deep.equal([undefined, 20]);
  });

  it('--shard splits the questions without a rest, and merge joins the runs', async () => {
    await prepare({});
    for (const shard of ['1/3', '2/3', '3/3'])
      expect((await run('-o', `part${shard[0]}`, '--shard', shard, '--quiet')).code).to.equal(0);
    const parts = ['part1', 'part2', 'part3'].map((part) => readStored(join(folder.path, part)));
    for (const part of parts) expect(part.length).to.be.within(45, 90);
    expect(simulator.stats.requests).to.equal(200);
    const merge = (...words: string[]) => offscript(folder.path, ['merge', ...words]);
    const { code, stdout, stderr } = await merge('part1', 'part2', 'part3', 'part1', '-o', 'out');
    expect([code, stdout]).to.deep.equal([0, 'out\n']);
    expect(stderr).to.equal(`200 samples of 4 runs; ${parts[0]?.length} exact doubles left out\n`);
    expect(new Set(readStored(out()).map(({ key }) => key)).size).to.equal(200);
    expect((await run('-o', 'out', '--quiet')).code).to.equal(0);
    expect(simulator.stats.requests, 'nothing is left to ask').to.equal(200);
    const again = await merge('part1', '-o', 'part2');
    expect([again.code, again.stderr]).to.deep.equal([
      2,
      'offscript: part2: the folder is not empty; name another folder\n',
    ]);
  });

  it('merge refuses runs of different suites', async () => {
    await prepare({}, 3);
    await run('-o', 'one', '--quiet');
    const other = folderWith({ 's.yaml': suiteText(simulator, {}, 2), 'prompts.jsonl': promptLines(3) });
    await offscript(other.path, ['run', 's.yaml', '-o', join(folder.path, 'two'), '--quiet']);
    other.remove();
    const { code, stderr } = await offscript(folder.path, ['merge', 'one', 'two', '-o', 'out']);
    expect(code).to.equal(2);
    expect(stderr).to.equal(
      'offscript: two: a run of another suite ("s") than one ("s"); only runs of one suite can be merged\n',
    );
  });

  it('--dry-run asks nothing, and says how many requests, tokens and what cost there would be', async () => {
    await prepare({ prices: { input: 1, output: 10 }, sampling: { max_tokens: 100 } });
    const { code, stdout } = await run('--dry-run', '--json');
    const { targets } = JSON.parse(stdout);
    expect([code, simulator.stats.requests]).to.deep.equal([0, 0]);
    expect(targets[0]).to.deep.include({
      questions: 200,
      requests: 200,
      output_tokens: 20_000,
      basis: 'limit',
    });
    expect(targets[0].cost).to.be.closeTo((targets[0].input_tokens + 10 * 20_000) / 1e6, 1e-9);
    await run('-o', 'out', '--shard', '1/2', '--quiet');
    const half = JSON.parse((await run('-o', 'out', '--dry-run', '--json')).stdout).targets[0];
    const used = readStored(out()).reduce((sum, { usage }) => sum + (usage?.completion_tokens ?? 0), 0);
    const stored = readStored(out()).length;
    expect(half).to.deep.include({ requests: 200 - stored, basis: 'answers' });
    expect(half.output_tokens).to.equal(Math.round((used / stored) * (200 - stored)));
    expect((await run('--dry-run')).stdout).to.match(
      /^a +200 +200 +[\d,]+ +20,000 +at most, by max_tokens +0\.2\d$/m,
    );
  });

  it('--json says what is going on as lines of JSON, --quiet says nothing', async () => {
    await prepare({}, 20);
    const { stdout, stderr } = await run('-o', 'out', '--json');
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(stderr).to.equal('');
    expect(events.at(-1)).to.deep.equal({
      event: 'end',
      folder: 'out',
      asked: 20,
      failed: 0,
      failures: [],
      skipped: 0,
      left: 0,
      stopped: [],
      report: 'out/report.html',
    });
    expect(events.at(-2).targets[0]).to.deep.include({
      target: 'a',
      total: 20,
      done: 20,
      in_flight: 0,
      scored: 20,
    });
    expect(await run('-o', 'quiet', '--quiet')).to.deep.equal({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(folder.path, 'quiet/report.html'), 'utf8')).to.match(/^<!doctype html>/i);
  });

  it('check asks small questions and says what works', async () => {
    await prepare({ prices: { input: 1, output: 1 } });
    const check = (...words: string[]) => offscript(folder.path, ['check', 's.yaml', ...words]);
    const [probe] = JSON.parse((await check('--json')).stdout);
    expect(probe).to.deep.include({
      listed: true,
      error: null,
      streaming: true,
      logprobs: true,
      reasoning: false,
    });
    expect(probe.cost).to.be.within(1e-5, 2e-4);
    expect(probe.first_token_ms).to.be.a('number');
    expect(simulator.stats.requests).to.equal(3);
    expect((await check()).stdout).to.match(/^a +yes +\d+ ms +yes, first token \d+ ms +yes +no +0\.00/m);
    await simulator.close();
    const down = await check();
    expect(down.code).to.equal(3);
    expect(down.stdout).to.match(/^a: connect ECONNREFUSED/m);
  });
});
