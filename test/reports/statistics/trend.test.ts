import { expect } from 'chai';
import { uniform } from '../../../bench/simulated/prompts.js';
import {
  type AtStep,
  cochranArmitage,
  promptTrend,
  repeatTrend,
  type Stratum,
} from '../../../reports/statistics/index.js';

/** `[at, trials, events]` each. */
const stratum = (...steps: readonly (readonly [number, number, number])[]): Stratum =>
  steps.map(([at, trials, events]) => ({ at, trials, events }));

describe('the test of Cochran and Armitage', () => {
  const smokers = { trials: [86, 93, 136, 82], events: [83, 90, 129, 70] };
  const training = { trials: [100, 98, 103, 99], events: [5, 9, 20, 31] };
  // The first is the example of R's prop.trend.test (Fleiss 1981, 139); chi-squared and p by its source, weighted least squares, in NumPy 2.4 and SciPy 1.17.1.
  for (const [name, at, { trials, events }, chi2, p] of [
    ['smokers among patients', [1, 2, 3, 4], smokers, 8.2249222851977, 0.004131897477641518],
    ['the same by other scores', [0, 0, 0, 1], smokers, 12.173146220740254, 0.0004848245934416743],
    ['a training', [0, 1000, 2000, 8000], training, 27.030847609885093, 2.0023435118728295e-7],
  ] as const)
    it(`is that of prop.trend.test: ${name}`, () => {
      const found = cochranArmitage(
        at.map((x, i) => ({ at: x, trials: trials[i] ?? 0, events: events[i] ?? 0 })),
      );
      expect((found?.z ?? 0) ** 2 / chi2).to.be.closeTo(1, 1e-9);
      expect((found?.p ?? 0) / p).to.be.closeTo(1, 1e-9);
    });

  it('says nothing where nothing happened, where all did, or at a single step', () => {
    expect(cochranArmitage(stratum([0, 10, 0], [1, 10, 0]))).to.equal(null);
    expect(cochranArmitage(stratum([0, 10, 10], [1, 10, 10]))).to.equal(null);
    expect(cochranArmitage(stratum([3, 10, 4]))).to.equal(null);
    expect(cochranArmitage([])).to.equal(null);
  });
});

describe('a trend over repeats of given prompts', () => {
  it('is that of Cochran and Armitage with n - 1 where there is a single prompt', () => {
    // statsmodels 0.15, Table.test_ordinal_association: z 2.8642982730193904, of the events' complements.
    const found = repeatTrend([stratum([0, 86, 83], [1, 93, 90], [2, 136, 129], [3, 82, 70])]);
    expect(found?.p).to.be.closeTo(0.004179342628533891, 1e-9);
    expect(found?.method).to.equal('mantel');
    expect(found?.slope).to.be.below(0);
  });

  it("is Mantel's over several prompts", () => {
    // By the moments of the multivariate hypergeometric distribution, in NumPy 2.4: z 2.411334209355057.
    const found = repeatTrend([
      stratum([0, 10, 1], [1, 10, 3], [3, 8, 6]),
      stratum([0, 5, 0], [1, 7, 2], [3, 9, 1]),
      stratum([0, 4, 4], [3, 6, 6]),
    ]);
    expect(found?.p).to.be.closeTo(0.015894276281002668, 1e-9);
  });

  it('takes repeats that are one text for one', () => {
    const once = (at: number, events: number): AtStep => ({ at, trials: 50, events, observations: 1 });
    const alike = repeatTrend([[once(0, 0), once(1, 50)]]);
    expect(alike?.p).to.be.above(0.1);
    expect(repeatTrend([stratum([0, 50, 0], [1, 50, 50])])?.p).to.be.below(1e-9);
  });
});

describe('the interval of a trend', () => {
  it('is none where nothing changed in any prompt: that it never would nobody knows', () => {
    const still = [stratum([0, 3, 0], [1, 3, 0], [2, 3, 0]), stratum([0, 3, 3], [1, 3, 3], [2, 3, 3])];
    for (const trend of [promptTrend(still), repeatTrend(still)]) {
      expect(trend).to.include({ slope: 0, p: 1 });
      expect(trend?.interval(0.95)).to.equal(null);
    }
  });
});

