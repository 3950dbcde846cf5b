import { expect } from 'chai';
import { languages } from '../detectors/index.js';
import { draw, exported, FEEDS, grow, nameOf, TEXTLESS } from './support/growth/index.js';

/** Names the texts and languages of a run; one that failed is had again by OFFSCRIPT_SEED. */
const seed = Number(process.env.OFFSCRIPT_SEED ?? Date.now() % 2 ** 31);

/** Texts of a run: with all functions one takes ten to twenty seconds. */
const TEXTS = Number(process.env.OFFSCRIPT_TEXTS ?? 1);

/** UTF-16 code units of a text. */
const LENGTH = 2 ** 20;

describe('a public function', function () {
  // That is for a machine that others share: alone, a text takes 15 seconds.
  this.timeout(600_000);

  it('takes a text, or is said to take none', () => {
    const fed = new Set(Object.keys(FEEDS).flatMap((name) => name.split(/[ ,]+/)));
    const unknown = exported().filter((name) => fed.has(name) === TEXTLESS.has(name));
    expect(unknown).to.deep.equal([]);
  });

  for (const [i, nasty] of draw(seed, TEXTS).entries())
    it(`takes no more than 20 seconds and 600 MB for a million units of ${nameOf(nasty)} (seed ${seed})`, async () => {
      const spoken = [0, 7, 19].map((step) => languages[(seed + i + step) % languages.length] as string);
      const names = Object.keys(FEEDS);
      expect(
        await grow({ nasty, languages: spoken, names, shortest: LENGTH, longest: LENGTH }),
      ).to.deep.equal([]);
    });
});
