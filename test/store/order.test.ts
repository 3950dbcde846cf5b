import { expect } from 'chai';
import { plannedOrder } from '../../store/index.js';

const prompts = (sizes: Readonly<Record<string, number>>) =>
  Object.entries(sizes).flatMap(([language, n]) =>
    Array.from({ length: n }, (_, i) => ({ id: `${language}${i}`, language })),
  );

describe('the order of a run that goes on until it is decided', () => {
  it('holds every prompt once, the same for the same seed, whatever order they come in, and another one for another', () => {
    const all = prompts({ ja: 30, ko: 12, ru: 7 });
    const ids = (seed: number | undefined, given = all): string[] =>
      plannedOrder(given, seed).map(({ id }) => id);
    expect(ids(1).toSorted()).to.deep.equal(all.map(({ id }) => id).toSorted());
    expect(ids(1, all.toReversed())).to.deep.equal(ids(1));
    expect(ids(2)).not.to.deep.equal(ids(1));
    expect(ids(undefined)).not.to.deep.equal(ids(1));
    // Within a language as well: no file's order decides what is asked first.
    const ofLanguage = ids(1).filter((id) => id.startsWith('ja'));
    expect(ofLanguage).not.to.deep.equal(all.slice(0, 30).map(({ id }) => id));
  });

  it('has each language in its share of the whole at any time, but for less than two', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const sizes = { ja: 100, ko: 100, ru: 33, de: 7, th: 1 };
      const all = prompts(sizes);
      const seen = new Map<string, number>();
      for (const [i, { language }] of plannedOrder(all, seed).entries()) {
        seen.set(language, (seen.get(language) ?? 0) + 1);
        for (const [name, n] of Object.entries(sizes))
          expect(Math.abs((seen.get(name) ?? 0) - ((i + 1) * n) / all.length)).to.be.below(2);
      }
    }
  });
});
