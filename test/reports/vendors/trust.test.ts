import { expect } from 'chai';
import { CLEAN, CYRILLIC } from '../runs.js';
import { type Answering, asked, built, never, steady, vendor, vendorIn } from './offers.js';

describe('whether a comparison of vendors is to be trusted', () => {
  it('tells a vendor from itself about as often as it says, by splits of a seed', async () => {
    const official = asked('official', vendor(never, steady));
    const { vendors } = await built([...official, ...asked('x', vendor(never, steady))], 'official');
    const rows = vendors?.against_itself ?? [];
    const latency = rows.find(({ measure }) => measure === 'latency');
    expect(latency).to.include({ target: 'official', split: 'repeats', splits: 200, verdict: 'calibrated' });
    const slow = asked(
      'slow',
      vendor(never, (prompt, repeat) => 2 * steady(prompt, repeat)),
    );
    const again = await built([...slow, ...official], 'official');
    expect(again.vendors?.against_itself).to.deep.equal(rows);
  });

  it('splits prompts where each was asked once', async () => {
    const one = await built([
      ...asked(
        'a',
        vendor((prompt) => prompt % 5 === 0, steady),
        80,
        1,
      ),
      ...asked(
        'b',
        vendor((prompt) => prompt % 5 === 0, steady),
        80,
        1,
      ),
    ]);
    const rows = one.vendors?.against_itself ?? [];
    expect(new Set(rows.map(({ split }) => split))).to.deep.equal(new Set(['prompts']));
    expect(new Set(rows.map(({ target }) => target))).to.deep.equal(new Set(['a', 'b']));
    for (const { measure, verdict } of rows)
      if (measure !== 'any') expect(verdict, measure).to.equal('calibrated');
  });

  it('splits prompts where repeats are the same text', async () => {
    const same: Answering = (prompt, repeat) => ({
      ...vendor(never, steady)(prompt, repeat),
      answer: prompt % 4 === 0 ? CYRILLIC : CLEAN,
    });
    const found = await built([...asked('a', same), ...asked('b', same)]);
    expect(new Set(found.vendors?.against_itself.map(({ split }) => split))).to.deep.equal(
      new Set(['prompts']),
    );
  });

  it('says how far apart they were asked, whoever was first', async () => {
    const found = await built(
      [
        ...asked('official', vendor(never, steady, 7200), 5, 2),
        ...asked('early', vendor(never, steady), 5, 2),
      ],
      'official',
    );
    for (const [id, beside] of [
      ['official', 'early'],
      ['early', 'official'],
    ] as const)
      expect(vendorIn(found, id).asked).to.include({ beside, median: 7200, p95: 7200, far: 10 });
  });

  it('knows a target that is asked just as the reference is', async () => {
    const given = ['official', 'again', 'other'].flatMap((id) => asked(id, vendor(never, steady), 5, 2));
    const own = { model: 'm', base_url: 'http://127.0.0.1:1/v1' };
    const targets = [
      { id: 'official', ...own, prices: { input: 1, output: 2 } },
      { id: 'again', label: 'Once more', ...own },
      { id: 'other', ...own, model: 'n' },
    ];
    const { vendors } = await built(given, 'official', { targets });
    expect(vendors?.again).to.deep.equal(['again']);
  });
});
