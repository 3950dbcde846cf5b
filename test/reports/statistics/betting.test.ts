import { expect } from 'chai';
import {
  adjustedWealth,
  Bets,
  type Hypothesis,
  mostWon,
  sequentialInterval,
} from '../../../reports/statistics/index.js';

/** A pattern that is no sequence of chance, so that another implementation can make it. */
const pattern = (n: number, of: number): number[] =>
  Array.from({ length: n }, (_, i) => (7 * i + Math.floor(i / 3)) % of);

/** Differences of prompts that were asked so often: now and then one event more, one less, two more. */
const differences = (n: number, repeats: number, of: number): number[] =>
  pattern(n, of).map((x) =>
    x === 0 ? 1 / repeats : x === 1 ? -1 / repeats : x === 2 && repeats > 1 ? 2 / repeats : 0,
  );

const rates = pattern(150, 23).map((x) => (x === 0 ? 1 : x === 1 ? 0.5 : 0));

const hypothesis = (
  observed: Hypothesis['observed'],
  mean: Hypothesis['mean'],
  at: number,
  aim: number,
): Hypothesis => ({ observed, mean, at, aim });

/** Seeded, 0..1: xorshift. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

describe('bets on a mean', () => {
  /**
   * `diversified_betting_mart` of confseq (github.com/gostevehoward/confseq, src/confseq/betting.py, commit 0275a66c) with these bets and weights, differences taken to 0..1; the aimed bets by
   * brentq of SciPy 1.17.1. Natural logarithms after 1, 10, 50 and all observations.
   */
  const references = [
    [
      differences(120, 1, 17),
      hypothesis('difference', 'atLeast', 0.05, 0),
      [-0.07481084330850722, -0.2924201495159415, 0.6633081543555349, 0.1298853741606982],
    ],
    [
      differences(120, 1, 17),
      hypothesis('difference', 'atMost', 0, 0.05),
      [0.07148758695612431, 0.3254041496048902, -0.5562579617720878, -0.04614103397006991],
    ],
    [
      differences(200, 4, 11),
      hypothesis('difference', 'atLeast', 0.02, 0),
      [-0.011393684047966226, -0.18782108510507953, -1.4137927894490099, -2.6897020462579166],
    ],
    [
      differences(200, 4, 11),
      hypothesis('difference', 'atMost', 0.01, 0.03),
      [0.01152380885531444, 0.20843589027385925, 1.7998103529567557, 9.92609962328695],
    ],
    [
      rates,
      hypothesis('rate', 'atLeast', 0.1, 0.05),
      [-0.6099184478892087, -0.1945309767619144, -0.2766270882352971, 0.6750010867896878],
    ],
    [
      rates,
      hypothesis('rate', 'atMost', 0.02, 0.04),
      [1.2233741945809264, 0.4714342406317633, 2.090424101920334, 4.891994536139172],
    ],
    [
      new Array<number>(300).fill(0),
      hypothesis('difference', 'atLeast', 0.02, 0),
      [0.000984647409776264, 0.06009566707541649, 0.643477184355143, 5.3285516308744585],
    ],
  ] as const;
  for (const [values, tested, expected] of references)
    it(`win what another implementation says against a ${tested.observed} of ${tested.mean} ${tested.at}, of ${values.length}`, () => {
      const bets = new Bets(tested);
      const places = [1, 10, 50, values.length];
      const found: number[] = [];
      for (const [i, value] of values.entries()) {
        bets.observe(value);
        if (places.includes(i + 1)) found.push(bets.lnWealth);
      }
      for (const [i, one] of expected.entries()) expect(found[i]).to.be.closeTo(one, 1e-9);
    });

  it('are expected to win nothing where the hypothesis holds, whatever the bets were', () => {
    // All 3^6 sequences of six differences, weighted by their chances, at the edge of the hypothesis.
    const tested = hypothesis('difference', 'atLeast', 0.1, 0);
    const chances = [
      [-1, 0.15],
      [0, 0.6],
      [1, 0.25],
    ] as const;
    const mean = (left: number, values: readonly number[]): number => {
      if (left > 0)
        return chances.reduce((sum, [value, likely]) => sum + likely * mean(left - 1, [...values, value]), 0);
      const bets = new Bets(tested);
      for (const value of values) bets.observe(value);
      return Math.exp(bets.lnWealth);
    };
    expect(mean(6, [])).to.be.closeTo(1, 1e-12);
  });

  it('are lost seldom enough when somebody looks after every observation, at rates of one in a hundred', () => {
    const random = chance(7);
    const runs = 400;
    let wrong = 0;
    for (let run = 0; run < runs; run++) {
      const values = Array.from({ length: 500 }, () => Number(random() < 0.03) - Number(random() < 0.01));
      if (mostWon(hypothesis('difference', 'atLeast', 0.02, 0), values) >= Math.log(40)) wrong++;
    }
    // 2.5% are allowed, and the error of so many runs is 0.8.
    expect(wrong / runs).to.be.below(0.025 + 3 * 0.008);
  });

  it('make an interval that leaves out a margin where the bets against it have won, and nowhere else', () => {
    const aimOf = (mean: Hypothesis['mean'], at: number): number =>
      mean === 'atLeast' ? at - 0.02 : at + 0.02;
    for (const n of [100, 200, 250, 400]) {
      const values = differences(n, 1, 97);
      const { low, high } = sequentialInterval('difference', values, 0.025, aimOf);
      const won = mostWon(hypothesis('difference', 'atLeast', 0.02, 0), values) >= Math.log(40);
      expect(high < 0.02, `${n}: ${high}`).to.equal(won);
      expect(low).to.be.below(0);
    }
    expect(sequentialInterval('rate', [], 0.025, aimOf)).to.deep.equal({ low: 0, high: 1 });
  });
});

describe('e-values of a family', () => {
  it('are held to the least weighted mean of all sets that hold them', () => {
    const family = [
      { lnWealth: Math.log(300), weight: 0.5 },
      { lnWealth: Math.log(90), weight: 0.25 },
      { lnWealth: Math.log(0.5), weight: 0.25 },
    ];
    // By hand: the first with both others, the second with the last, which is smaller, and the last alone.
    const [first = 0, second = 0, last = 0] = adjustedWealth(family).map(Math.exp);
    expect(first).to.be.closeTo(150 + 22.5 + 0.125, 1e-9);
    expect(second).to.be.closeTo((22.5 + 0.125) / 0.5, 1e-9);
    expect(last).to.be.closeTo(0.5, 1e-9);
  });

  it('pay for hypotheses of which nothing was seen yet, and overflow nowhere', () => {
    const [alone = 0] = adjustedWealth([{ lnWealth: Math.log(40), weight: 1 }]);
    expect(Math.exp(alone)).to.be.closeTo(40, 1e-9);
    const [among = 0] = adjustedWealth([{ lnWealth: Math.log(40), weight: 0.1 }]);
    expect(Math.exp(among)).to.be.closeTo(4 + 0.9, 1e-9);
    const [huge = 0, tiny = 0] = adjustedWealth([
      { lnWealth: 5000, weight: 0.5 },
      { lnWealth: -5000, weight: 0.5 },
    ]);
    expect(huge).to.be.closeTo(5000 + Math.log(0.5), 1e-9);
    expect(tiny).to.be.closeTo(-5000, 1e-9);
  });
});
