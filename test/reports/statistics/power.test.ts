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

  const margin = (points: number): Goal => ({ kind: 'margin', margin: points / 100 });
  const worse = (points: number): Goal => ({ kind: 'worse', by: points / 100 });
  const most = (percent: number): Goal => ({ kind: 'max', share: percent / 100 });
  const of = (rate: number, repeats: number, correlation: number, shared: number): Assumed => ({
    rate,
    repeats,
    correlation,
    shared,
  });
  const cases: readonly (readonly [Goal, Assumed])[] = [
    [margin(2), of(0.01, 1, 0, 1)],
    [margin(5), of(0.05, 3, 0.2, 1)],
    [margin(10), of(0.47, 10, 0.2, 0)],
    [worse(3), of(0.01, 1, 0, 1)],
    [worse(10), of(0.47, 3, 0.2, 0)],
    [margin(2), of(0.005, 10, 0, 0)],
    [margin(2), of(0.05, 10, 0.8, 1)],
    [most(3), of(0.01, 5, 0.3, 0)],
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
      promptsFor(margin(2), { ...of(0.05, 1, 0.3, 0), ...more }, 0.9, ALPHA) ?? 0;
    expect(needed({ shared: 1 })).to.be.below(needed({}));
    expect(needed({ repeats: 5 })).to.be.below(needed({}));
    expect(needed({ repeats: 5, correlation: 1 })).to.be.above(needed({ repeats: 5 }));
  });

  it('is nowhere where a rate is no lower than its share', () => {
    expect(promptsFor(most(5), of(0.05, 1, 0, 0), 0.9, ALPHA)).to.equal(null);
  });

  it('of two prompts that were asked often is next to none: they tell of no variance', () => {
    expect(powerOf(margin(50), of(0.01, 100, 0.01, 1), 2, ALPHA)).to.be.below(0.1);
  });
});
