import { expect } from 'chai';
import { attributed } from '../../../bench/attribution.js';
import { DESIGNS, FAULTS, isRight, namesOf } from '../../../bench/simulated/crossed.js';
import { uniform } from '../../../bench/simulated/prompts.js';
import { statementsOf } from '../../../reports/attribution/index.js';
import {
  buildReport,
  type Report,
  renderHtml,
  renderLatex,
  renderMarkdown,
  renderTerminal,
} from '../../../reports/index.js';
import { CLEAN, CYRILLIC, only, run } from '../runs.js';

const DESIGN = '2 checkpoints x 2 endpoints x top_k';
const ASKED = { prompts: 200, repeats: 1, icc: 0.3 };

const found = (fault: string, seed: number, design = DESIGN) => {
  const [plan, { rateOf }] = [DESIGNS[design], FAULTS[fault] ?? { rateOf: () => 0 }];
  if (plan === undefined) throw new Error(`no design ${design}`);
  const attribution = attributed(plan, ASKED, rateOf, uniform(seed));
  if (attribution === undefined) throw new Error('nothing was attributed');
  return attribution;
};

const said = (fault: string, seed: number): string[] =>
  statementsOf({ attribution: found(fault, seed) }).map(({ sentence }) => sentence);

describe('where mixing comes from', () => {
  for (const fault of Object.keys(FAULTS))
    it(`is told of: ${fault}`, () => {
      const runs = [1, 2, 3, 4, 5].map((seed) => found(fault, seed));
      const right = runs.filter((one) => isRight(fault, one)).length;
      expect(right, runs.map((one) => namesOf(one).join(' + ')).join('; ')).to.be.at.least(4);
    });

  it('is told where not every checkpoint is served everywhere', () => {
    const attribution = found('stack: b', 1, 'the same without v2 at b');
    expect(namesOf(attribution)).to.deep.equal(['script_mixing: stack endpoint b']);
    expect(attribution.effects.find(({ steps: [step] }) => step.factor === 'endpoint')?.matched).to.equal(2);
  });

  it('is in plain sentences, with points, intervals and the cheapest setting', () => {
    expect(said('stack: b', 1)[0]).to.match(
      /^The serving stack: endpoint b has 1\d\.\d points more script mixing \(99\.\d+% interval \+1\d\.\d to \+2\d\.\d\) than a, whatever checkpoint and top_k are\.$/,
    );
    expect(said('top_k dropped by b', 1)).to.satisfy(
      ([cause = '', remedy = '']: string[]) =>
        cause.startsWith('Endpoint b seems to drop top_k: top_k 50 changes script mixing by −') &&
        remedy.startsWith(
          'The cheapest setting that takes as much of it away as any is top_k 50, all else as usual: ',
        ),
    );
    expect(said('stack: b, in code', 1)[0]).to.match(/, in code alone: prose mixes no more\.$/);
    expect(said('nothing, 20% mixed', 1)).to.deep.equal([
      'Nothing of the plan makes a difference that chance would not make: neither weights, nor serving stack, nor sampler (all effects together at 1%).',
    ]);
  });

  it('says by how much one factor changes more where another one is changed', () => {
    const { effects } = found('top_k dropped by b', 1);
    const both = effects.find(
      ({ measure, steps: [one, other] }) =>
        measure === 'script_mixing' && one.factor === 'endpoint' && other?.factor === 'top_k',
    );
    // At a 20% fall to 2%, at b to 20%: 18 points.
    expect(both?.delta).to.be.closeTo(0.18, 0.06);
    expect(both?.low).to.be.below(0.18).and.above(0);
    expect(both?.high).to.be.above(0.18);
    expect(both?.matched).to.equal(2);
  });

  it('says how much of what varies is whose', () => {
    const { shares } = found('stack: b', 1);
    const share = (...factors: string[]) =>
      shares.find((one) => one.measure === 'script_mixing' && one.factors.join() === factors.join())?.share;
    expect(share('endpoint')).to.be.above(0.9);
    expect(share('checkpoint')).to.be.below(0.05);
    expect(share('checkpoint', 'endpoint')).to.be.below(0.05);
  });

  it('names the setting that changes least, of several that remove it', () => {
    const cells = ['v2', 'v1'].flatMap((checkpoint) =>
      [null, 50].map((top_k) => ({ checkpoint, endpoint: 'a', top_k })),
    );
    const attribution = attributed(
      { cells },
      ASKED,
      FAULTS['v2, and top_k removes it']?.rateOf ?? (() => 0),
      uniform(3),
    );
    const [remedy] = attribution?.remedies ?? [];
    expect(remedy?.steps).to.have.length(1);
    expect(remedy?.target).to.be.oneOf(['c1', 'c2']);
    expect(remedy?.usual.rate).to.be.above(0.1);
  });

  it('is nothing of a single cell, nor of cells that are made of the same', () => {
    const single = { cells: [{ checkpoint: 'v1', endpoint: 'a' }] };
    const twice = { cells: [{ checkpoint: 'v1' }, { checkpoint: 'v1' }] };
    for (const design of [single, twice])
      expect(attributed(design, { ...ASKED, prompts: 3 }, () => 0, uniform(1))).to.equal(undefined);
  });

  it('takes repeats for what was drawn where there is one prompt', () => {
    const [plan] = [DESIGNS['2 endpoints x top_k']];
    const attribution =
      plan &&
      attributed(
        plan,
        { prompts: 1, repeats: 200, icc: 0 },
        FAULTS['stack: b']?.rateOf ?? (() => 0),
        uniform(2),
      );
    expect(namesOf(attribution)).to.deep.equal(['script_mixing: stack endpoint b']);
  });
});

