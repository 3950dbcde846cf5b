import { expect } from 'chai';
import fc from 'fast-check';
import {
  buildReport,
  type Examples,
  type Report,
  renderCsv,
  renderHtml,
  renderJson,
  renderMarkdown,
} from '../../reports/index.js';
import { Durations } from '../../reports/judging/durations.js';
import { BUCKETS, bucketBounds, bucketOf } from '../../reports/statistics/index.js';
import { CLEAN, type Given, run } from './runs.js';

const NOTHING: Examples = { flagged: 0, shown: [] };

const milliseconds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

describe('buckets of milliseconds', () => {
  it('hold what is in them within 0.4% of their middle, and are in order', () => {
    fc.assert(
      fc.property(milliseconds, milliseconds, (one, other) => {
        const { low, middle, high } = bucketBounds(bucketOf(one));
        expect(one).to.be.within(low, high);
        expect(middle).to.be.within(one * 0.996 - 0.5, one * 1.004 + 0.5);
        expect(Math.sign(bucketOf(one) - bucketOf(other))).to.be.oneOf([0, Math.sign(one - other)]);
      }),
    );
  });

  it('leave no number out, and none is in two', () => {
    for (let bucket = 1; bucket < BUCKETS; bucket++)
      expect(bucketBounds(bucket).low).to.equal(bucketBounds(bucket - 1).high + 1);
  });

  it('take what is no duration for none or the longest', () => {
    expect([-5, Number.NaN, 0.4, 1e300, Number.POSITIVE_INFINITY].map(bucketOf)).to.deep.equal([
      0,
      0,
      0,
      BUCKETS - 1,
      BUCKETS - 1,
    ]);
  });
});

describe('durations', () => {
  const prompts = fc.array(fc.array(milliseconds, { maxLength: 4 }), { maxLength: 12 });
  const of = (all: readonly (readonly number[])[]): Durations => {
    const durations = new Durations();
    for (const own of all) durations.add(own.map(bucketOf));
    return durations;
  };

  it('add up in any groups to the same numbers', () => {
    fc.assert(
      fc.property(prompts, prompts, (one, other) => {
        const merged = of(other);
        merged.merge(of(one));
        const whole = of([...one, ...other]);
        expect(merged.toJSON()).to.deep.equal(whole.toJSON());
        expect(merged.quantiles()).to.deep.equal(whole.quantiles());
      }),
    );
  });

  it('of one prompt that are alike tell less than those of as many prompts', () => {
    const times = Array.from({ length: 240 }, (_, i) => 500 + 20 * (i % 60));
    const alike = Array.from({ length: 60 }, (_, i) => times.filter((_time, k) => k % 60 === i));
    const apart = Array.from({ length: 60 }, (_, i) => [0, 15, 30, 45].map((far) => times[i + far] ?? 0));
    const width = (all: readonly (readonly number[])[]): number => {
      const { low, high } = of(all).quantiles()?.p50 ?? {};
      return (high ?? 0) - (low ?? 0);
    };
    expect(width(alike))
      .to.be.above(1.5 * width(apart))
      .and.to.be.above(0);
  });
});

describe('how long answers take', () => {
  const answers = (target: string, n: number, more: (i: number) => Given['more']): Given[] =>
    Array.from({ length: n }, (_, i) => {
      const own = more(i);
      return { target, prompt: `p${i}`, answer: CLEAN, ...(own && { more: own }) };
    });
  const reportOf = async (given: readonly Given[]): Promise<Report> =>
    (await buildReport([run('r', given)])).report;

  it('is in every report whose samples say so, with intervals where there are enough', async () => {
    const report = await reportOf(
      answers('a', 100, (i) => ({ latency_ms: 1000 + 10 * i, first_token_ms: 100 + i })),
    );
    const [found] = report.targets;
    expect(found?.latency_ms?.of).to.equal(100);
    expect(found?.latency_ms?.p50.value).to.be.closeTo(1490, 6);
    expect(found?.latency_ms?.p50.low).to.be.within(1350, 1450);
    expect(found?.latency_ms?.p95.high).to.be.within(1960, 2000);
    expect(found?.latency_ms?.p99).to.include({ low: null, high: null });
    expect(found?.first_token_ms?.p50.value).to.equal(149);
    const json = JSON.parse(renderJson(report));
    expect(json.targets[0].latency_ms).to.deep.equal(found?.latency_ms);
    expect(renderCsv(report))
      .to.match(/latency_ms_p50,/)
      .and.to.match(/first_token_ms_p95,/);
    expect(renderMarkdown(report)).to.contain('## How long answers take').and.to.contain('First token, p95');
    expect(renderHtml(report, NOTHING)).to.contain('Seconds of an answer').and.to.contain('id="times"');
  });

  it('is nowhere where none says so', async () => {
    const report = await reportOf(answers('a', 20, () => undefined));
    const [found] = report.targets;
    expect(found).to.not.have.any.keys('latency_ms', 'first_token_ms');
    for (const written of [renderJson, renderCsv, renderMarkdown].map((render) => render(report)))
      expect(written).to.not.match(/latency_ms|How long answers take/);
    expect(renderHtml(report, NOTHING)).to.not.match(/How long answers take|Seconds of an answer/);
  });

  it('leaves out failed requests, and a target without any', async () => {
    const error = { kind: 'timeout', message: 'took too long' } as const;
    const report = await reportOf([
      ...answers('a', 10, (i) => ({ latency_ms: 10, ...(i === 0 && { error }) })),
      ...answers('b', 10, () => undefined),
    ]);
    expect(report.targets.map(({ latency_ms }) => latency_ms?.of)).to.deep.equal([9, undefined]);
    const [table = ''] =
      /## How long answers take[\s\S]*?\n\n(\|[\s\S]*?)\n\n/.exec(renderMarkdown(report)) ?? [];
    expect(table.match(/^\| (?:a|b) /gm)).to.deep.equal(['| a ']);
  });
});
