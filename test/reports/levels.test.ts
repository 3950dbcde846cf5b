import { expect } from 'chai';
import { levelPercent } from '../../reports/arrange.js';

describe('a level of an interval', () => {
  for (const [level, shown] of [
    [0.95, '95%'],
    [0.975, '97.5%'],
    [0.9983, '99.8%'],
    [0.9996, '99.96%'],
    [0.99999, '99.999%'],
  ] as const)
    it(`of ${level} is read as ${shown}, and never as all`, () => {
      expect(levelPercent(level)).to.equal(shown);
    });
});