describe('a report on a crossed plan', () => {
  const HOSTILE = '<script>alert(1)</script>|\u001b[31m';
  const LEVELS = ['own', HOSTILE];

  /** Two endpoints, the second of which mixes in every other answer. */
  const reportOn = (gate: object = {}): Promise<Report> =>
    only(
      run(
        'r',
        LEVELS.flatMap((_, at) =>
          Array.from({ length: 60 }, (__, i) => ({
            target: `t${at}`,
            prompt: `p${i}`,
            answer: at === 1 && i % 2 === 0 ? CYRILLIC : CLEAN,
          })),
        ),
        {
          targets: LEVELS.map((endpoint, at) => ({ id: `t${at}`, model: 'm', factors: { endpoint } })),
          ...gate,
        },
      ),
    );

  it('shows names of factors and levels as text, whatever stands in them', async () => {
    const report = await reportOn();
    expect(report.attribution?.causes.map(({ kind }) => kind)).to.deep.equal(['stack']);
    const none = { shown: [], flagged: 0 };
    expect(renderHtml(report, none)).not.to.include('<script>alert');
    expect(renderMarkdown(report)).to.include('\\<script\\>alert').and.not.to.include('</script>|');
    for (const text of [renderTerminal(report), renderMarkdown(report), renderLatex(report)])
      expect(text).not.to.include('\u001b');
  });

  describe('of which cells are missing', () => {
    const CELLS = ['v1 a', 'v1 b', 'v2 a', 'v2 b'];
    const described = CELLS.map((id) => {
      const [checkpoint = '', endpoint = ''] = id.split(' ');
      return { id, model: 'm', factors: { checkpoint, endpoint } };
    });
    /** What `b` adds is mixing in every other answer. */
    const answers = (target: string, prompts = 60) =>
      Array.from({ length: prompts }, (_, i) => ({
        target,
        prompt: `p${i}`,
        answer: target.endsWith('b') && i % 2 === 0 ? CYRILLIC : CLEAN,
      }));

    it('says how many there are, and clears nothing that no two of them tell', async () => {
      const report = await only(run('r', [...answers('v1 a'), ...answers('v2 a')], { targets: described }));
      expect(renderMarkdown(report)).to.include('4 cells of a crossed plan, 2 of which have scored answers.');
      const [said] = statementsOf(report);
      expect(said?.sentence).to.match(/: not the weights; of serving stack not all can be told yet \(all/);
      expect(report.attribution?.effects.map(({ matched }) => matched)).to.deep.equal([1]);
    });

    it('has the shares of the others', async () => {
      const report = await only(
        run(
          'r',
          CELLS.slice(0, 3).flatMap((id) => answers(id)),
          { targets: described },
        ),
      );
      const shares = report.attribution?.shares.filter(({ measure }) => measure === 'script_mixing') ?? [];
      expect(shares.find(({ factors }) => factors.join() === 'endpoint')?.share).to.be.above(0.5);
    });

    it('counts all prompts of the others where the first cell has few, in runs of their own', async () => {
      const runs = described.map((target, i) =>
        run(`r${i}`, answers(target.id, i === 0 ? 3 : 60), { targets: [target] }),
      );
      const { report } = await buildReport(runs, {});
      const stack = report.attribution?.effects.find(
        ({ measure, steps: [step, other] }) =>
          measure === 'script_mixing' && step.factor === 'endpoint' && other === undefined,
      );
      expect(stack).to.deep.include({ matched: 2, prompts: 60, significant: true });
    });
  });

  it('goes by the share that the gate lets a rate have, where it names one', async () => {
    const [free] = (await reportOn()).attribution?.remedies ?? [];
    expect(free).to.deep.include({ rule: 'margin', target: 't0', steps: [] });
    const strict = await reportOn({ gate: { max: { '*': '1%' } } });
    expect(strict.attribution?.remedies[0]).to.deep.include({ rule: 'max', limit: 0.01, target: null });
    expect(statementsOf(strict).at(-1)?.sentence).to.equal(
      'No setting of the plan removes it: its upper end is to be at most 1.0%.',
    );
    const [kept] = (await reportOn({ gate: { max: { '*': '7%' } } })).attribution?.remedies ?? [];
    expect(kept).to.deep.include({ rule: 'max', target: 't0' });
  });
});
