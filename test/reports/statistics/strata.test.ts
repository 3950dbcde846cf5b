import { expect } from 'chai';
import { coverageOfStrata, SHARES } from '../../../bench/strata.js';
import { stratifiedRate } from '../../../reports/statistics/index.js';

describe('the rate of a population from samples of its strata', () => {
  it('weighs strata by their sizes, not by what was drawn of them', () => {
    const rate = stratifiedRate([
      { population: 900, trials: 10, events: 1 },
      { population: 100, trials: 10, events: 5 },
    ]);
    expect(rate?.rate).to.be.closeTo(0.9 * 0.1 + 0.1 * 0.5, 1e-12);
  });

  it('is exact where all was seen', () => {
    const rate = stratifiedRate([
      { population: 30, trials: 30, events: 3 },
      { population: 10, trials: 10, events: 0 },
    ]);
    expect(rate).to.deep.equal({ rate: 0.075, low: 0.075, high: 0.075 });
  });

  it('is Clopper and Pearson’s where there is one large stratum', () => {
    const rate = stratifiedRate([{ population: 1e9, trials: 100, events: 0 }]);
    expect(rate?.low).to.equal(0);
    expect(rate?.high).to.be.closeTo(0.0362, 5e-4);
  });

  it('leaves no more than what was seen leaves', () => {
    const rate = stratifiedRate([{ population: 12, trials: 10, events: 4 }]);
    expect(rate?.low).to.be.at.least(4 / 12);
    expect(rate?.high).to.be.at.most(6 / 12);
  });

  it('takes a stratum of which nothing was seen together with another one, and says nothing of nothing', () => {
    const rate = stratifiedRate([
      { population: 100, trials: 20, events: 2 },
      { population: 5, trials: 0, events: 0 },
    ]);
    expect(rate?.rate).to.be.closeTo(0.1, 1e-12);
    expect(stratifiedRate([])).to.equal(null);
    expect(stratifiedRate([{ population: 10, trials: 0, events: 0 }])).to.equal(null);
    expect(stratifiedRate([{ population: 0, trials: 0, events: 0 }])).to.equal(null);
  });

  for (const [name, shares] of Object.entries(SHARES))
    it(`has intervals that hold it, where ${name} of the classes are forgotten`, () => {
      const { held, width } = coverageOfStrata({ sample: 400, shares, runs: 400, seed: 5 });
      // 95% less what 400 runs are off by chance.
      expect(held).to.be.at.least(0.925);
      expect(width).to.be.below(0.25);
    });
});
