import { join } from 'node:path';
import { expect } from 'chai';
import { beforeModel, type Faults, startSimulator } from '../../harness/simulator/index.js';
import type { Report } from '../../reports/index.js';
import { promptLines, suiteText } from '../harness/run/suites.js';
import { folderWith } from '../support/offscript.js';
import { warmOffscript } from '../support/warm.js';

const offscript = warmOffscript();

const COUNT = 40;

describe('requests that failed', () => {
  const folder = folderWith({ 'prompts.jsonl': promptLines(COUNT) });
  after(() => folder.remove());

  /** A run against an endpoint with these faults, and how many requests it had. */
  async function run(faults: Faults, fields: object): Promise<{ code: number | null; requests: number }> {
    const simulator = await startSimulator({ models: [beforeModel], faults, seed: 3 });
    const files = folderWith({
      's.yaml': suiteText(simulator, { max_wait: 1, ...fields }),
      'prompts.jsonl': promptLines(COUNT),
    });
    try {
      const { code } = await offscript(files.path, [
        'run',
        's.yaml',
        '-o',
        join(folder.path, 'out'),
        '--quiet',
      ]);
      return { code, requests: simulator.stats.requests };
    } finally {
      files.remove();
      await simulator.close();
    }
  }

  const report = async (format: string): Promise<string> =>
    (await offscript(folder.path, ['report', 'out', '--format', format, '-o', '-'])).stdout;

  it('stay counted when a second run has answers to all, in every format', async () => {
    const first = await run({ rateAlways: 0.5 }, { retries: 1 });
    expect(first.code).to.equal(3);
    const before = (JSON.parse(await report('json')) as Report).targets[0];
    const failed = before?.attempts?.['http 500'] ?? 0;
    expect(failed).to.be.above(20);
    expect(before?.attempts).to.deep.equal({ answered: first.requests - failed, 'http 500': failed });

    const second = await run({}, {});
    expect(second).to.deep.equal({ code: 0, requests: failed / 2 });
    const after = (JSON.parse(await report('json')) as Report).targets[0];
    expect(after?.excluded.error).to.equal(0);
    expect(after?.attempts).to.deep.equal({ answered: COUNT, 'http 500': failed });
    expect(Object.values(after?.attempts ?? {}).reduce((a, b) => a + b)).to.equal(after?.requests);

    expect(await report('csv')).to.match(new RegExp(`,requests http 500,${failed},${COUNT + failed},`));
    for (const format of ['md', 'html'])
      expect(await report(format), format).to.include(
        `requests came to: answered ${COUNT}, http 500 ${failed}`,
      );
  });
});
