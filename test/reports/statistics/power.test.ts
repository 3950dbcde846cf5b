import { expect } from 'chai';
import { difficulty, draw, uniform } from '../../../bench/simulated/prompts.js';
import {
  type Assumed,
  differenceOf,
  type Goal,
  pairedEvidence,
  pool,
  powerOf,
  promptsFor,
  pWithin,
  pWorse,
  wilson,
} from '../../../reports/statistics/index.js';

const ALPHA = 0.025;

/** How often the gate's own tests come to it, of so many runs. */
function simulated(
  goal: Goal,
  { rate, repeats, correlation, shared }: Assumed,
  prompts: number,
  runs: number,
): number {
  const random = uniform(5);
  const by = goal.kind === 'worse' ? goal.by : 0;
  const [after, before] = [difficulty(rate + by, correlation), difficulty(rate, correlation)];
  let hits = 0;
  for (let run = 0; run < runs; run++) {
    const pairs = draw({ prompts, repeats, shared: shared === 1 }, after, before, random);
    if (goal.kind === 'max') {
      const clusters = pairs.map(({ candidate, trials }) => ({ events: candidate, trials }));
      const { events, trials, effective } = pool(clusters);
      hits += Number((wilson(events / trials, effective)?.high ?? 1) <= goal.share);
      continue;
    }
    const evidence = pairedEvidence(pairs);
    if (evidence === null) continue;
    const difference = differenceOf(evidence);
    hits += Number(
      goal.kind === 'margin' ? pWithin(difference, goal.margin) < ALPHA : pWorse(difference) < ALPHA,
    );
  }
  return hits / runs;
}

describe('the power of a plan', () => {
  it('is the whole where nothing happens and there are as many prompts as the margin takes, and none with one less', () => {
    const assumed = { rate: 0, repeats: 1, correlation: 0.3, shared: 0 };
    // z² (1 - margin) / margin.
    const needed = Math.ceil((1.959963984540054 ** 2 * 0.98) / 0.02);
    const goal = { kind: 'margin', margin: 0.02 } as const;
    expect(promptsFor(goal, assumed, 0.9, ALPHA)).to.equal(needed);
    expect([needed - 1, needed].map((n) => powerOf(goal, assumed, n, ALPHA))).to.deep.equal([0, 1]);
  });

  const cases: readonly (readonly [Goal, Assumed])[] = [
    [
      { kind: 'margin', margin: 0.02 },
      { rate: 0.01, repeats: 1, correlation: 0, shared: 1 },
    ],
    [
      { kind: 'margin', margin: 0.05 },
      { rate: 0.05, repeats: 3, correlation: 0.2, shared: 1 },
    ],
    [
      { kind: 'margin', margin: 0.1 },
      { rate: 0.47, repeats: 10, correlation: 0.2, shared: 0 },
    ],
    [
      { kind: 'worse', by: 0.03 },
      { rate: 0.01, repeats: 1, correlation: 0, shared: 1 },
    ],
    [
      { kind: 'worse', by: 0.1 },
      { rate: 0.47, repeats: 3, correlation: 0.2, shared: 0 },
    ],
    [
      { kind: 'margin', margin: 0.02 },
      { rate: 0.005, repeats: 10, correlation: 0, shared: 0 },
    ],
    [
      { kind: 'margin', margin: 0.02 },
      { rate: 0.05, repeats: 10, correlation: 0.8, shared: 1 },
    ],
    [
      { kind: 'max', share: 0.03 },
      { rate: 0.01, repeats: 5, correlation: 0.3, shared: 0 },
    ],
  ];
  for (const [goal, assumed] of cases)
    it(`is what the gate's own tests reach: ${JSON.stringify(goal)} of ${JSON.stringify(assumed)}`, () => {
      const prompts = promptsFor(goal, assumed, 0.9, ALPHA) ?? 0;
      const planned = powerOf(goal, assumed, prompts, ALPHA);
      expect(planned).to.be.within(0.9, 0.97);
      // The error of so many runs is 1.7 points; the variance of repeats is known from the prompts alone.
      expect(simulated(goal, assumed, prompts, 300)).to.be.closeTo(planned, 0.07);
      expect(powerOf(goal, assumed, Math.round(prompts / 2), ALPHA)).to.be.below(0.75);
    });

  it('takes more prompts where they tell nothing of each other, and fewer with repeats', () => {
    const needed = (more: Partial<Assumed>): number =>
      promptsFor(
        { kind: 'margin', margin: 0.02 },
        { rate: 0.05, repeats: 1, correlation: 0.3, shared: 0, ...more },
        0.9,
        ALPHA,
      ) ?? 0;
    expect(needed({ shared: 1 })).to.be.below(needed({}));
    expect(needed({ repeats: 5 })).to.be.below(needed({}));
    expect(needed({ repeats: 5, correlation: 1 })).to.be.above(needed({ repeats: 5 }));
  });

  it('is nowhere where a rate is no lower than its share', () => {
    const assumed = { rate: 0.05, repeats: 1, correlation: 0, shared: 0 };
    expect(promptsFor({ kind: 'max', share: 0.05 }, assumed, 0.9, ALPHA)).to.equal(null);
  });
});
