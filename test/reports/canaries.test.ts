import { expect } from 'chai';
import { canaryReport } from '../../reports/canaries.js';
import type { Reading } from '../../store/index.js';

/** Twenty readings, the last ten of them of another token. */
const readings = (tokens: (name: string) => Reading['tokens']): Reading[] =>
  Array.from({ length: 20 }, (_, i) => ({
    at: `2026-01-01T00:00:${String(i + 10)}.000Z`,
    after: i,
    tokens: tokens(i < 10 ? 'a' : 'b'),
  }));

describe('a report on canaries', () => {
  const GIVEN: readonly (readonly [string, (name: string) => Reading['tokens']])[] = [
    ['come to 1', (name) => [[name, 0]]],
    ['come to more than 1 together', (name) => [1, 2, 3].map((i) => [`${name}${i}`, -0.1])],
    ['are over 1 each', (name) => [[name, 3]]],
    ['are beyond all numbers', (name) => [[name, 1e300]]],
  ];
  for (const [what, tokens] of GIVEN)
    it(`never moves by more than all probability, where a server's ${what}`, () => {
      const found = canaryReport(readings(tokens));
      expect(found).to.include({ verdict: 'moved', at: '2026-01-01T00:00:20.000Z' });
      expect(found?.distance).to.be.closeTo(1, 1e-9);
      expect(found?.spread).to.be.closeTo(0.5, 1e-9);
    });
});
