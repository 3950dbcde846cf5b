import { expect } from 'chai';
import { sharesOf } from '../../../reports/statistics/index.js';

/** Sums of squares of cell means, type II, and of what is left of each prompt's rates: by numpy 2.4.6 (`linalg.lstsq` on dummy variables). */
const REFERENCE = { total: 0.24, first: 0.16, second: 0.04, both: 0.04, residual: 2.3 };

const near = (value: number | undefined, wanted: number): void => {
  expect(value).to.be.closeTo(wanted, 1e-9);
};

describe('shares of what varies between cells', () => {
  const CELLS = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];

  it('are those of the analysis of variance, less what is chance', () => {
    const rates = [
      [0, 0, 1, 0, 0],
      [0, 1, 0, 0, 0],
      [1, 1, 1, 0, 1],
      [1, 0, 1, 0, 0],
    ];
    const shares = sharesOf(CELLS, rates);
    expect(shares?.map(({ term }) => term)).to.deep.equal([[0], [1], [0, 1]]);
    const chance = REFERENCE.residual / 12 / 5;
    const beyond = REFERENCE.total - 3 * chance;
    near(shares?.[0]?.share, Math.max(0, REFERENCE.first - chance) / beyond);
    near(shares?.[1]?.share, Math.max(0, REFERENCE.second - chance) / beyond);
    near(shares?.[2]?.share, Math.max(0, REFERENCE.both - chance) / beyond);
  });

  it('are each factor’s own where cells are missing', () => {
    const cells = CELLS.slice(0, 3);
    const rates = [
      [0, 0, 0, 0.1],
      [0, 0, 0.1, 0],
      [1, 1, 1, 0.9],
    ];
    const shares = sharesOf(cells, rates);
    expect(shares?.[0]?.share).to.be.above(0.6);
    expect(shares?.[1]?.share).to.be.below(0.01);
    expect(shares?.[2]?.share).to.equal(0);
  });

  it('are nothing where nothing varies beyond chance, or there is one prompt', () => {
    expect(
      sharesOf(CELLS, [
        [0, 1],
        [1, 0],
        [0, 1],
        [1, 0],
      ]),
    ).to.equal(null);
    expect(sharesOf(CELLS, [[0], [1], [0], [1]])).to.equal(null);
  });
});
