import { join } from 'node:path';
import { expect } from 'chai';
import {
  beforeModel,
  type Faults,
  type Simulator,
  startSimulator,
} from '../../../harness/simulator/index.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';
import { promptLines, readStored, suiteText } from './suites.js';

const offscript = warmOffscript();

const FAULTS: Faults = {
  rate429: 0.1,
  retryAfter: 50,
  rate500: 0.05,
  rateReset: 0.02,
  rateCutoff: 0.02,
  rateHang: 0.01,
};

const COUNT = 1000;

describe('1,000 requests to an endpoint that fails in five ways', function () {
  this.timeout(180_000);
  let folder: ReturnType<typeof folderWith>;
  let simulator: Simulator | undefined;
  beforeEach(() => {
    folder = folderWith({ 'prompts.jsonl': promptLines(COUNT) });
  });
  afterEach(async () => {
    await simulator?.close();
    folder.remove();
  });

  async function run(faults: Faults, fields: object = {}) {
    simulator = await startSimulator({ models: [beforeModel], faults, seed: 3 });
    // No request but one that hangs takes as long as the timeout, also where a machine stands still for seconds.
    const target = { concurrency: 128, timeout: 6, retries: 10, max_wait: 1, ...fields };
    const files = folderWith({
      's.yaml': suiteText(simulator, target),
      'prompts.jsonl': promptLines(COUNT),
    });
    const result = await offscript(files.path, ['run', 's.yaml', '-o', join(folder.path, 'out'), '--quiet']);
    files.remove();
    return { ...result, samples: readStored(join(folder.path, 'out')) };
  }

  for (const stream of [false, true]) {
    it(`end in 1,000 samples, each exactly once and none in error${stream ? ', streamed' : ''}`, async () => {
      const { code, stderr, samples } = await run(FAULTS, { stream });
      expect([code, stderr]).to.deep.equal([0, '']);
      expect([samples.length, new Set(samples.map(({ key }) => key)).size]).to.deep.equal([COUNT, COUNT]);
      expect(samples.filter(({ error, answer }) => error !== undefined || answer === '')).to.deep.equal([]);
      const attempts = samples.reduce((sum, one) => sum + one.attempts, 0);
      expect(attempts).to.equal(simulator?.stats.requests);
      expect(attempts - COUNT).to.equal(simulator?.stats.faults);
      const causes = new Set(samples.flatMap(({ retried = [] }) => retried));
      expect([...causes].sort()).to.include.members(['429', '500', 'connection', 'timeout']);
    });
  }

  it('of which some always fail, end in errors for those and only those, and exit code 3', async () => {
    const { code, stderr, samples } = await run({ ...FAULTS, rateAlways: 0.01 }, { retries: 7 });
    const failed = samples.filter(({ error }) => error !== undefined);
    expect(code).to.equal(3);
    expect(failed.length).to.be.within(2, 30);
    expect(stderr).to.match(
      new RegExp(
        `^${failed.length} requests failed, also after their retries; the same command asks again\\.\n  ${failed.length} of a: 500 .+\n$`,
      ),
    );
    expect(new Set(samples.map(({ key }) => key)).size).to.equal(COUNT);
    for (const { error, attempts, retried } of failed) {
      expect(error).to.deep.include({ kind: 'http', status: 500 });
      expect([attempts, retried]).to.deep.equal([8, Array(7).fill('500')]);
    }
  });
});
