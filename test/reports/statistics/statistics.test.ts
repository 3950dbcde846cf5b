import { expect } from 'chai';
import fc from 'fast-check';
import { coverage } from '../../../bench/coverage.js';
import { difficulty, draw, uniform } from '../../../bench/simulated/prompts.js';
import {
  clusteredVariance,
  correlationWithin,
  fisher,
  holm,
  newcombe,
  pool,
  ratioOf,
  signFlip,
  wilson,
} from '../../../reports/statistics/index.js';

const single = (events: number, trials: number) => ({ events, trials, effective: trials });

describe("Wilson's interval", () => {
  // Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3, with all digits by scipy.stats (SciPy 1.17.1).
  const cases = [
    { events: 81, trials: 263, low: 0.2552885198782742, high: 0.36620957698280004 },
    { events: 15, trials: 148, low: 0.06238639953073629, high: 0.16048724172330803 },
    { events: 0, trials: 20, low: 0, high: 0.16112515805281935 },
    { events: 1, trials: 29, low: 0.006113214292762667, high: 0.17175521879320282 },
  ];
  for (const { events, trials, low, high } of cases) {
    it(`of ${events} in ${trials} is the published one`, () => {
      const interval = wilson(events / trials, trials);
      expect(interval?.low).to.be.closeTo(low, 1e-9);
      expect(interval?.high).to.be.closeTo(high, 1e-9);
    });
  }

  it('does not exist without samples', () => {
    expect(wilson(0, 0)).to.equal(null);
  });

  it('holds the rate and stays in 0..1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const rate = Math.round(share * n) / n;
          const interval = wilson(rate, n);
          expect(interval).not.to.equal(null);
          if (interval === null) return;
          expect(interval.low).to.be.at.least(0).and.at.most(rate);
          expect(interval.high).to.be.at.most(1).and.at.least(rate);
        },
      ),
    );
  });
});

describe("Newcombe's interval of a difference", () => {
  // Statistics in Medicine 17 (1998) 873-890, table II, method 10, with all digits by statsmodels 0.15.0 (confint_proportions_2indep).
  const cases = [
    {
      name: '56/70 and 48/80',
      one: single(56, 70),
      two: single(48, 80),
      low: 0.05243147240236498,
      high: 0.33387265403690614,
    },
    {
      name: '9/10 and 3/10',
      one: single(9, 10),
      two: single(3, 10),
      low: 0.1705227239345029,
      high: 0.809017973535488,
    },
    { name: '10/10 and 0/20', one: single(10, 10), two: single(0, 20), low: 0.6790860371419145, high: 1 },
  ];
  for (const { name, one, two, low, high } of cases) {
    it(`is the published one for ${name}`, () => {
      const interval = newcombe(one, two, 0);
      expect(interval?.low).to.be.closeTo(low, 1e-9);
      expect(interval?.high).to.be.closeTo(high, 1e-9);
    });
  }

  it('is narrower for samples that go together', () => {
    const width = (phi: number): number => {
      const interval = newcombe(single(40, 100), single(45, 100), phi);
      return (interval?.high ?? 0) - (interval?.low ?? 0);
    };
    expect(width(0.6)).to.be.below(width(0));
  });

  it('does not exist where a side has no sample', () => {
    expect(newcombe(single(0, 0), single(1, 2), 0)).to.equal(null);
  });
});

