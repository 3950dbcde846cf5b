import { expect } from 'chai';
import { betaCdf, betaQuantile } from '../../../reports/statistics/beta.js';
import { correctedRate, labelsToDo } from '../../../reports/statistics/index.js';

describe('the beta distribution', () => {
  it('is that of scipy 1.16', () => {
    expect(betaCdf(0.3, 2, 5)).to.be.closeTo(0.579825, 1e-12);
    expect(betaCdf(0.01, 0.5, 1000.5)).to.be.closeTo(0.9999926722104432, 1e-12);
    expect(betaQuantile(0.025, 1, 50)).to.be.closeTo(0.000506227983040829, 1e-12);
    expect([betaCdf(0, 2, 3), betaCdf(1, 2, 3), betaCdf(-1, 2, 3)]).to.deep.equal([0, 1, 0]);
  });
});

describe('a rate corrected by labels', () => {
  // Quantiles of 400,000 draws with numpy from the same distributions.
  const cases = [
    { flagged: 19, of: [19, 9, 31, 0], rate: 0.009, low: 0.00484, high: 0.09968 },
    { flagged: 430, of: [100, 98, 100, 8], rate: 0.467, low: 0.42501, high: 0.51262 },
  ] as const;
  for (const { flagged, of, rate, low, high } of cases)
    it(`is ${rate} of 1,000 answers of which ${flagged} are flagged`, () => {
      const [one, a, other, b] = of;
      const found = correctedRate(
        { flagged, trials: 1000, effective: 1000 },
        { labels: one, positive: a },
        { labels: other, positive: b },
      );
      expect(found?.rate).to.be.closeTo(rate, 1e-12);
      expect(found?.low).to.be.closeTo(low, 0.001);
      expect(found?.high).to.be.closeTo(high, 0.001);
    });

  it('is the raw one where the detector is always right, and wider where less is known', () => {
    const by = (labels: number, effective = 1000) =>
      correctedRate(
        { flagged: 100, trials: 1000, effective },
        { labels, positive: labels },
        { labels, positive: 0 },
      );
    const width = (found: ReturnType<typeof by>): number => (found?.high ?? 0) - (found?.low ?? 0);
    expect(by(100)?.rate).to.equal(0.1);
    expect(width(by(25))).to.be.greaterThan(width(by(100)));
    expect(width(by(100, 100))).to.be.greaterThan(width(by(100)));
  });

  it('is none where a stratum with answers has no label, or nothing was scored', () => {
    const all = { labels: 10, positive: 0 };
    const none = { labels: 0, positive: 0 };
    expect(correctedRate({ flagged: 5, trials: 9, effective: 9 }, none, all)).to.equal(null);
    expect(correctedRate({ flagged: 5, trials: 9, effective: 9 }, all, none)).to.equal(null);
    expect(correctedRate({ flagged: 0, trials: 9, effective: 9 }, none, all)?.rate).to.equal(0);
    expect(correctedRate({ flagged: 0, trials: 0, effective: 0 }, all, all)).to.equal(null);
  });

  it('says how many labels would do', () => {
    const of = { flagged: 430, trials: 1000, effective: 1000 };
    const few = labelsToDo(of, { labels: 25, positive: 25 }, { labels: 25, positive: 2 });
    expect(few).to.be.within(100, 1000);
    const rare = { flagged: 19, trials: 1000, effective: 1000 };
    expect(labelsToDo(rare, { labels: 19, positive: 9 }, { labels: 31, positive: 0 })).to.be.greaterThan(200);
  });
});
