import { expect } from 'chai';
import { uniform } from '../../../bench/simulated/prompts.js';
import { hierarchy, holm, type Tested } from '../../../reports/statistics/index.js';

const test = (p: number, level = 0, more: Partial<Tested> = {}): Tested => ({ p, least: 0, level, ...more });

describe('the hierarchy of tests', () => {
  it("is Holm's adjustment on a single level", () => {
    const values = [0.04, 0.01, 0.03, 0.005, 0.2, 0.0001];
    const found = hierarchy(
      values.map((p) => test(p)),
      [1],
      0.05,
    );
    for (const [i, p] of holm(values).entries()) expect(found[i]?.p).to.be.closeTo(p, 1e-12);
  });

  it('gives each level its share, and a level without tests none', () => {
    const found = hierarchy([test(0.5), test(0.5), test(0.5, 2)], [1, 1, 2], 0.03);
    for (const [i, alpha] of [0.005, 0.005, 0.02].entries())
      expect(found[i]?.alpha).to.be.closeTo(alpha, 1e-12);
  });

  it('passes what a rejected test had to its own parts', () => {
    const tests = [test(0.001), test(0.5), test(0.02, 1, { parent: 0 }), test(0.045, 1, { parent: 1 })];
    const found = hierarchy(tests, [1, 1], 0.05);
    // A quarter of the level each at first; the first one's quarter goes to the third.
    expect(found.map(({ p }) => p < 0.05)).to.deep.equal([true, false, true, false]);
  });

  it('takes nothing from others for tests that could not have come out significant', () => {
    const hopeless = Array.from({ length: 50 }, () => test(0.5, 0, { least: 0.5 }));
    const [first] = hierarchy([test(0.04), ...hopeless], [1], 0.05);
    expect(first?.p).to.be.closeTo(0.04, 1e-12);
    const [among] = hierarchy([test(0.04), ...hopeless.map((one) => ({ ...one, least: 0 }))], [1], 0.05);
    expect(among?.p).to.equal(1);
  });

  it('holds each test at a level that its p value is under if and only if it is rejected', () => {
    const random = uniform(5);
    for (let run = 0; run < 300; run++) {
      const tests = Array.from({ length: 1 + Math.floor(random() * 30) }, (_, i): Tested => {
        const p = random() ** 4;
        const level = i % 3;
        return { p, least: p * random(), level, parent: level === 0 ? undefined : Math.floor(random() * i) };
      });
      for (const [i, { p, alpha }] of hierarchy(tests, [1, 2, 1], 0.05).entries())
        expect(tests[i]?.p ?? 1, JSON.stringify(tests)).to.satisfy((own: number) => own < alpha === p < 0.05);
    }
  });

  it('has a false alarm in one of twenty runs at the most, where nothing differs and where half of the tests do', () => {
    const random = uniform(9);
    let [none, half] = [0, 0];
    const runs = 4000;
    for (let run = 0; run < runs; run++) {
      const ps = Array.from({ length: 24 }, random);
      const testsOf = (values: readonly number[]): Tested[] =>
        values.map((p, i) =>
          test(p, i < 4 ? 0 : i < 12 ? 1 : 2, { parent: i < 4 ? undefined : i < 12 ? i % 4 : 4 + (i % 8) }),
        );
      if (hierarchy(testsOf(ps), [1, 1, 1], 0.05).some(({ p }) => p < 0.05)) none++;
      const found = hierarchy(testsOf(ps.map((p, i) => (i % 2 === 0 ? 1e-9 : p))), [1, 1, 1], 0.05);
      if (found.some(({ p }, i) => i % 2 === 1 && p < 0.05)) half++;
    }
    expect(none / runs).to.be.below(0.058);
    expect(half / runs).to.be.below(0.058);
    expect(none / runs).to.be.above(0.03);
  });

  it('takes thousands of tests, half of them rejected', () => {
    const tests = Array.from({ length: 3000 }, (_, i) =>
      test(i % 2 === 0 ? 1e-7 : 0.5, i % 3, { parent: i % 3 === 0 ? undefined : i - 1 }),
    );
    const before = process.cpuUsage();
    const found = hierarchy(tests, [1, 3, 2], 0.05);
    expect(found.filter(({ p }) => p < 0.05)).to.have.length(1500);
    // By the square of their number it is about a second, by the cube minutes.
    expect(process.cpuUsage(before).user).to.be.below(10e6);
  });
});
