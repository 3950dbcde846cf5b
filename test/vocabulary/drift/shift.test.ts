import { expect } from 'chai';
import { folderWith } from '../../support/offscript.js';
import { COLUMNS, measuresHeadsIn, type Rows, signs } from './measured.js';

const { path: folder, remove } = folderWith({});
after(remove);
const measureHeads = measuresHeadsIn(folder);

describe('what rows moved by together', () => {
  const shifted = (by: (id: number) => readonly number[], rows = 40): [Rows, Rows] => {
    const ids = [...Array(rows).keys()];
    const base = ids.map((id) => signs(id));
    return [base, base.map((row, id) => row.map((one, i) => one + (by(id)[i] ?? 0)))];
  };
  const ones = (length: number): number[] => Array(COLUMNS).fill(length / Math.sqrt(COLUMNS));

  it('is all of it where every row moved by the same', async () => {
    const { shared_shift: shift } = (await measureHeads(...shifted(() => Array(COLUMNS).fill(0.5)))).drift;
    expect(shift.rows).to.equal(40);
    expect(shift.norm).to.be.closeTo(0.5 * Math.sqrt(COLUMNS), 1e-6);
    expect(shift.share).to.be.closeTo(1, 1e-6);
    expect(shift.cosine).to.be.closeTo(1, 1e-6);
  });

  it('is half of it where each row moved as far on a way of its own', async () => {
    // Along all columns, and as far along a direction that is orthogonal to it and to those of others.
    const by = (id: number): number[] =>
      Array.from({ length: COLUMNS }, (_, i) => 0.5 + (i === 2 * id ? 4 : i === 2 * id + 1 ? -4 : 0));
    const { shared_shift: shift } = (await measureHeads(...shifted(by))).drift;
    const [common, own] = [0.25 * COLUMNS, 32];
    // The means of the own ways are small, and known.
    const square = common + own / 40;
    expect(shift.norm).to.be.closeTo(Math.sqrt(square), 1e-6);
    expect(shift.share).to.be.closeTo(square / (common + own), 1e-6);
    expect(shift.cosine).to.be.closeTo(square / Math.sqrt(square) / Math.sqrt(common + own), 1e-6);
  });

  it('is over tokens that were never seen, where somebody says which', async () => {
    const { drift } = await measureHeads(...shifted((id) => ones(id % 2 === 0 ? 8 : -8)), {
      seen: { tokens: 40, was: (id) => id % 2 === 1 },
    });
    expect(drift.shared_shift.rows).to.equal(20);
    expect(drift.shared_shift.cosine).to.be.closeTo(1, 1e-4);
    expect(drift.tokens).to.equal(40);
  });
});
