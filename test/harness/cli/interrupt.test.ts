import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { root } from '../../support/needs.js';
import { folderWith, offscript } from '../../support/offscript.js';

const main = join(root, 'dist/harness/cli/main.js');

/** So many that no machine reads them in the fifth of a second that is waited at most. */
const ROWS = 40_000;

describe('Ctrl-C', () => {
  let folder: ReturnType<typeof folderWith>;

  before(() => {
    folder = folderWith({});
    const row = { text: '今日は良い天気です。', language: 'ja', model: 'm', prompt: '天気は？' };
    writeFileSync(join(folder.path, 'big.jsonl'), `${JSON.stringify(row)}\n`.repeat(ROWS));
  });
  after(() => folder.remove());

  /** Interrupts the command `wait` ms after it has made something in the folder `made`. */
  async function interrupted(
    words: readonly string[],
    made: string,
    wait: number,
    signal: NodeJS.Signals = 'SIGINT',
  ) {
    const child = spawn(process.execPath, [main, ...words], { cwd: folder.path });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += String(text);
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    while (!existsSync(join(folder.path, made))) await turn();
    await sleep(wait);
    child.kill(signal);
    return { code: await ended, stderr, left: readdirSync(join(folder.path, made)) };
  }

  // At once, and while rows are read.
  for (const wait of [0, 5, 200]) {
    it(`leaves nothing of a score behind, ${wait} ms after it has begun`, async () => {
      const made = `runs${wait}`;
      expect(await interrupted(['score', 'big.jsonl', '-o', `${made}/run`], made, wait)).to.deep.equal({
        code: 3,
        stderr: 'Stopped; no run was written.\n',
        left: [],
      });
    });
  }

  it('leaves nothing of a score behind where it is a terminal that is closed', async () => {
    expect(await interrupted(['score', 'big.jsonl', '-o', 'hup/run'], 'hup', 50, 'SIGHUP')).to.deep.equal({
      code: 3,
      stderr: 'Stopped; no run was written.\n',
      left: [],
    });
  });

  it('cannot be waited for by a process that is killed: what it left is removed when the next one begins', async () => {
    const words = (name: string) => ['score', 'big.jsonl', '-o', `killed/${name}`];
    const { code, left } = await interrupted(words('a'), 'killed', 100, 'SIGKILL');
    expect([code, left.length]).to.deep.equal([null, 1]);
    expect((await offscript(folder.path, words('b'))).code).to.equal(0);
    expect(readdirSync(join(folder.path, 'killed'))).to.deep.equal(['b']);
  });

  it('leaves nothing of a merge behind', async () => {
    expect((await offscript(folder.path, ['score', 'big.jsonl', '-o', 'whole'])).code).to.equal(0);
    for (const wait of [0, 200]) {
      const made = `merged${wait}`;
      const words = ['merge', ...Array(8).fill('whole'), '-o', `${made}/run`];
      expect(await interrupted(words, made, wait)).to.deep.equal({
        code: 3,
        stderr: 'Stopped; no run was written.\n',
        left: [],
      });
    }
  });
});
