import { expect } from 'chai';
import { buildReport, gate, type ReportOptions, rulesOf, tallyRun } from '../../reports/index.js';
import type { RunManifest } from '../../store/index.js';
import { answers, run } from './runs.js';

const SETTINGS: Partial<RunManifest> = {
  made_by: 'score',
  baseline: 'before',
  gate: { margin: 1, waive: [{ measure: 'script_mixing', until: '2026-02-01', why: 'being mended' }] },
};

/** One target that mixes in 2 of 200 answers, and one that does in `after`. */
const two = (after: number, more: Partial<RunManifest> = {}) =>
  run('runs/a', [...answers('before', 200, 2), ...answers('after', 200, after)], { ...SETTINGS, ...more });

const gateOf = async (input: ReturnType<typeof run>, options: ReportOptions = {}) =>
  (await buildReport([input], options)).report.gate;

describe('the gate of a report', () => {
  it('is what a gate says of the same runs by the same rules', async () => {
    const { gate: settings = {} } = SETTINGS;
    const { tally } = await tallyRun(two(40));
    const side = (name: string) => ({ name, tally, target: name });
    const said = gate(side('before'), [side('after')], rulesOf(settings, '2026-01-15', ''));
    expect(await gateOf(two(40), { day: '2026-01-15' })).to.deep.equal(said);
    expect(said.rows.filter(({ verdict }) => verdict === 'fail')).not.to.deep.equal([]);
  });

  it('fails a row whose waiver has ended by the day of the report', async () => {
    const verdicts = await Promise.all(
      ['2026-02-01', '2026-02-02'].map(async (day) => {
        const row = (await gateOf(two(40), { day: `${day}T08:00:00.000Z` }))?.rows[0];
        return [row?.verdict, row?.waived?.until];
      }),
    );
    expect(verdicts).to.deep.equal([
      ['fail', '2026-02-01'],
      ['fail', undefined],
    ]);
  });

  it('is missing where nothing is compared, or targets are vendors', async () => {
    const { baseline: _, ...alone } = SETTINGS;
    const input = two(2);
    expect(
      await gateOf({ ...input, manifest: { ...input.manifest, baseline: undefined } as never }),
    ).to.equal(undefined);
    expect(await gateOf(two(2), { vendors: {} })).to.equal(undefined);
    expect(await gateOf(run('runs/a', answers('before', 20, 2), { ...alone, baseline: 'before' }))).to.equal(
      undefined,
    );
    expect(await gateOf(two(2))).to.include({ verdict: 'pass', baseline: 'before' });
  });

  it('takes no answer for given that is missing', async () => {
    const given = [...answers('before', 200, 2), ...answers('after', 199, 2)];
    const input = run('runs/a', given, {
      ...SETTINGS,
      made_by: 'run',
      prompts: 200,
      gate: { margin: 50 },
    });
    const [candidate] = (await gateOf(input))?.candidates ?? [];
    expect(candidate).to.deep.include({ verdict: 'undecided', unanswered: { baseline: 0, candidate: 1 } });
  });
});
