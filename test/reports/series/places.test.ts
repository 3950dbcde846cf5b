import { expect } from 'chai';
import { buildReport } from '../../../reports/index.js';
import { CLEAN, ENGLISH, type Given, run } from '../runs.js';
import { course, PROMPTS, rowIn, seriesOf, slips } from './course.js';

describe('the rows of a series', () => {
  it('of one step has its rates, and no trend', async () => {
    const row = rowIn(await seriesOf(course(5), ['a']));
    expect(row).to.include({ trend: null, broke: null });
    expect(row?.points).to.have.length(1);
    expect(row?.points[0]).to.include({ before: null, baseline: null });
  });

  it('has no row over all languages where a step was not asked in all, and steps without samples in those of languages', async () => {
    const korean = (target: string): Given[] =>
      slips(target, 5).map((one) => ({ ...one, language: 'ko', answer: '오늘은 날씨가 좋습니다.' }));
    const series = await seriesOf([...course(3, 4, 20), ...korean('a'), ...korean('c')]);
    expect(rowIn(series)).to.equal(undefined);
    const row = rowIn(series, 'script_mixing', 'ko');
    expect(row?.points.map(({ rate, band }) => [rate.of, band === null])).to.deep.equal([
      [PROMPTS, false],
      [0, true],
      [PROMPTS, false],
    ]);
    expect(row?.points[2]?.before?.from).to.equal('a');
    expect(rowIn(series, 'script_mixing', 'ja')?.broke?.target).to.equal('c');
  });

  it('has rows of what happened, and mixing where words are mixed', async () => {
    const measures = async (answer: string): Promise<string[]> => {
      const given = course(2, 3, 2);
      const series = await seriesOf([...given, { target: 'c', prompt: 'q', answer }]);
      return series.rows.map(({ measure, language }) => `${language} ${measure}`);
    };
    expect(await measures(CLEAN)).to.deep.equal(['* script_mixing']);
    expect(await measures(ENGLISH)).to.deep.equal(['* script_mixing', '* wrong_language']);
    expect(await measures('昨日は友達と beautiful な映画を見ました。とても面白かったです。')).to.deep.equal([
      '* script_mixing',
      '* word_mixing',
      '* mixing',
    ]);
  });

  it('has its row over all languages also where the baseline, or another step, has no answer yet', async () => {
    const order = ['a', 'b', 'c', 'd'];
    for (const missing of ['a', 'c']) {
      const given = course(3, 4, 5, 20).filter(({ target }) => target !== missing);
      const targets = order.map((id) => ({ id, model: id }));
      const { series } = (await buildReport([run('r', given, { targets, order })])).report;
      const row = series && rowIn(series);
      expect(row?.points.map(({ rate }) => rate.of > 0)).to.deep.equal(order.map((id) => id !== missing));
      expect(row?.broke?.target).to.equal(missing === 'a' ? undefined : 'd');
      expect(row?.trend?.verdict).to.equal('worse');
    }
  });

  it('takes a run without samples, and one whose answers all failed', async () => {
    const empty = await buildReport(
      [
        run('r', [], {
          targets: [
            { id: 'a', model: 'a' },
            { id: 'b', model: 'b' },
          ],
        }),
      ],
      { series: true },
    );
    expect(empty.report.series).to.deep.include({ rows: [], baseline: 'a' });
    const failed = course(0, 0).map((one) => ({
      ...one,
      answer: null,
      more: { error: { kind: 'timeout' as const, message: '' } },
    }));
    const series = await seriesOf(failed);
    expect(rowIn(series)).to.include({ trend: null, broke: null });
  });
});
