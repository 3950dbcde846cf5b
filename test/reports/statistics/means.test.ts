import { expect } from 'chai';
import {
  differenceInterval,
  differenceOfMeans,
  type Mean,
  meanOf,
  rateInterval,
  worthOf,
} from '../../../reports/statistics/index.js';
import { student } from '../../../reports/statistics/student.js';

/** Of five prompts. */
const VALUES = [[0.02, 0.31, 0], [0.75], [0.001, 0.04], [0.12, 0.5, 0.9, 0.003], [0, 0]];
const OTHERS = [[0.5, 0.2], [0.1, 0.1], [], [0.3], [0.9]];

function known<T>(value: T | null): T {
  if (value === null) throw new Error('nothing');
  return value;
}

describe('means of numbers that answers have', () => {
  // SciPy 1.17.1, scipy.stats.t.ppf(0.975, freedom).
  for (const [freedom, quantile] of [
    [1, 12.706204736174694],
    [1.7, 5.1188389882530565],
    [3, 3.1824463052837078],
    [9.3, 2.25108222468444],
    [40, 2.021075390306273],
    [500, 1.9647198374673676],
    [20_000, 1.9600826051581348],
  ] as const)
    it(`go by Student's quantile with ${freedom} degrees of freedom`, () => {
      expect(student(freedom)).to.be.closeTo(quantile, 1e-9 * quantile);
    });

  // statsmodels 0.15.0: OLS(y, 1).fit(cov_type='cluster', use_correction=True), whose correction of an intercept alone is G/(G - 1).
  it('have the variance of clustered samples', () => {
    const mean = known(meanOf(VALUES, 'prompts'));
    expect(mean.mean).to.be.closeTo(0.2203333333333334, 1e-12);
    expect(mean.variance).to.be.closeTo(0.010032677469135814, 1e-12);
    expect(mean.single).to.be.closeTo(0.10476806060606059, 1e-12);
    expect([mean.n, mean.clusters, mean.freedom]).to.deep.equal([12, 5, 4]);
  });

  // The same with NumPy: the sum over prompts of n_k s_k^2 / n^2, and of a prompt with one number its distance from the mean, by n/(n - 1).
  it('vary within prompts alone where repeats are the units', () => {
    const mean = known(meanOf(VALUES, 'repeats'));
    expect(mean.variance).to.be.closeTo(0.007816187710437711, 1e-12);
  });

  // statsmodels: OLS(y, [1, side]).fit(cov_type='cluster') with the prompts of both sides as clusters, times G/(G - 1).
  it('differ with the variance of shared prompts', () => {
    const { mean, variance } = known(differenceOfMeans(VALUES, OTHERS, 'prompts'));
    expect(mean).to.be.closeTo(-0.1296666666666667, 1e-12);
    expect(variance).to.be.closeTo(0.048028626543209926, 1e-12);
  });

  it('have fewer degrees of freedom where few prompts make most of the variance', () => {
    const even = Array.from({ length: 40 }, (_, i) => [i % 2 === 0 ? 0.1 : 0.2]);
    const uneven = [...even.slice(0, 38), [0.9], [0.95]];
    expect(known(meanOf(even, 'prompts')).freedom).to.equal(39);
    expect(known(meanOf(uneven, 'prompts')).freedom).to.be.within(1, 6);
  });

  it('are none without numbers, and of one prompt known by its repeats alone', () => {
    expect(meanOf([], 'prompts')).to.equal(null);
    expect(meanOf([[], []], 'prompts')).to.equal(null);
    expect(differenceOfMeans([[0.5]], [[]], 'prompts')).to.equal(null);
    expect(known(meanOf([[0.2, 0.4]], 'prompts')).variance).to.equal(0);
    expect(known(meanOf([[0.2, 0.4]], 'repeats')).variance).to.be.above(0);
  });
});

describe('the interval of a rate by probabilities', () => {
  const of = (values: number[][]): Mean => known(meanOf(values, 'prompts'));

  it('is no narrower than so few slips let know', () => {
    // Nothing seen in 100 answers: what Wilson's interval says of none of 100 (statsmodels 0.15.0, proportion_confint).
    const none = rateInterval(of(Array.from({ length: 100 }, () => [0])));
    expect(none.low).to.equal(0);
    expect(none.high).to.be.closeTo(0.03699349820698569, 1e-9);
    // All alike, one slip to be expected: as of two of 200.
    const one = rateInterval(of(Array.from({ length: 100 }, () => [0.01])));
    expect(one.high).to.be.closeTo(0.03572176171617682, 1e-9);
  });

  it('is narrower where many slips are to be expected and the numbers are alike', () => {
    const many = of(Array.from({ length: 400 }, (_, i) => [0.05 + 0.02 * (i % 5)]));
    const { low, high } = rateInterval(many);
    expect(high - low).to.be.below(0.01);
    expect(worthOf(many)).to.be.above(20);
  });

  it('takes slips of which nothing is listed for what counting tells', () => {
    const alike = of(Array.from({ length: 400 }, (_, i) => [0.05 + 0.02 * (i % 5)]));
    const { low, high } = rateInterval(alike, { slips: 36 });
    const open = rateInterval(alike);
    expect(high - low).to.be.above(2 * (open.high - open.low));
    expect(worthOf(alike, { slips: 36 })).to.be.within(1.5, 2.5);
  });

  it('says nothing of what it is worth with fewer than ten prompts', () => {
    expect(worthOf(of(Array.from({ length: 9 }, (_, i) => [i / 10])))).to.equal(null);
    expect(worthOf(of(Array.from({ length: 10 }, (_, i) => [i / 10])))).to.be.a('number');
  });

  it('of a difference holds no difference where both sides saw nothing', () => {
    const side = Array.from({ length: 100 }, () => [0]);
    const { low, high } = differenceInterval(known(differenceOfMeans(side, side, 'prompts')));
    expect(low).to.be.below(-0.01);
    expect(high).to.be.above(0.01);
  });
});
