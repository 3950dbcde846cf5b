import { expect } from 'chai';
import { uniform } from '../../../bench/simulated/prompts.js';
import { chainGraph, graphical, holm, holmGraph } from '../../../reports/statistics/index.js';

const adjusted = (values: readonly number[], graph = holmGraph(values.length)): number[] =>
  graphical(values, graph, 0.05).map(({ p }) => p);

describe('tests that pass their level on', () => {
  it("are Holm's where each has the same and gives to all others alike", () => {
    const random = uniform(3);
    for (let run = 0; run < 100; run++) {
      const values = Array.from({ length: 1 + Math.floor(random() * 9) }, () => random() ** 3);
      const found = adjusted(values);
      for (const [i, p] of holm(values).entries()) expect(found[i]).to.be.closeTo(p, 1e-12);
    }
  });

  it('are a fixed sequence where the first has all: each p value is the highest up to there', () => {
    expect(adjusted([0.01, 0.04, 0.02, 0.3, 0.001], chainGraph(5, 1))).to.deep.equal([
      0.01, 0.04, 0.04, 0.3, 0.3,
    ]);
  });

  it('are the fallback procedure in a chain: what is rejected gives its part to the next', () => {
    // Wiens and Dmitrienko: parts 0.025, 0.0125, 0.0125 of 0.05. The first is rejected, so the second has 0.0375; it stands, so the third has 0.0125.
    const found = graphical([0.02, 0.04, 0.012], chainGraph(3, 0.5), 0.05);
    expect(found.map(({ p }) => p < 0.05)).to.deep.equal([true, true, true]);
    // The third, last in the chain, gives to the first and that to the second.
    const stands = graphical([0.02, 0.06, 0.02], chainGraph(3, 0.5), 0.05);
    expect(stands.map(({ p }) => p < 0.05)).to.deep.equal([true, false, false]);
    for (const [i, alpha] of [0.025, 0.0375, 0.0125].entries())
      expect(stands[i]?.alpha).to.be.closeTo(alpha, 1e-12);
  });

  it('hold each test at a level that its p value is under if and only if it is rejected', () => {
    const random = uniform(13);
    for (let run = 0; run < 300; run++) {
      const values = Array.from({ length: 1 + Math.floor(random() * 8) }, () => random() ** 4);
      for (const graph of [holmGraph(values.length), chainGraph(values.length, 0.8)])
        for (const [i, { p, alpha }] of graphical(values, graph, 0.05).entries())
          expect((values[i] ?? 1) < alpha, JSON.stringify(values)).to.equal(p < 0.05);
    }
  });

  it('have a false alarm in one of twenty runs at the most, whichever of them are true', () => {
    const random = uniform(19);
    const runs = 4000;
    for (const wrong of [[], [0], [0, 1, 2], [3, 4, 5], [0, 2, 4]]) {
      let alarms = 0;
      for (let run = 0; run < runs; run++) {
        const values = Array.from({ length: 6 }, (_, i) => random() * (wrong.includes(i) ? 1e-4 : 1));
        const found = graphical(values, chainGraph(6, 0.8), 0.05);
        alarms += Number(found.some(({ p }, i) => p < 0.05 && !wrong.includes(i)));
      }
      expect(alarms / runs, String(wrong)).to.be.below(0.061);
    }
  });

  it('take no tests, and none with a part of nothing', () => {
    expect(graphical([], holmGraph(0), 0.05)).to.deep.equal([]);
    expect(adjusted([0.001], { shares: [0], edges: [[0]] })).to.deep.equal([1]);
  });
});
