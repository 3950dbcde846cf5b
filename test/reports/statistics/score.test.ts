import { expect } from 'chai';
import fc from 'fast-check';
import { OTHERS } from '../../../bench/simulated/others.js';
import {
  differenceOf,
  discordantOf,
  independentEvidence,
  intervalOf,
  leastP,
  noDifference,
  normalQuantile,
  normalTail,
  pairedEvidence,
  pairedScore,
  pool,
  poolRepeats,
  pWorse,
  unpairedScore,
} from '../../../reports/statistics/index.js';

describe('the normal distribution', () => {
  // scipy.stats.norm.sf and isf, SciPy 1.17.1.
  const tails = [
    [0, 0.5],
    [1.2, 0.11506967022170822],
    [1.96, 0.024997895148220435],
    [4.5, 3.3976731247300535e-6],
    [-2, 0.9772498680518208],
    [6.5, 4.016000583859088e-11],
  ] as const;
  for (const [z, tail] of tails)
    it(`exceeds ${z} with probability ${tail}`, () => {
      expect(normalTail(z) / tail).to.be.closeTo(1, 1e-9);
    });

  const quantiles = [
    [0.025, 1.9599639845400545],
    [0.05, 1.6448536269514729],
    [0.0001, 3.7190164854556804],
    [1e-12, 7.034483825301131],
    [0.3, 0.5244005127080409],
    [0.9, -1.2815515655446004],
  ] as const;
  for (const [tail, z] of quantiles)
    it(`is exceeded with probability ${tail} at ${z}`, () => {
      expect(normalQuantile(tail)).to.be.closeTo(z, 1e-9);
    });
});

describe("Tango's score of a paired difference", () => {
  // The likelihood of the multinomial under the difference, maximised by scipy.optimize.brentq (SciPy 1.17.1).
  const cases = [
    { worse: 9, better: 1, n: 100, at: 0.01, score: 2.294399245092549 },
    { worse: 9, better: 1, n: 100, at: 0.1, score: -0.612627251487899 },
    { worse: 12, better: 25, n: 140, at: 0.05, score: -3.193916037449995 },
    { worse: 5, better: 0, n: 44, at: 0.05, score: 1.6329931618554523 },
    { worse: 0, better: 0, n: 68, at: 0.05, score: -1.8918106058538346 },
  ];
  for (const { worse, better, n, at, score } of cases)
    it(`of ${worse} and ${better} of ${n} at ${at} is that of the likelihood`, () => {
      expect(pairedScore({ n, worse, better }).score(at)).to.be.closeTo(score, 1e-9);
    });

  it('has the ends where the score is that of the level', () => {
    expect(intervalOf(pairedScore({ n: 100, worse: 9, better: 1 }), 0.95).high).to.be.closeTo(
      0.15407776065141227,
      1e-9,
    );
    expect(intervalOf(pairedScore({ n: 140, worse: 12, better: 25 }), 0.95).high).to.be.closeTo(
      -0.008019213270532087,
      1e-9,
    );
  });

  it("is McNemar's test without correction where there is no difference", () => {
    // statsmodels 0.15.0, mcnemar(exact=False, correction=False).
    expect(noDifference(pairedScore({ n: 100, worse: 9, better: 1 }))).to.be.closeTo(
      0.01141203638600166,
      1e-9,
    );
    expect(noDifference(pairedScore({ n: 140, worse: 12, better: 25 }))).to.be.closeTo(
      0.03258279838561265,
      1e-9,
    );
  });

  it('has z²/(n + z²) for its upper end where no pair differs', () => {
    const z2 = normalQuantile(0.025) ** 2;
    expect(intervalOf(pairedScore({ n: 764, worse: 0, better: 0 }), 0.95).high).to.be.closeTo(
      z2 / (764 + z2),
      1e-9,
    );
  });
});

describe("Miettinen and Nurminen's score of a difference", () => {
  const score = (a: number, n1: number, b: number, n2: number, at: number): number =>
    unpairedScore({ n: n1, events: a }, { n: n2, events: b }).score(at);
  // The likelihood of two binomials under the difference, maximised by scipy.optimize.brentq (SciPy 1.17.1).
  const cases = [
    [5, 100, 1, 100, -0.1, 3.8259798165446757],
    [5, 100, 1, 100, 0.02, 0.8835247575849184],
    [49, 100, 38, 100, 0.2, -1.3065011994379376],
    [56, 70, 48, 80, -0.1, 3.921070124405141],
    [9, 10, 6, 10, 0.2, 0.5295094578653126],
  ] as const;
  for (const [a, n1, b, n2, at, expected] of cases)
    it(`of ${a}/${n1} and ${b}/${n2} at ${at} is that of the likelihood`, () => {
      expect(score(a, n1, b, n2, at)).to.be.closeTo(expected, 1e-9);
    });

  it('is the chi-squared test with (n - 1)/n where there is no difference', () => {
    // statsmodels 0.15.0, score_test_proportions_2indep(value=0, correction=True).
    expect(score(5, 100, 1, 100, 0)).to.be.closeTo(1.6539030168070425, 1e-9);
    expect(score(49, 100, 38, 100, 0)).to.be.closeTo(1.5650217418901087, 1e-9);
    expect(score(56, 70, 48, 80, 0)).to.be.closeTo(2.6413232722941253, 1e-9);
  });

  it('has no direction where both sides have no event', () => {
    expect(intervalOf(unpairedScore({ n: 68, events: 0 }, { n: 68, events: 0 }), 0.95).high).to.be.closeTo(
      0.05384609291981218,
      1e-9,
    );
    expect(score(0, 68, 0, 68, 0)).to.equal(0);
  });
});

