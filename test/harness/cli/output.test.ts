import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Context } from 'mocha';
import { needsFullDevice, needsSmallDisk, root } from '../../support/needs.js';
import { folderWith, node } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const main = join(root, 'dist/harness/cli/main.js');

/** Runs `offscript` with its standard output on a disk that is full. */
function onFullDisk(
  context: Context,
  cwd: string,
  words: readonly string[],
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const full = openSync(needsFullDevice(context), 'w');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...words], { cwd, stdio: ['ignore', full, 'pipe'] });
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.on('close', (code) => {
      closeSync(full);
      resolve({ code, stderr });
    });
  });
}

/** Runs `offscript` into a pipe whose reader goes away after its first bytes. */
function intoClosedPipe(
  cwd: string,
  words: readonly string[],
): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...words], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stdout.once('data', () => child.stdout.destroy());
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.on('close', (code) => resolve({ code, stderr }));
  });
}

/** Runs `languages --json` of the command line that is named first into the file that is named second. */
const INTO_FILE = `const { openSync } = require('node:fs');
const [main, path] = process.argv.slice(1);
const { status, stderr } = require('node:child_process').spawnSync(process.execPath, [main, 'languages', '--json'], {
  stdio: ['ignore', openSync(path, 'w'), 'pipe'],
});
process.stderr.write(stderr);
process.exitCode = status;`;

const SAID = 'offscript: standard output: cannot write (ENOSPC); check space and permissions\n';

describe('standard output that is lost', () => {
  let folder: ReturnType<typeof folderWith>;
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      asked++;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ choices: [{ message: { content: '日本語の答えです。' }, finish_reason: 'stop' }] }),
      );
    });
  });
  before(async function () {
    this.timeout(60_000);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const row = { model: 'm', language: 'ja', id: 'x', text: '値段を посмотреть しましょう。' };
    folder = folderWith({
      't.txt': row.text,
      'd.jsonl': `${JSON.stringify(row)}\n`.repeat(3000),
      's.yaml': JSON.stringify({
        targets: [{ id: 'a', base_url, model: 'm', concurrency: 4 }],
        prompts: [{ language: 'ja', sample: 30 }],
      }),
    });
    const { code, stderr } = await offscript(folder.path, ['score', 'd.jsonl', '-o', 'scored']);
    expect(code, stderr).to.equal(0);
  });
  after((done) => {
    folder.remove();
    server.close(done);
    server.closeAllConnections();
  });

  for (const words of [
    ['report', 'scored', '--format', 'json'],
    ['report', 'scored', '--format', 'csv'],
    ['report', 'scored'],
    ['detect', '--language', 'ja', 't.txt'],
    ['detect', '--jsonl', 'd.jsonl'],
    ['prompts', 'list', 'ja', '--json'],
    ['prompts', 'check', 'd.jsonl', '--json'],
    ['languages'],
    ['merge', 'scored', '-o', 'merged'],
    ['check', 's.yaml'],
    ['--help'],
  ])
    it(`is one line and exit code 2 on a full disk: ${words.join(' ')}`, async function () {
      this.timeout(60_000);
      const { code, stderr } = await onFullDisk(this, folder.path, words);
      expect(stderr.split(SAID), stderr).to.have.lengthOf(2);
      expect(stderr).not.to.match(/^\s+at /m);
      expect(code).to.equal(2);
    });

  for (const form of [['--json'], []])
    it(`stops no run on a full disk: it is stored, and the exit code is 3${form.join('')}`, async function () {
      this.timeout(60_000);
      asked = 0;
      const out = `full${form.join('')}`;
      const { code, stderr } = await onFullDisk(this, folder.path, ['run', 's.yaml', '-o', out, ...form]);
      expect(stderr.split(SAID), stderr).to.have.lengthOf(2);
      expect([code, asked]).to.deep.equal([3, 30]);
      const samples = readFileSync(join(folder.path, out, 'samples.jsonl'), 'utf8');
      expect(samples.trimEnd().split('\n')).to.have.lengthOf(30);
      expect(existsSync(join(folder.path, out, '.lock'))).to.equal(false);
      const again = await offscript(folder.path, ['run', 's.yaml', '-o', out, '--quiet']);
      expect([again.code, asked], again.stderr).to.deep.equal([0, 30]);
    });

  it('is told where the disk has room for half of it', async function () {
    this.timeout(60_000);
    const disk = needsSmallDisk(this, 8);
    try {
      const whole = await offscript(folder.path, ['languages', '--json']);
      expect(whole.stdout.length).to.be.above(8192);
      const { code, stderr } = await node(folder.path, ['-e', INTO_FILE, main, join(disk.path, 'o')]);
      expect(stderr).to.equal(SAID);
      expect(code).to.equal(2);
    } finally {
      disk.remove();
    }
  });

  it('is no error where a reader has gone', async function () {
    this.timeout(60_000);
    const detected = await intoClosedPipe(folder.path, ['detect', '--jsonl', 'd.jsonl']);
    expect([detected.code, detected.stderr]).to.deep.equal([0, '']);
    const run = await intoClosedPipe(folder.path, ['run', 's.yaml', '-o', 'piped', '--json']);
    expect([run.code, run.stderr]).to.deep.equal([0, '']);
    const samples = readFileSync(join(folder.path, 'piped/samples.jsonl'), 'utf8');
    expect(samples.trimEnd().split('\n')).to.have.lengthOf(30);
    expect(existsSync(join(folder.path, 'piped/.lock'))).to.equal(false);
  });
});