describe('the design effect', () => {
  it('leaves single samples as they are', () => {
    const clusters = Array.from({ length: 50 }, (_, i) => ({ events: i % 2, trials: 1 }));
    expect(pool(clusters)).to.deep.equal({ events: 25, trials: 50, effective: 50 });
  });

  it('is that of clustered standard errors', () => {
    const events = [3, 0, 1, 2, 0, 5, 1, 0];
    const trials = [5, 5, 4, 5, 3, 5, 5, 2];
    const clusters = events.map((own, i) => ({ events: own, trials: trials[i] ?? 0 }));
    // statsmodels 0.15.0: OLS on a constant, cov_type='cluster'.
    expect(Math.sqrt(clusteredVariance(clusters))).to.be.closeTo(0.13166987951861903, 1e-9);
  });

  it('makes repeats that always agree count as one', () => {
    const clusters = Array.from({ length: 40 }, (_, i) => ({ events: i % 2 === 0 ? 5 : 0, trials: 5 }));
    expect(pool(clusters).effective).to.be.within(35, 40);
  });

  it('is assumed where the data cannot show it: no event in repeats, or a single prompt', () => {
    const none = pool(Array.from({ length: 20 }, () => ({ events: 0, trials: 5 })));
    expect(none.effective).to.be.closeTo(100 / 2.2, 1e-9);
    expect(pool([{ events: 20, trials: 100 }]).effective).to.be.below(4);
  });

  it('never makes more of samples than they are', () => {
    const clusters = Array.from({ length: 40 }, () => ({ events: 2, trials: 4 }));
    expect(pool(clusters).effective).to.be.within(150, 160);
  });

  it('never makes of samples more than the observations that they are', () => {
    const clusters = [
      ...Array.from({ length: 6 }, () => ({ events: 0, trials: 5, observations: 1 })),
      ...Array.from({ length: 4 }, () => ({ events: 1, trials: 5 })),
    ];
    expect(pool(clusters).effective).to.be.below(26);
    expect(pool(clusters.map(({ events, trials }) => ({ events, trials }))).effective).to.be.above(35);
  });
});

describe('the correlation of repeats', () => {
  /** The mean of many draws, and what planning took for it: all that is lost of an effective number. */
  function found(prompts: number, repeats: number, icc: number): readonly [number, number] {
    const random = uniform(3);
    const own = difficulty(0.2, icc);
    let [sum, lost] = [0, 0];
    for (let run = 0; run < 200; run++) {
      const clusters = draw({ prompts, repeats, shared: true }, own, own, random).map(
        ({ candidate: events, trials }) => ({ events, trials }),
      );
      const { trials, effective } = pool(clusters);
      sum += correlationWithin(clusters) ?? Number.NaN;
      lost += (trials / effective - 1) / (repeats - 1);
    }
    return [sum / 200, lost / 200];
  }

  for (const [prompts, repeats, icc] of [
    [100, 2, 0],
    [100, 2, 0.5],
    [30, 5, 0.2],
    [300, 3, 0.3],
  ] as const)
    it(`is what it is, and no more for being known from few: ${prompts} prompts, ${repeats} repeats, ${icc}`, () => {
      const [mean, lost] = found(prompts, repeats, icc);
      expect(mean).to.be.closeTo(icc, 0.05);
      expect(mean).to.be.below(lost);
    });

  it('is that of one text where repeats are one, and unknown where they cannot show it', () => {
    const same = Array.from({ length: 20 }, (_, i) => ({
      events: i < 4 ? 5 : 0,
      trials: 5,
      observations: 1,
    }));
    expect(correlationWithin(same)).to.equal(1);
    for (const clusters of [
      [],
      [{ events: 2, trials: 5 }],
      same.slice(4),
      [1, 0, 1].map((events) => ({ events, trials: 1 })),
    ])
      expect(correlationWithin(clusters)).to.equal(null);
  });
});

describe('the ratio of geometric means', () => {
  const candidate = [3.1, 2.7, 4, 3.6, 2.2, 3.9];
  const baseline = [2.9, 3, 3.3, 3.8, 1.7, 3.1];

  it('of pairs has the paired t interval of their logarithms, as SciPy 1.17 takes it', () => {
    const ratio = ratioOf(candidate, baseline, true);
    expect(ratio?.ratio).to.be.closeTo(1.327548, 1e-6);
    expect(ratio?.low).to.be.closeTo(0.817292, 1e-3);
    expect(ratio?.high).to.be.closeTo(2.156368, 2e-3);
  });

  it("of others has Welch's, with the degrees of freedom of the smaller side", () => {
    const ratio = ratioOf(candidate, [...baseline, 2.4, 3.5], false);
    expect(ratio?.ratio).to.be.closeTo(1.333091, 1e-6);
    expect(ratio?.low).to.be.closeTo(0.511675, 1e-3);
    expect(ratio?.high).to.be.closeTo(3.473165, 5e-3);
  });

  it('does not exist under four clusters', () => {
    expect(ratioOf([1, 2, 3], [1, 2, 3, 4], false)).to.equal(null);
    expect(ratioOf([1, 2, 3, 4], [1, 2, 3, 4], true)).to.deep.equal({ ratio: 1, low: 1, high: 1 });
  });
});