const pairOf = (trials: number, candidate: number, baseline: number) => ({ trials, candidate, baseline });

describe('an interval and its test', () => {
  const pairs = fc.array(
    fc.record({
      trials: fc.integer({ min: 1, max: 6 }),
      candidate: fc.integer({ min: 0, max: 6 }),
      baseline: fc.integer({ min: 0, max: 6 }),
    }),
    { minLength: 1, maxLength: 60 },
  );
  const within = (list: readonly { trials: number; candidate: number; baseline: number }[]) =>
    list.map(({ trials, candidate, baseline }) =>
      pairOf(trials, Math.min(trials, candidate), Math.min(trials, baseline)),
    );

  it('say the same, whatever was drawn and at whatever level', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom(0.8, 0.95, 0.99, 0.9995), fc.boolean(), (list, level, isPaired) => {
        const own = within(list);
        const evidence = isPaired
          ? pairedEvidence(own)
          : independentEvidence(
              own.map(({ candidate: events, trials }) => ({ events, trials })),
              own.map(({ baseline: events, trials }) => ({ events, trials })),
              'prompts',
            );
        if (evidence === null) throw new Error('there are samples');
        const difference = differenceOf(evidence);
        const { low, high } = intervalOf(difference, level);
        const p = noDifference(difference);
        // A p value that is the level but for rounding may fall on either side.
        if (Math.abs(p - (1 - level)) < 1e-6) return;
        expect(low > 1e-9 || high < -1e-9).to.equal(p < 1 - level);
        expect(low).to.be.at.most(difference.delta + 1e-9);
        expect(high).to.be.at.least(difference.delta - 1e-9);
        expect(leastP(evidence)).to.be.at.most(p + 1e-9);
        expect(pWorse(difference)).to.be.within(0, 1);
      }),
    );
  });

  it('turn around with the sides', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const own = within(list);
        const [one, two] = [
          own,
          own.map(({ trials, candidate, baseline }) => pairOf(trials, baseline, candidate)),
        ].map((some) => {
          const evidence = pairedEvidence(some);
          if (evidence === null) throw new Error('there are samples');
          return intervalOf(differenceOf(evidence), 0.95);
        });
        expect(one?.low).to.be.closeTo(-(two?.high ?? 0), 1e-9);
        expect(one?.high).to.be.closeTo(-(two?.low ?? 0), 1e-9);
      }),
    );
  });

  it('are not sure of what four or five prompts show: there the exact test has a say', () => {
    const all = (n: number) => {
      const evidence = pairedEvidence(Array.from({ length: n }, () => pairOf(1, 1, 0)));
      if (evidence === null) throw new Error('there are samples');
      return evidence;
    };
    // Half of 2 / 2^4: mid-P of the sign test.
    expect(noDifference(differenceOf(all(4)))).to.be.closeTo(2 / 2 ** 4 / 2, 1e-12);
    expect(intervalOf(differenceOf(all(4)), 0.95).low).to.be.at.most(0);
    expect(noDifference(differenceOf(all(6)))).to.be.below(0.05);
  });
});

