import { expect } from 'chai';
import { buildReport } from '../../../reports/index.js';
import { rejected } from '../../support/rejected.js';
import { run } from '../runs.js';
import { course, rowIn, seriesOf, slips } from './course.js';

describe('the order of a series', () => {
  it('is none of a report where nothing gives an order, and changes nothing else of it', async () => {
    const given = course(4, 5, 20);
    const [without, { series, ...rest }] = [
      (await buildReport([run('r', given, { baseline: 'a' })])).report,
      (await buildReport([run('r', given, { baseline: 'a', order: ['a', 'b', 'c'] })])).report,
    ];
    expect(without).not.to.have.property('series');
    expect(series?.steps).to.deep.equal([{ target: 'a' }, { target: 'b' }, { target: 'c' }]);
    expect(rest).to.deep.equal(without);
  });

  it('goes by the numbers of steps, in their order, whatever order they are named in', async () => {
    const order = [
      { target: 'c', step: 4000 },
      { target: 'a', step: 0 },
      { target: 'b', step: 1000 },
    ];
    const series = await seriesOf(course(2, 10, 30), order);
    expect(series.steps.map(({ target }) => target)).to.deep.equal(['a', 'b', 'c']);
    expect(series.along).to.equal('step');
    const { slope = 0, change = 0 } = rowIn(series)?.trend ?? {};
    expect(slope * 4000).to.be.closeTo(change, 1e-12);
    expect(await seriesOf(course(2, 10, 30), ['a=0', 'b=1000', 'c=4000'])).to.deep.equal(series);
  });

  it('takes a target that is called like a step with its number for the target', async () => {
    const given = [...slips('a=1', 2), ...slips('b', 3)];
    expect((await seriesOf(given, ['a=1', 'b'])).steps).to.deep.equal([{ target: 'a=1' }, { target: 'b' }]);
  });

  it('names targets of one id in several runs by their folders, in the order of the runs', async () => {
    const runs = ['friday', 'monday'].map((path, i) => run(path, slips('model', 3 + 20 * i)));
    const { series } = (await buildReport(runs, { series: true })).report;
    expect(series?.steps.map(({ target }) => target)).to.deep.equal(['friday/model', 'monday/model']);
    const own = run('monday', slips('model', 3), { order: ['model'] });
    const other = run('friday', slips('model', 3));
    const { series: named } = (await buildReport([other, own])).report;
    expect(named?.steps).to.deep.equal([{ target: 'monday/model' }]);
  });

  for (const [what, order, message] of [
    [
      'names a target that there is none of',
      ['a', 'nobody'],
      'there is no target "nobody"; the targets are a, b',
    ],
    ['names a target twice', ['a', 'b', 'a'], 'the target "a" stands twice'],
    [
      'gives some targets a step and others none',
      ['a', { target: 'b', step: 2 }],
      'some targets have a step and others have none: number all of them, or none',
    ],
    ['gives two targets the same step', ['a=2', 'b=2.0'], 'two targets have the same step'],
    ['gives a step that is no number any more', ['a=1e400', 'b=2'], 'a step is beyond'],
    ['gives a step whose square is none', ['a=1', { target: 'b', step: -1e200 }], 'a step is beyond'],
  ] as const)
    it(`is refused where its order ${what}`, async () => {
      expect((await rejected(seriesOf(course(1, 2), [...order]))).message).to.include(message);
    });
});
