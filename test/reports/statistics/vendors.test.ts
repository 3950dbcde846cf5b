import { expect } from 'chai';
import fc from 'fast-check';
import {
  binomialCdf,
  coverageOf,
  effectiveValues,
  likenessOf,
  logDifference,
  noRatio,
  perUnit,
  perUnitDifference,
  quantileOf,
  quantileRanks,
  rankSets,
  ratioAt,
  similarityOf,
  underLikeness,
} from '../../../reports/statistics/index.js';

const LEVEL = 0.95;
const CLOSE = 1e-9;

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe('quantiles by order statistics', () => {
  // scipy.stats.binom.cdf, SciPy 1.17.1.
  const binomial = [
    [40, 100, 0.5, 0.028443966820490444],
    [288, 299, 0.99, 0.00025743990626822744],
    [949, 1000, 0.95, 0.462470959198575],
    [0, 5, 0.3, 0.16807],
  ] as const;
  for (const [k, n, p, expected] of binomial)
    it(`has the binomial distribution of SciPy for ${k} of ${n} at ${p}`, () => {
      expect(binomialCdf(k, n, p)).to.be.closeTo(expected, CLOSE);
    });

  // Differences of scipy.stats.binom.cdf, SciPy 1.17.1.
  const coverages = [
    [41, 61, 100, 0.5, 0.9539559330706572],
    [289, 299, 299, 0.99, 0.9502063034560694],
    [937, 964, 1000, 0.95, 0.9504167703041977],
    [9881, 9920, 10_000, 0.99, 0.9502719143419499],
  ] as const;
  for (const [low, high, n, p, expected] of coverages)
    it(`has the coverage of SciPy for ranks ${low} to ${high} of ${n} at ${p}`, () => {
      expect(coverageOf({ low, high }, n, p)).to.be.closeTo(expected, CLOSE);
    });

  // All pairs of ranks tried in Python with scipy.stats.binom.cdf.
  const narrowest = [
    [6, 0.5, 1, 6],
    [59, 0.95, 50, 59],
    [100, 0.5, 40, 60],
    [299, 0.99, 289, 299],
    [120, 0.95, 109, 119],
  ] as const;
  for (const [n, p, low, high] of narrowest)
    it(`takes the fewest ranks that hold the quantile ${p} of ${n}`, () => {
      expect(quantileRanks(n, p, LEVEL)).to.deep.equal({ low, high });
    });

  it('has an interval from 6, 59 and 299 samples on, and not before', () => {
    for (const [p, least] of [
      [0.5, 6],
      [0.95, 59],
      [0.99, 299],
    ] as const) {
      expect(quantileRanks(least, p, LEVEL), `${p} of ${least}`).to.not.equal(null);
      expect(quantileRanks(least - 1, p, LEVEL), `${p} of ${least - 1}`).to.equal(null);
    }
  });

  it('covers at least the level, whatever the number and the quantile', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 3000 }), fc.constantFrom(0.5, 0.9, 0.95, 0.99), (n, p) => {
        const ranks = quantileRanks(n, p, LEVEL);
        return ranks === null
          ? 1 - p ** n - (1 - p) ** n < LEVEL
          : ranks.low >= 1 && ranks.high <= n && coverageOf(ranks, n, p) >= LEVEL;
      }),
    );
  });

  it('is the smallest value that a share does not exceed', () => {
    expect(quantileOf(range(100), 0.95, LEVEL)?.value).to.equal(95);
    expect(quantileOf(range(4), 0.5, LEVEL)).to.deep.equal({ value: 2, low: null, high: null });
    expect(quantileOf([], 0.5, LEVEL)).to.equal(null);
  });

  it('needs as many independent values as it says, however many there are', () => {
    expect(quantileOf(range(400), 0.99, LEVEL)?.high).to.be.a('number');
    expect(quantileOf(range(400), 0.99, LEVEL, 298.5)).to.deep.equal({ value: 396, low: null, high: null });
    const [all, half] = [quantileOf(range(400), 0.5, LEVEL), quantileOf(range(400), 0.5, LEVEL, 100)];
    expect(half?.low).to.be.below(all?.low ?? 0);
    expect(half?.high).to.be.above(all?.high ?? 0);
  });
});

describe('how alike values of a cluster are', () => {
  it('is the analysis of variance of their ranks', () => {
    // scipy.stats.rankdata and the sums of squares of scipy.stats.f_oneway (F = 2.0750059908938416), SciPy 1.17.1.
    const clusters = [
      [1, 2, 3],
      [4, 9, 6],
      [7, 8, 5],
      [2, 11],
    ];
    expect(likenessOf(clusters)).to.be.closeTo(0.282726772700188, CLOSE);
  });

  it('is nothing where nothing is repeated, and all where repeats are the same', () => {
    expect(likenessOf([[1], [2], [3]])).to.equal(0);
    expect(effectiveValues([[1], [2], [3]], 0.5)).to.equal(3);
    const same = [
      [1, 1],
      [2, 2],
      [3, 3],
    ];
    for (const p of [0.5, 0.95]) expect(effectiveValues(same, p)).to.be.closeTo(3, 1e-6);
  });

  // (P(both) - p^2) / (p (1 - p)), P(both) by scipy.integrate.quad over norm.pdf(x) norm.cdf((z - rho x) / sqrt(1 - rho^2)), SciPy 1.17.1.
  const under = [
    [0.5, 0.5, 1 / 3],
    [0.5, 0.95, 0.20398797404579025],
    [0.2, 0.99, 0.02413304839127775],
  ] as const;
  for (const [rho, p, expected] of under)
    it(`is less so about being under the quantile ${p} where scores correlate by ${rho}`, () => {
      expect(underLikeness(rho, p)).to.be.closeTo(expected, CLOSE);
    });
});

