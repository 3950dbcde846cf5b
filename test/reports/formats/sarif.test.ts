import { expect } from 'chai';
import { renderSarif } from '../../../reports/index.js';
import { reportFixture } from '../fixture/index.js';

describe('a report as SARIF', () => {
  it('leads to a run however many folders its path has', () => {
    const built = reportFixture();
    const [run] = built.runs;
    if (run === undefined) throw new Error('the fixture has a run');
    const path = 'a/'.repeat(300_000);
    const log = JSON.parse(renderSarif({ ...built, runs: [{ ...run, path }] }, { shown: [], flagged: 0 }));
    expect(JSON.stringify(log)).to.include(`${path}/run.json`);
  });
});
