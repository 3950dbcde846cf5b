import { expect } from 'chai';
import { difficulty, draw, uniform } from '../../../bench/simulated/prompts.js';
import {
  differenceOf,
  type Evidence,
  independentEvidence,
  moreFor,
  pairedEvidence,
  pWithin,
  pWorse,
  scaled,
} from '../../../reports/statistics/index.js';

/** Prompts that were asked once, of which so many have an event more. */
function pairs(n: number, worse = 0): Evidence {
  const found = pairedEvidence(
    Array.from({ length: n }, (_, i) => ({ trials: 1, candidate: i < worse ? 1 : 0, baseline: 0 })),
  );
  if (found === null) throw new Error('there are samples');
  return found;
}

describe('how much more would decide', () => {
  const margin = 0.005;
  const none = pairs(68);
  const passes = (factor: number): boolean => pWithin(differenceOf(scaled(none, factor)), margin) < 0.025;

  it('is 765 prompts without any event for a margin of half a point, and no number of repeats', () => {
    expect(moreFor(none, passes)).to.deep.equal({ prompts: 765 - 68, repeats: null });
  });

  it('decides when it is there', () => {
    expect(pWithin(differenceOf(pairs(765)), margin)).to.be.below(0.025);
    expect(pWithin(differenceOf(pairs(764)), margin)).to.be.above(0.025);
  });

  it('is in repeats where repeats are what is drawn', () => {
    const planned = { units: 'repeats', prompts: 1, repeats: 100, size: 1 } as const;
    expect(moreFor(planned, (factor) => factor >= 2.5)).to.deep.equal({ prompts: null, repeats: 150 });
  });

  it('is none where nobody would ask as many', () => {
    const planned = { units: 'prompts', prompts: 10, repeats: 2, size: 1.2 } as const;
    expect(moreFor(planned, () => false)).to.deep.equal({ prompts: null, repeats: null });
  });

  it('may be repeats too, as far as they tell anything new', () => {
    const planned = { units: 'prompts', prompts: 100, repeats: 2, size: 1.1 } as const;
    const more = moreFor(planned, (factor) => factor >= 1.5);
    expect(more.prompts).to.equal(50);
    // m / (1 + (m - 1) * 0.1) = 1.5 * 2 / 1.1.
    expect(more.repeats).to.equal(Math.ceil((3 / 1.1) * (0.9 / (1 - 0.1 * (3 / 1.1)))) - 2);
  });

  it('counts on more that differ where the exact test of the few that do leaves it open', () => {
    const fails = (of: Evidence): boolean => pWorse(differenceOf(of)) < 0.025;
    const few = pairs(20, 4);
    // By the score alone four of four would do.
    expect(fails(few)).to.equal(false);
    expect(fails({ ...few, exact: undefined })).to.equal(true);
    // Five do, at the same rate from 22.5 prompts on.
    expect(moreFor(few, (factor) => fails(scaled(few, factor))).prompts).to.equal(3);
    expect(fails(pairs(25, 5))).to.equal(true);
  });

  it('does so of samples that share nothing', () => {
    const side = (n: number, events: number) =>
      Array.from({ length: n }, (_, i) => ({ events: i < events ? 1 : 0, trials: 1 }));
    const few = independentEvidence(side(3, 3), side(3, 0), 'prompts');
    if (few === null) throw new Error('there are samples');
    const fails = (factor: number): boolean => pWorse(differenceOf(scaled(few, factor))) < 0.025;
    expect(moreFor(few, fails).prompts).to.equal(1);
    expect([fails(1), fails(4 / 3)]).to.deep.equal([false, true]);
  });

  it('takes repeats for as alike as they are: that few prompts tell of it is no likeness', () => {
    const random = uniform(3);
    const own = difficulty(0.05, 0);
    const needed = (prompts: number): number => {
      const clusters = draw({ prompts, repeats: 2, shared: true }, own, own, random).map(
        ({ candidate: events, trials }) => ({ events, trials }),
      );
      const of = independentEvidence(clusters, clusters, 'prompts');
      return (of && moreFor(of, (factor) => factor >= 2).repeats) ?? Number.POSITIVE_INFINITY;
    };
    // Twice as much is two more repeats where they are not alike; some chance likeness aside.
    const all = Array.from({ length: 40 }, () => needed(200)).sort((a, b) => a - b);
    expect(all[20]).to.be.within(2, 3);
  });
});
