import { join } from 'node:path';
import { expect } from 'chai';
import { type Compared, compareCells } from '../../../bench/lcb-cells.js';
import { loadFastText } from '../../../harness/identifier/index.js';
import { data, needsData } from '../../support/needs.js';

const FILES = ['command-r', 'gpt-3.5-turbo', 'llama-3-instruct', 'mistral-8x7b'];

describe('pass rates of the Language Confusion Benchmark', () => {
  let compared: readonly Compared[] = [];
  before(async function () {
    needsData(this);
    const paths = FILES.map((name) => join(data, 'lcb', `${name}.csv`));
    compared = compareCells(paths, join(data, 'lcb'), await loadFastText());
  });

  it('are in every cell those of an independent implementation, to a hundredth of a point', () => {
    const cells = compared.filter(({ responses }) => responses !== null);
    const off = cells.filter(({ ours, theirs }) => !(Math.abs(ours - theirs) <= 0.01));
    expect(off).to.deep.equal([]);
    const counted = (rate: string) => cells.filter((each) => each.rate === rate).length;
    expect([counted('lpr'), counted('wpr'), counted('lcpr')]).to.deep.equal([264, 108, 108]);
  });

  it('average over sources and languages to the same', () => {
    const averages = compared.filter(({ responses }) => responses === null);
    const off = averages.filter(({ ours, theirs }) => !(Math.abs(ours - theirs) <= 0.01));
    expect(off).to.deep.equal([]);
    expect(averages.filter(({ rate }) => rate === 'lpr')).to.have.length(152);
  });
});