describe('samples that share nothing, where hardly any differ', () => {
  // Twice the smaller tail with half of the table itself, as a fraction of whole numbers (math.comb of Python).
  const cases = [
    { one: [4, 50], two: [0, 50], p: 0.05873164636051234 },
    { one: [46, 50], two: [50, 50], p: 0.05873164636051234 },
    { one: [4, 50], two: [0, 51], p: 0.056405640564056406 },
    { one: [5, 1000], two: [0, 1000], p: 0.031093789258174406 },
    { one: [1, 10], two: [100, 10_000], p: 0.100783467094885 },
    { one: [5, 100], two: [1, 100], p: 0.12028906735944463 },
  ] as const;
  const side = ([events, trials]: readonly [number, number]) =>
    Array.from({ length: trials }, (_, i) => ({ events: i < events ? 1 : 0, trials: 1 }));
  const between = (one: readonly [number, number], two: readonly [number, number]) => {
    const evidence = independentEvidence(side(one), side(two), 'prompts');
    if (evidence === null) throw new Error('there are samples');
    return evidence;
  };

  for (const { one, two, p } of cases)
    it(`are judged by the exact test, however many they are: ${one.join('/')} against ${two.join('/')}`, () => {
      for (const evidence of [between(one, two), between(two, one)]) {
        expect(noDifference(differenceOf(evidence))).to.be.closeTo(p, 1e-9);
        expect(noDifference(differenceOf({ ...evidence, exact: undefined }))).to.be.below(p);
        expect(leastP(evidence)).to.be.at.most(p + 1e-12);
      }
    });

  it('are judged by the score where no count is small', () => {
    for (const evidence of [between([49, 100], [38, 100]), between([60, 1000], [40, 1000])])
      expect(evidence.exact).to.equal(undefined);
  });
});

describe('pairs of clusters', () => {
  it("are McNemar's table where each prompt was asked once", () => {
    const pairs = [pairOf(1, 1, 0), pairOf(1, 1, 0), pairOf(1, 0, 1), pairOf(1, 1, 1), pairOf(1, 0, 0)];
    expect(discordantOf(pairs)).to.deep.equal({ n: 5, worse: 2, better: 1 });
  });

  it('tell as much as each prompt asked once, where repeats always agree', () => {
    const once = Array.from({ length: 200 }, (_, i) => pairOf(1, i % 7 === 0 ? 1 : 0, i % 11 === 0 ? 1 : 0));
    const often = once.map(({ candidate, baseline }) => pairOf(5, 5 * candidate, 5 * baseline));
    const [a, b] = [discordantOf(once), discordantOf(often)];
    expect(b.n).to.be.within(0.93 * a.n, a.n);
    expect((b.worse - b.better) / b.n).to.be.closeTo((a.worse - a.better) / a.n, 1e-12);
  });

  it('tell more the more repeats there are where they do not agree', () => {
    const drawn = (m: number) =>
      discordantOf(
        Array.from({ length: 100 }, (_, i) => pairOf(m, Math.round((m * ((i * 37) % 100)) / 100), m >> 1)),
      );
    expect(drawn(8).n).to.be.above(100);
  });
});

describe('what was drawn', () => {
  const one = [{ events: 47, trials: 100 }];
  const other = [{ events: 1, trials: 100 }];

  it('are the repeats of a single prompt: 47 to 1 of 100 is beyond doubt', () => {
    const evidence = independentEvidence(other, one, 'repeats');
    if (evidence === null) throw new Error('there are samples');
    expect(noDifference(differenceOf(evidence))).to.be.below(1e-9);
    expect(poolRepeats(one)).to.deep.equal({ events: 47, trials: 100, effective: 100 });
  });

  it('vary less where given prompts differ: their repeats vary within them alone', () => {
    const halves = Array.from({ length: 20 }, (_, i) => ({ events: i % 2 === 0 ? 10 : 0, trials: 10 }));
    expect(poolRepeats(halves).effective).to.be.above(2000);
    expect(pool(halves).effective).to.be.below(20);
  });

  it('is one observation where all repeats are one text', () => {
    expect(poolRepeats([{ events: 100, trials: 100, observations: 1 }]).effective).to.equal(1);
  });
});

describe('intervals that ours are compared with', () => {
  const candidate = [3, 0, 1, 4, 2, 0, 0, 4, 1, 0];
  const baseline = [0, 0, 4, 4, 0, 0, 4, 0, 0, 0];
  const often = candidate.map((events, i) => pairOf(4, events, baseline[i] ?? 0));
  const once = often.map((pair) => pairOf(1, Math.min(1, pair.candidate), Math.min(1, pair.baseline)));
  // evalstats 0.3.3, where it matters to neither how repeats are paired: a side has all of a prompt's or none.
  const cases = [
    { name: 'mj_floor moments', pairs: often, low: -0.2745477764299455, high: 0.3829178564505121 },
    { name: 'mj_floor moments', pairs: once, low: -0.13070861156953267, high: 0.5641889316517992 },
    { name: 'Bonett-Price cluster', pairs: often, low: -0.31671578395515676, high: 0.44171578395515676 },
    { name: 'Bonett-Price cluster', pairs: once, low: -0.15832583011251128, high: 0.6583258301125112 },
  ] as const;
  for (const { name, pairs, low, high } of cases)
    it(`are those of the package: ${name}, ${pairs === once ? 'asked once' : 'asked four times'}`, () => {
      const interval = OTHERS[name](pairs);
      expect(interval.low).to.be.closeTo(low, 1e-9);
      expect(interval.high).to.be.closeTo(high, 1e-9);
    });
});
