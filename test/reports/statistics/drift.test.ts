import { expect } from 'chai';
import { uniform } from '../../../bench/simulated/prompts.js';
import { distanceOf, driftOf, type Looks, meanLook } from '../../../reports/statistics/index.js';

/** Looks at two words, the first of which moves from some look on. */
const looks = (n: number, from: number, by: number, noise: number, random: () => number): Looks =>
  Array.from({ length: n }, (_, i) => {
    const first = 0.5 + noise * (random() - 0.5) + (i >= from ? by : 0);
    return new Map([
      ['one', first],
      ['other', 1 - first],
    ]);
  });

/** The statistic as it is defined, place by place. */
function largestChange(all: Looks): { at: number; size: number } {
  let best = { at: 0, size: 0 };
  for (let k = 1; k < all.length; k++) {
    const [before, after] = [meanLook(all.slice(0, k)), meanLook(all.slice(k))];
    let squares = 0;
    for (const name of new Set([...before.keys(), ...after.keys()]))
      squares += ((before.get(name) ?? 0) - (after.get(name) ?? 0)) ** 2;
    const size = (squares * k * (all.length - k)) / all.length;
    if (size > best.size) best = { at: k, size };
  }
  return best;
}

describe('a distribution that is looked at again and again', () => {
  it('has moved where it did, by as much as it did', () => {
    for (const from of [4, 10, 17]) {
      const all = looks(20, from, 0.2, 0.01, uniform(from));
      const drift = driftOf(all);
      expect(drift?.at).to.equal(from);
      expect(drift?.at).to.equal(largestChange(all).at);
      expect(drift?.distance).to.be.closeTo(0.2, 0.01);
      expect(drift?.p).to.be.below(0.01);
    }
  });

  it('is told of many looks in the time of few, where it moved as far as a stretch of them tells', () => {
    const [n, from] = [20_000, 12_345];
    const drift = driftOf(looks(n, from, 0.05, 0.2, uniform(3)));
    expect(drift?.at).to.be.within(from - n / 200, from + n / 200);
    expect(drift?.distance).to.be.closeTo(0.05, 0.005);
    expect(drift?.p).to.equal(1 / 2000);
    expect(driftOf(looks(2000, 2000, 0, 0.2, uniform(4)))?.p).to.be.above(0.01);
  }).timeout(20_000);

  it('has not where nothing is seen but noise: in no more of 400 series than the level lets', () => {
    const random = uniform(9);
    let hits = 0;
    for (let i = 0; i < 400; i++) if ((driftOf(looks(15, 15, 0, 0.1, random))?.p ?? 1) < 0.05) hits++;
    // 20 are expected; 0.999 of the binomial distribution.
    expect(hits).to.be.within(6, 35);
  });

  it('has not where it is exactly the same each time, and is not told of few looks', () => {
    expect(driftOf(looks(12, 12, 0, 0, uniform(1)))).to.deep.equal({ p: 1, at: 0, distance: 0 });
    expect(driftOf(looks(5, 2, 0.4, 0, uniform(1)))).to.equal(null);
  });

  it('differs by total variation', () => {
    const [one, other] = [
      new Map([
        ['a', 0.7],
        ['b', 0.3],
      ]),
      new Map([
        ['a', 0.2],
        ['c', 0.8],
      ]),
    ];
    expect(distanceOf(one, other)).to.be.closeTo(0.8, 1e-12);
    expect(distanceOf(one, one)).to.equal(0);
  });
});
