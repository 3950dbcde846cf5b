import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Report } from '../../../reports/index.js';
import { root } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

describe('offscript demo', () => {
  it('runs the main job without a key or a network and says where the run and the page are', async () => {
    const folder = folderWith({});
    try {
      const { code, stdout, stderr } = await offscript(folder.path, ['demo']);
      expect(code).to.equal(0);
      // The last that is said of a target while it goes is what the report says.
      const [, before] = /^before {2}800\/800 {2}(\d+\.\d%) mixed {2}/m.exec(stderr) ?? [];
      const [, after] = /^after {3}800\/800 {2}(\d+\.\d%) mixed {2}/m.exec(stderr) ?? [];
      expect(stdout).to.match(new RegExp(`^all +mixing +${before} +${after} `, 'm'));
      const [, run = ''] = /^Run {5}(.+)$/m.exec(stdout) ?? [];
      const [, page = ''] = /^Report {2}(.+)$/m.exec(stdout) ?? [];
      expect(readdirSync(run).sort()).to.deep.equal([
        'prompts.jsonl',
        'report.html',
        'run.json',
        'samples.jsonl',
        'tallies',
      ]);
      const html = readFileSync(page, 'utf8');
      expect(html)
        .to.match(/^<!doctype html>/i)
        .and.to.contain('simulated endpoint');
      // Where chance puts 0.47 in 100, whatever the prompts of the pack.
      expect(stdout).to.match(/^ja +Cyrl +[3-5]\d\.0% +[0-3]\.0% +100 +.*▼ better$/m);
      expect(stdout).to.match(/^ko +Hani .*○ inconclusive$/m);
      expect(stdout).to.contain('before (simulated endpoint) → after (simulated endpoint)');

      const again = await offscript(folder.path, ['report', run, '--format', 'json']);
      const report: Report = JSON.parse(again.stdout);
      expect(report.targets.map(({ id, simulated, scored }) => [id, simulated, scored])).to.deep.equal([
        ['before', true, 800],
        ['after', true, 800],
      ]);
    } finally {
      folder.remove();
    }
  });
});

describe('offscript run', () => {
  it('ends with exit code 3 when requests failed for good, and still reports', async () => {
    const suite =
      'targets: [{ id: a, base_url: "http://127.0.0.1:9/v1", model: m, wait_for: 0 }]\nprompts: [{ language: ja, sample: 3 }]\n';
    const folder = folderWith({ 's.yaml': suite });
    try {
      const { code, stdout, stderr } = await offscript(folder.path, ['run', 's.yaml', '-o', 'out']);
      expect(code).to.equal(3);
      expect(stderr).to.contain('3 requests failed, also after their retries; the same command asks again.');
      expect(stdout).not.to.contain('NaN');
      expect(existsSync(join(folder.path, 'out/report.html'))).to.equal(true);
    } finally {
      folder.remove();
    }
  });
});

describe('offscript serve-demo', () => {
  const serve = () =>
    spawn(process.execPath, [join(root, 'dist/harness/cli/main.js'), 'serve-demo', '--port', '0']);

  it('serves until it is stopped', async () => {
    const child = serve();
    const ended = once(child, 'close');
    const url = await new Promise<string>((resolve) => {
      child.stdout.on('data', (text) => resolve(/http:\S+\/v1/.exec(String(text))?.[0] ?? ''));
    });
    const models = (await (await fetch(`${url}/models`)).json()) as { data: { id: string }[] };
    expect(models.data.map(({ id }) => id)).to.deep.equal(['before', 'after']);
    child.kill('SIGINT');
    expect(await ended).to.deep.equal([0, null]);
  });

  it('ends in order when it is stopped as soon as it has said where it is', async () => {
    const child = serve();
    const ended = once(child, 'close');
    child.stdout.once('data', () => child.kill('SIGINT'));
    expect(await ended).to.deep.equal([0, null]);
  });
});

describe('offscript', () => {
  it('says what it can do, and exits with 2 when asked for something else', async () => {
    const help = await offscript('.', ['--help']);
    expect(help.code).to.equal(0);
    for (const command of [
      'demo',
      'run',
      'check',
      'merge',
      'score',
      'detect',
      'report',
      'languages',
      'prompts',
      'serve-demo',
    ])
      expect(help.stdout).to.contain(command);
    for (const words of [
      ['nonsense'],
      ['report'],
      ['report', 'x', '--format', 'pdf'],
      ['detect', '--nonsense'],
    ]) {
      const { code, stderr } = await offscript('.', words);
      expect(code, words.join(' ')).to.equal(2);
      expect(stderr).to.match(/^error: /);
    }
  });
});