describe('a trend over prompts', () => {
  const even = [
    stratum([0, 2, 0], [1, 2, 1], [2, 2, 2]),
    stratum([0, 2, 0], [1, 2, 0], [2, 2, 1]),
    stratum([0, 2, 1], [1, 2, 1], [2, 2, 0]),
    stratum([0, 2, 0], [1, 2, 1], [2, 2, 1]),
    stratum([0, 2, 0], [1, 2, 2], [2, 2, 2]),
    stratum([0, 2, 0], [1, 2, 0], [2, 2, 2]),
  ];
  const ragged = [
    stratum([0, 1, 0], [1, 2, 1], [5, 3, 2]),
    stratum([0, 2, 0], [5, 1, 1]),
    stratum([1, 2, 1], [5, 2, 0]),
    stratum([0, 3, 0], [1, 2, 1], [5, 1, 1]),
    stratum([0, 2, 0], [1, 1, 1], [5, 2, 2]),
    stratum([0, 1, 0], [1, 4, 0], [5, 2, 2]),
  ];

  // scipy.stats.permutation_test (SciPy 1.17.1) of the sums of slopes, permutation_type 'samples', all of them.
  for (const [name, strata, p] of [
    ['steps that all have', even, 0.125],
    ['steps and repeats that some lack', ragged, 0.0625],
  ] as const)
    it(`is exact by flips of signs: ${name}`, () => {
      const found = promptTrend(strata);
      expect(found?.p).to.be.closeTo(p, 1e-9);
      expect(found?.method).to.equal('sign-flip exact');
      expect(found?.least).to.equal(2 ** -5);
    });

  it('is no surer than over repeats where steps lie more to one side', () => {
    const random = uniform(43);
    let [flips, surer] = [0, 0];
    for (let run = 0; run < 300; run++) {
      const draw = (places: readonly number[]): Stratum[] =>
        Array.from({ length: 60 }, () =>
          places.map((at) => ({ at, trials: 3, events: Number(random() < 0.03) })),
        );
      const [even, uneven] = [draw([0, 10, 20, 30]), draw([0, 1, 2, 30])];
      expect(promptTrend(uneven)?.p).to.be.at.least((repeatTrend(uneven)?.p ?? 0) - 1e-12);
      flips += Number((promptTrend(uneven)?.p ?? 1) < 0.05);
      surer += Number((promptTrend(even)?.p ?? 1) < (repeatTrend(even)?.p ?? 0));
    }
    expect(flips).to.be.below(300 * 0.06);
    expect(surer).to.be.above(0);
  });

  it('has the slope of least squares within prompts', () => {
    expect(
      promptTrend([stratum([0, 4, 1], [10, 4, 3]), stratum([0, 4, 0], [10, 4, 2])])?.slope,
    ).to.be.closeTo(0.05, 1e-12);
  });

  it('is the same whatever steps are counted from and in', () => {
    const moved = (by: number, times: number): Stratum[] =>
      even.map((own) => own.map((one) => ({ ...one, at: by + times * one.at })));
    const [first, other] = [promptTrend(even), promptTrend(moved(1e6, 250))];
    expect(other?.p).to.equal(first?.p);
    expect((other?.slope ?? 0) * 250).to.be.closeTo(first?.slope ?? 0, 1e-9);
  });

  it('takes no notice of prompts with a single step, and is none where there are no others', () => {
    const lone = stratum([1, 9, 9]);
    expect(promptTrend([...even, lone])?.p).to.equal(promptTrend(even)?.p);
    expect(promptTrend([lone, lone])).to.equal(null);
    expect(promptTrend([])).to.equal(null);
  });

  it('has an interval that leaves out 0 where it is significant at the level, and nowhere else', () => {
    const random = uniform(31);
    let decided = 0;
    for (let run = 0; run < 400; run++) {
      const rise = random() * 0.15;
      const strata = Array.from({ length: 8 + Math.floor(random() * 60) }, () =>
        [0, 1, 2, 3].flatMap((at) =>
          random() < 0.1 ? [] : [{ at, trials: 1, events: Number(random() < 0.1 + rise * at) }],
        ),
      );
      for (const trend of [promptTrend(strata), repeatTrend(strata)])
        for (const level of [0.95, 0.99]) {
          const ends = trend?.interval(level);
          if (trend === null || ends === null || ends === undefined) continue;
          expect(ends.low).to.be.at.most(trend.slope + 1e-12);
          expect(ends.high).to.be.at.least(trend.slope - 1e-12);
          if (ends.low > 0 || ends.high < 0) expect(trend.p).to.be.below(1 - level);
          if (trend.p < 1 - level) expect(ends.low >= 0 || ends.high <= 0).to.equal(true);
          decided += Number(ends.low > 0 || ends.high < 0);
        }
    }
    expect(decided).to.be.above(100);
  });

  it('is taken for normal where thousands of prompts have a slope', () => {
    const random = uniform(37);
    const strata = Array.from({ length: 20_000 }, () =>
      [0, 1, 5, 6].map((at) => ({ at, trials: 7, events: Math.floor(random() * 8) })),
    );
    const found = promptTrend(strata);
    expect(found?.method).to.equal('sign-flip normal');
    expect(found?.p).to.be.within(0, 1);
  });
});
