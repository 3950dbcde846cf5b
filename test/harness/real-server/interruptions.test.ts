import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { type Llama, startLlama } from '../../support/llama/index.js';
import { needsLlama, root } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { readStored } from '../run/suites.js';
import { LONGEST, QUESTIONS, suiteFiles } from './suite.js';

const main = join(root, 'dist/harness/cli/main.js');
const REPEATS = 5;
const ALL = QUESTIONS.length * REPEATS;

describe('a run against llama.cpp that is interrupted', () => {
  let python: string;
  let server: Llama;

  before(async function () {
    python = needsLlama(this);
    server = await startLlama(python);
  });
  after(() => server?.kill());

  /** The command, again and again the same, in a folder of its own. */
  function running(path: string) {
    const child = spawn(process.execPath, [main, 'run', 's.yaml', '-o', 'run'], { cwd: path });
    const ended = Promise.all([text(child.stdout), text(child.stderr)]);
    const code = new Promise<number | null>((resolve) => child.on('close', resolve));
    return { child, ended: Promise.all([code, ended]).then(([code, [out, err]]) => ({ code, out, err })) };
  }

  async function storedAtLeast(count: number, { child }: ReturnType<typeof running>, path: string) {
    const file = join(path, 'run/samples.jsonl');
    while (!existsSync(file) || readFileSync(file, 'utf8').split('\n').length <= count) {
      expect(child.exitCode, 'the run must not end before it is interrupted').to.equal(null);
      await sleep(20);
    }
  }

  /** Each question once, and whole: neither empty, unless the model ended at once, nor the beginning of an answer. */
  function expectWhole(path: string): ReturnType<typeof readStored> {
    const samples = readStored(join(path, 'run'));
    expect([samples.length, new Set(samples.map(({ key }) => key)).size]).to.deep.equal([ALL, ALL]);
    for (const { answer, error, finish_reason, usage } of samples) {
      expect(error).to.equal(undefined);
      expect(answer).to.be.a('string');
      if (usage?.completion_tokens !== 1) expect(answer).not.to.equal('');
      if (finish_reason === 'length') expect(usage?.completion_tokens).to.equal(LONGEST);
      else expect(finish_reason).to.equal('stop');
    }
    return samples;
  }

  it('by Ctrl-C goes on with the same command, and asks nothing twice', async () => {
    const folder = folderWith(suiteFiles(server.url, [{ id: 'a', stream: true }], { repeats: REPEATS }));
    try {
      const first = running(folder.path);
      await storedAtLeast(3, first, folder.path);
      first.child.kill('SIGINT');
      const { code, err } = await first.ended;
      const before = readStored(join(folder.path, 'run'));
      expect(code).to.equal(3);
      expect(before.length).to.be.within(3, ALL - 1);
      expect(err).to.contain(`Stopped with ${ALL - before.length} questions left`);
      const { code: then, out, err: further } = await running(folder.path).ended;
      expect(then, further).to.equal(0);
      expect(further).to.contain(
        `${before.length} questions had an answer already; ${ALL - before.length} asked.`,
      );
      const samples = expectWhole(folder.path);
      expect(samples.slice(0, before.length)).to.deep.equal(before);
      expect(samples.every(({ attempts }) => attempts === 1)).to.equal(true);
      expect(out).to.contain(`of ${ALL} samples scored`);
    } finally {
      folder.remove();
    }
  });

  for (const stream of [false, true]) {
    it(`by the end of the server goes on when it is back${stream ? ', streamed' : ''}`, async () => {
      const folder = folderWith(suiteFiles(server.url, [{ id: 'a', stream }], { repeats: REPEATS }));
      try {
        const run = running(folder.path);
        await storedAtLeast(3, run, folder.path);
        await server.kill();
        expect(run.child.exitCode).to.equal(null);
        const before = readStored(join(folder.path, 'run'));
        await sleep(500);
        server = await startLlama(python, { port: server.port });
        const { code, out, err } = await run.ended;
        expect(code, err).to.equal(0);
        const samples = expectWhole(folder.path);
        expect(samples.slice(0, before.length)).to.deep.equal(before);
        const lost = samples.filter(({ attempts }) => attempts > 1);
        expect(lost.length).to.be.within(1, 2);
        for (const { retried = [] } of lost) expect(retried[0]).to.be.oneOf(['connection', 'body']);
        const failures = lost.reduce((sum, { attempts }) => sum + attempts - 1, 0);
        expect(out).to.match(new RegExp(`requests came to: answered ${ALL},`));
        expect(out).to.contain(`${ALL + failures} requests in all`);
      } finally {
        folder.remove();
      }
    });
  }
});
