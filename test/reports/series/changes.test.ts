import { expect } from 'chai';
import { uniform } from '../../../bench/simulated/prompts.js';
import { buildReport, report } from '../../../reports/index.js';
import { CANNED, mixing, rows, story } from '../answers.js';
import { CLEAN, CYRILLIC, ENGLISH, type Given, run } from '../runs.js';
import { course, PROMPTS, rowIn, seriesOf, verdicts } from './course.js';

describe('a series of checkpoints', () => {
  it('tells the step from which on all are worse, and the trend', async () => {
    const series = await seriesOf(course(3, 4, 3, 18, 20));
    const row = rowIn(series);
    expect(row?.broke?.target).to.equal('d');
    expect(row?.broke?.p_adjusted).to.be.below(0.01);
    expect(verdicts(series, 'baseline')).to.deep.equal([
      null,
      'inconclusive',
      'inconclusive',
      'worse',
      'worse',
    ]);
    expect(verdicts(series, 'before')).to.deep.equal([
      null,
      'inconclusive',
      'inconclusive',
      'worse',
      'inconclusive',
    ]);
    expect(row?.trend).to.include({ verdict: 'worse', prompts: PROMPTS, units: 'prompts' });
    expect(row?.trend?.change).to.be.within(0.15, 0.25);
    expect(series).to.include({ along: 'index', baseline: 'a' });
  });

  for (const [what, mixed] of [
    ['got worse and came back', [3, 20, 22, 4]],
    ['never moved', [5, 6, 4, 5]],
    ['got better', [30, 20, 10, 2]],
  ] as const)
    it(`did not break where it ${what}`, async () => {
      expect(rowIn(await seriesOf(course(...mixed)))?.broke).to.equal(null);
    });

  it('says which steps were worse where it came back', async () => {
    expect(verdicts(await seriesOf(course(3, 20, 22, 4)), 'baseline')).to.deep.equal([
      null,
      'worse',
      'worse',
      'inconclusive',
    ]);
  });

  it('has bands that are wider than the intervals of rates, the more steps the wider', async () => {
    const widths = async (...mixed: number[]): Promise<number> => {
      const [point] = rowIn(await seriesOf(course(...mixed)))?.points ?? [];
      expect(point?.band?.low).to.be.below((point?.rate.low ?? 0) + 1e-9);
      return (point?.band?.high ?? 0) - (point?.band?.low ?? 0);
    };
    const [one, two, five] = [await widths(5), await widths(5, 5), await widths(5, 5, 5, 5, 5)];
    const [point] = rowIn(await seriesOf(course(5)))?.points ?? [];
    expect(one).to.be.closeTo((point?.rate.high ?? 0) - (point?.rate.low ?? 0), 1e-9);
    expect(two).to.be.above(one);
    expect(five).to.be.above(two);
  });

  it('is compared with the baseline of the report, which need be no step of it', async () => {
    const series = await seriesOf(course(30, 3, 4, 29), ['b', 'c', 'd'], { baseline: 'a' });
    expect(series).to.include({ baseline: 'a' });
    expect(series.left_out).to.deep.equal(['a']);
    expect(verdicts(series, 'baseline')).to.deep.equal(['better', 'better', 'inconclusive']);
    expect(rowIn(series)?.points[1]?.baseline?.from).to.equal('a');
    expect(rowIn(series)?.points[1]?.before?.from).to.equal('b');
  });

  it('breaks behind its baseline only', async () => {
    const series = await seriesOf(course(30, 3, 25, 30), true, { baseline: 'b' });
    expect(rowIn(series)?.broke?.target).to.equal('c');
    expect(verdicts(series, 'baseline')?.[0]).to.equal('worse');
  });

  it('pairs prompts over runs, and lets a prompt lack steps', async () => {
    const sparse = course(3, 4, 20).filter(({ target }, i) => target !== 'b' || i % 3 > 0);
    const own = (id: string): Given[] => sparse.filter(({ target }) => target === id);
    const runs = ['a', 'b', 'c'].map((id) =>
      run(
        `runs/${id}`,
        // In another order, so that a prompt has another number in each run.
        id === 'c' ? own(id).reverse() : own(id),
      ),
    );
    const { series } = (await buildReport(runs, { series: true })).report;
    expect(series?.steps.map(({ target }) => target)).to.deep.equal(['a', 'b', 'c']);
    const row = series && rowIn(series);
    expect(row?.trend?.prompts).to.equal(PROMPTS);
    expect(row).to.deep.equal(rowIn(await seriesOf(sparse)));
    expect(row?.points[1]?.rate.of).to.equal(67);
    expect(row?.points[2]?.before?.test).to.equal('tango');
    expect(row?.broke?.target).to.equal('c');
  });

  it('of two steps is a comparison, whose trend goes the same way', async () => {
    const series = await seriesOf(course(2, 20));
    const { trend, broke, points } = rowIn(series) ?? {};
    expect(trend?.change).to.be.closeTo(0.18, 1e-9);
    expect(points?.[1]?.baseline?.delta).to.be.closeTo(0.18, 1e-9);
    expect(trend?.verdict).to.equal('worse');
    expect(broke?.target).to.equal('b');
  });

  it('takes repeats for the units where there is a single prompt', async () => {
    const repeated = (target: string, mixed: number): Given[] =>
      Array.from({ length: 100 }, (_, repeat) => ({
        target,
        prompt: 'p',
        repeat,
        // Texts that differ, as the same text again would tell nothing.
        answer: `${repeat < mixed ? CYRILLIC : CLEAN}${'あ'.repeat(repeat % 7)}。`,
      }));
    const series = await seriesOf([...repeated('a', 47), ...repeated('b', 20), ...repeated('c', 1)]);
    const { trend } = rowIn(series) ?? {};
    expect(trend).to.include({ units: 'repeats', method: 'mantel', verdict: 'better' });
    expect(trend?.p).to.be.below(1e-10);
    expect(trend?.cochran_armitage?.p).to.be.below(1e-10);
  });

  it('is no better where the rate falls since answers collapse', async () => {
    const alive = await report([...rows('a', mixing), ...rows('b', mixing), ...rows('c', story)], {
      series: true,
    });
    const dead = await report([...rows('a', mixing), ...rows('b', mixing), ...rows('c', () => CANNED)], {
      series: true,
    });
    for (const [{ report: built }, verdict] of [
      [alive, 'better'],
      [dead, 'degraded'],
    ] as const) {
      const row = built.series && rowIn(built.series);
      expect(row?.points[2]?.baseline?.verdict).to.equal(verdict);
      expect(row?.points[2]?.before?.verdict).to.equal(verdict);
      expect(row?.trend?.verdict).to.equal(verdict);
    }
    expect(dead.report.series && rowIn(dead.report.series)?.points[2]?.baseline?.collapse).to.include(
      'repeats',
    );
  });

  it('says of all rows what their intervals say', async () => {
    const random = uniform(41);
    let decided = 0;
    for (let i = 0; i < 8; i++) {
      const given = ['a', 'b', 'c', 'd'].flatMap((target, step) =>
        ['ja', 'ko'].flatMap((language) =>
          Array.from({ length: 60 }, (_, prompt): Given => {
            const clean = language === 'ja' ? CLEAN : '오늘은 날씨가 좋습니다.';
            const at = random() / (1 + 0.3 * i * step);
            return {
              target,
              language,
              prompt: `${language}${prompt}`,
              answer: at < 0.02 ? ENGLISH : at < 0.06 ? `${clean} хорошо ${clean}` : clean,
            };
          }),
        ),
      );
      const series = await seriesOf(given);
      for (const { points, trend } of series.rows)
        for (const one of [trend, ...points.flatMap(({ before, baseline }) => [before, baseline])]) {
          if (one === null) continue;
          const { low, high, verdict, level } = one;
          if (low === null || high === null) continue;
          const leavesOut = low > 1e-9 || high < -1e-9;
          if (leavesOut) expect(verdict).not.to.equal('inconclusive');
          else
            expect(Math.min(Math.abs(low), Math.abs(high)) < 1e-9 || verdict === 'inconclusive').to.equal(
              true,
            );
          expect(level).to.be.within(0.95, 1);
          decided += Number(leavesOut);
        }
    }
    expect(decided).to.be.above(20);
  });

  it('gives the headline the whole level, and shares it among the others', async () => {
    const given = course(3, 4, 12).flatMap((one): Given[] => [
      one,
      {
        ...one,
        language: 'ko',
        answer: one.answer === CLEAN ? '오늘은 날씨가 좋습니다.' : '오늘은 хорошо 날씨가 좋습니다.',
      },
    ]);
    const series = await seriesOf(given);
    expect(rowIn(series)?.trend?.level).to.equal(0.95);
    expect(rowIn(series)?.points[2]?.before?.level).to.be.closeTo(0.975, 1e-9);
    expect(rowIn(series, 'script_mixing', 'ja')?.points[2]?.before?.level).to.be.above(0.975);
  });
});