describe('the intervals', () => {
  // Prompts differ in how easily they slip, by the same for both targets: rates on the logit scale with this deviation.
  const cases = [
    { prompts: 20, repeats: 5, one: 0.09, two: 0.01, deviation: 2 },
    { prompts: 100, repeats: 1, one: 0.49, two: 0.38, deviation: 1 },
    { prompts: 20, repeats: 5, one: 0.49, two: 0.38, deviation: 1 },
  ];
  for (const { prompts, repeats, one, two, deviation } of cases) {
    it(`hold the true value in 93 of 100 runs at least: ${prompts} prompts, ${repeats} repeats, ${one} and ${two}`, () => {
      const { rate, difference } = coverage({ prompts, repeats, one, two, deviation, runs: 600, seed: 5 });
      expect(rate).to.be.at.least(0.93);
      expect(difference).to.be.at.least(0.93);
    });
  }
});

describe("Fisher's exact test", () => {
  // scipy.stats.fisher_exact, SciPy 1.17.1; the first is Fisher's lady tasting tea.
  const cases = [
    { table: [3, 4, 1, 4], p: 0.48571428571428565 },
    { table: [4, 4, 0, 4], p: 0.028571428571428577 },
    { table: [8, 10, 1, 6], p: 0.034965034965034975 },
    { table: [5, 100, 1, 100], p: 0.2116478526957317 },
    { table: [49, 100, 38, 100], p: 0.15359312510819273 },
    { table: [9, 10, 6, 10], p: 0.3034055727554179 },
  ] satisfies { table: [number, number, number, number]; p: number }[];
  for (const { table, p } of cases) {
    it(`of ${table[0]}/${table[1]} against ${table[2]}/${table[3]} gives ${p}`, () => {
      expect(fisher(...table)).to.be.closeTo(p, 1e-9);
    });
  }
});

describe('the sign-flip test', () => {
  it("is McNemar's exact test where each prompt was asked once", () => {
    // statsmodels 0.15.0, mcnemar(exact=True).
    const discordant = (one: number, other: number): number[] => [
      ...Array<number>(one).fill(1),
      ...Array<number>(other).fill(-1),
    ];
    expect(signFlip(discordant(5, 1))).to.be.closeTo(0.21875, 1e-9);
    expect(signFlip(discordant(12, 25))).to.be.closeTo(0.04703102743951604, 1e-9);
    // 10 discordant pairs, 9 one way: 2 * (1 + 10) / 2^10.
    expect(signFlip([...Array<number>(9).fill(1), -1, 0, 0, 0])).to.be.closeTo(22 / 1024, 1e-12);
    expect(signFlip([1, 1, 1, -1, -1, -1])).to.equal(1);
    expect(signFlip([0, 0])).to.equal(1);
    expect(signFlip([])).to.equal(1);
  });

  it('equals the count over all sign patterns', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 10 }),
        (differences) => {
          const observed = Math.abs(differences.reduce((sum, value) => sum + value, 0));
          let extreme = 0;
          for (let pattern = 0; pattern < 2 ** differences.length; pattern++) {
            const sum = differences.reduce(
              (total, value, i) => total + ((pattern >> i) & 1 ? value : -value),
              0,
            );
            if (Math.abs(sum) >= observed) extreme++;
          }
          expect(signFlip(differences)).to.be.closeTo(extreme / 2 ** differences.length, 1e-9);
        },
      ),
    );
  });

  it('hardly changes where the normal approximation takes over', () => {
    // Of every 40 prompts 21 go one way by 2 and 19 the other; 2,000 are computed exactly, 4,000 are not.
    const differences = (n: number): number[] => Array.from({ length: n }, (_, i) => (i % 40 < 21 ? 2 : -2));
    expect(signFlip(differences(2000))).to.be.closeTo(0.026824, 1e-6);
    expect(signFlip(differences(4000))).to.be.closeTo(0.001649, 5e-5);
  });
});

describe("Holm's adjustment", () => {
  it('is the stepwise one, in the order given', () => {
    // statsmodels 0.15.0, multipletests(method='holm').
    const adjusted = holm([0.04, 0.01, 0.03, 0.005, 0.2, 0.0001]);
    for (const [i, value] of [0.09, 0.04, 0.09, 0.025, 0.2, 0.0006].entries())
      expect(adjusted[i]).to.be.closeTo(value, 1e-12);
    expect(holm([])).to.deep.equal([]);
    expect(holm([0.9, 0.8])).to.deep.equal([1, 1]);
  });
});