describe('ratios', () => {
  const candidate = [1.2, 0.8, 2.4, 1.9, 1.1, 3.0].map(Math.log);
  const baseline = [1.0, 0.9, 1.8, 1.7, 1.3, 2.2].map(Math.log);

  it('of paired values have the p value and the interval of scipy.stats.ttest_rel', () => {
    // SciPy 1.17.1, at 99%.
    const found = logDifference(candidate, baseline, true);
    if (found === null) throw new Error('there are six pairs');
    expect(noRatio(found)).to.be.closeTo(0.27588583453527116, CLOSE);
    const { ratio, low, high } = ratioAt(found, 0.99);
    expect(ratio).to.be.closeTo(1.1063775152540072, CLOSE);
    expect(low).to.be.closeTo(0.7927491930531576, CLOSE);
    expect(high).to.be.closeTo(1.544083824980382, CLOSE);
  });

  it('leave out 1 where the test says so, and nowhere else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 5, maxLength: 12 }),
        (values) => {
          const found = logDifference(
            values,
            values.map(() => 0),
            true,
          );
          if (found === null || found.error < 1e-9) return true;
          const p = noRatio(found);
          if (Math.abs(p - 0.05) < 1e-6) return true;
          const { low, high } = ratioAt(found, LEVEL);
          return p < 0.05 === (low > 1 || high < 1);
        },
      ),
    );
  });

  const clusters = [
    [3, 1],
    [5, 2],
    [2, 1],
    [8, 2],
    [4, 0],
    [6, 2],
  ].map(([amount = 0, units = 0]) => ({ amount, units }));

  it('of sums have the interval of the ratio estimator on the log scale', () => {
    // NumPy: sums, linearised variance, exp(+-t * 0.19364916731037085) with scipy.stats.t.ppf, SciPy 1.17.1.
    const found = perUnit(clusters);
    expect(found?.value).to.be.closeTo(3.5, CLOSE);
    expect(found?.low).to.be.closeTo(2.1275518160122857, CLOSE);
    expect(found?.high).to.be.closeTo(5.757791611844467, CLOSE);
  });

  it('of sums that are all alike have an interval that holds them', () => {
    for (const amount of [3, 12, 30, 0.1, 1e15]) {
      const { value, low, high } = perUnit(Array.from({ length: 12 }, () => ({ amount, units: 1 }))) ?? {};
      expect(low).to.be.at.most(value ?? Number.NaN);
      expect(high).to.be.at.least(value ?? Number.NaN);
    }
  });

  it('of two such sums have no error where both go the same way', () => {
    const dearer = clusters.map(({ amount, units }) => ({ amount: 2 * amount, units }));
    const found = perUnitDifference(dearer, clusters);
    expect(found?.difference).to.be.closeTo(Math.log(2), CLOSE);
    expect(found?.error).to.be.closeTo(0, CLOSE);
    expect(
      perUnitDifference(
        clusters,
        clusters.map((one) => ({ ...one, units: 0 })),
      ),
    ).to.equal(null);
  });

  it('say nothing of few clusters, of nothing counted, or of nothing at all', () => {
    expect(perUnit(clusters.slice(0, 3))).to.include({ low: null, high: null });
    expect(perUnit([{ amount: 3, units: 0 }])).to.equal(null);
    expect(perUnit([])).to.equal(null);
    expect(perUnit(clusters.map(({ units }) => ({ amount: 0, units })))).to.deep.equal({
      value: 0,
      low: null,
      high: null,
    });
  });
});

describe('ranks', () => {
  it('are one more than those that are better, up to all but those that are worse', () => {
    expect(
      rankSets(4, [
        { better: 0, worse: 3 },
        { better: 1, worse: 3 },
        { better: 0, worse: 2 },
      ]),
    ).to.deep.equal([
      { low: 1, high: 2 },
      { low: 1, high: 3 },
      { low: 2, high: 4 },
      { low: 3, high: 4 },
    ]);
  });

  it('are all of them where nobody is told from anybody', () => {
    expect(rankSets(2, [])).to.deep.equal([
      { low: 1, high: 2 },
      { low: 1, high: 2 },
    ]);
  });
});

describe('the similarity of two deciders', () => {
  const clusters = range(100).map((i) => ({ events: i <= 80 ? 1 : 0, trials: 1 }));

  it('is F1 with Wilson’s interval of the share that it grows with', () => {
    // 2s / (1 + s) of scipy.stats.binomtest(80, 100).proportion_ci(method='wilson'), SciPy 1.17.1.
    const { f1, low, high } = similarityOf(clusters, 'prompts');
    expect(f1).to.be.closeTo(0.888888888888889, CLOSE);
    expect(low).to.be.closeTo(0.8312096257219822, CLOSE);
    expect(high).to.be.closeTo(0.9285521425113146, CLOSE);
  });

  it('is nothing where neither ever decided for it', () => {
    expect(similarityOf([{ events: 0, trials: 0 }], 'prompts')).to.include({
      f1: null,
      low: null,
      high: null,
    });
  });
});
