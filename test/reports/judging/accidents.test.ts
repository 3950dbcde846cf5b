import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import type { Said } from './process.js';

/** What befalls a thread when it comes to its fourth batch. */
const ACCIDENTS = {
  exit: 'process.exit(3)',
  throw: 'throw new TypeError("boom")',
  later: 'queueMicrotask(() => { throw new RangeError("later") })',
  memory: 'const all = []; for (;;) all.push(new Array(1e6).fill(1.5))',
  stuck: `require("node:child_process").execFileSync(process.execPath, [
    "-e",
    "require('node:fs').writeFileSync('stuck', ''); setTimeout(() => {}, 6000)",
  ])`,
} as const;

/** Loaded into each thread before anything else; each batch writes its settings as JSON once. */
const preload = (accident: string): string => `
const { isMainThread } = require('node:worker_threads');
const write = JSON.stringify;
let batches = 0;
if (!isMainThread) JSON.stringify = (...given) => {
  if (++batches === 4) { ${accident} }
  return write(...given);
};`;

describe('a judge whose threads meet an accident', () => {
  let folder: ReturnType<typeof folderWith>;
  before(() => {
    folder = folderWith(
      Object.fromEntries(Object.entries(ACCIDENTS).map(([name, code]) => [`${name}.cjs`, preload(code)])),
    );
  });
  after(() => folder.remove());

  function judging(accident: keyof typeof ACCIDENTS, ...words: readonly string[]): Promise<Said> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(root, 'dist/test/reports/judging/process.js'), ...words], {
        cwd: folder.path,
        env: {
          ...process.env,
          NODE_OPTIONS: `--require=${join(folder.path, `${accident}.cjs`)} --max-old-space-size=200`,
        },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
      child.on('error', reject);
      child.on('close', (code) =>
        code === 0 ? resolve(JSON.parse(said)) : reject(new Error(`ended with ${code}`)),
      );
    });
  }

  it('says to the user that a thread ended, and what to try', async () => {
    const { thrown } = await judging('exit');
    expect(thrown?.problem).to.deep.equal({
      what: 'a judging thread ended before its work was done (worker exited with code: 3)',
      where: '--jobs',
      todo: 'try 1',
    });
  });

  it('says to the user that a thread ran out of memory, and what to try', async () => {
    const { thrown } = await judging('memory');
    expect(thrown?.problem).to.deep.equal({
      what: 'a judging thread ran out of memory',
      where: '--jobs',
      todo: 'ask for fewer of them',
    });
  });

  for (const [accident, name, message] of [
    ['throw', 'TypeError', 'boom'],
    ['later', 'RangeError', 'later'],
  ] as const)
    it(`throws what a thread throws, in a batch or between two: ${accident}`, async () => {
      const { thrown } = await judging(accident);
      expect(thrown).to.deep.equal({ name, message, problem: null });
    });

  it('is closed within seconds, also where a thread cannot be ended', async () => {
    const { closing } = await judging('stuck', 'stuck');
    expect(closing).to.be.within(1500, 5000);
  });
});
