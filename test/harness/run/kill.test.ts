import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { beforeModel, startSimulator } from '../../../harness/simulator/index.js';
import { root } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { promptLines, readStored, suiteText } from './suites.js';

const main = join(root, 'dist/harness/cli/main.js');
const COUNT = 400;
const KILLS = 20;
const AT_ONCE = 8;

/** Lines that a crash may have left in the file, the last one perhaps torn. */
const linesIn = (file: string): number =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;

describe('a run of 400 requests that is killed 20 times', function () {
  this.timeout(600_000);

  it('ends with 400 samples, each once, and asks again no more than were in flight', async () => {
    const simulator = await startSimulator({ models: [beforeModel], latencyMs: 40 });
    const folder = folderWith({
      's.yaml': suiteText(simulator, { concurrency: AT_ONCE }),
      'prompts.jsonl': promptLines(COUNT),
    });
    const file = join(folder.path, 'out/samples.jsonl');
    const start = () =>
      spawn(process.execPath, [main, 'run', 's.yaml', '-o', 'out', '--quiet'], { cwd: folder.path });
    try {
      let kills = 0;
      let stored = 0;
      while (kills < KILLS) {
        const child = start();
        const ended = new Promise((resolve) => child.on('close', resolve));
        // Killed when it is asking, after a few more samples or none, so that some are left for the kills to come.
        const until = stored + Math.floor((Math.random() * (COUNT - stored)) / (KILLS - kills + 1));
        const asked = simulator.stats.requests;
        while (child.exitCode === null && (simulator.stats.requests === asked || linesIn(file) < until))
          await sleep(2);
        await sleep(Math.random() * 5);
        expect(child.exitCode, 'the run must not end before the kills do').to.equal(null);
        child.kill('SIGKILL');
        await ended;
        kills++;
        const lines = linesIn(file);
        expect(lines, 'what was written stays').to.be.at.least(stored);
        stored = lines;
      }
      const last = start();
      expect(await new Promise((resolve) => last.on('close', resolve))).to.equal(0);
      const samples = readStored(join(folder.path, 'out'));
      expect([samples.length, new Set(samples.map(({ key }) => key)).size]).to.deep.equal([COUNT, COUNT]);
      expect(samples.every(({ attempts, error }) => attempts === 1 && error === undefined)).to.equal(true);
      const repeated = simulator.stats.requests - COUNT;
      expect(repeated).to.be.within(1, KILLS * AT_ONCE);
    } finally {
      await simulator.close();
      folder.remove();
    }
  });
});
