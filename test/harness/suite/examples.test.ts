import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadSuite } from '../../../harness/suite/index.js';
import { root } from '../../support/needs.js';

describe('the suites in examples/', () => {
  const folder = join(root, 'examples');
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.yaml')))
    it(`can be read: ${name}`, async () => {
      const { targets, prompts } = await loadSuite(join(folder, name));
      expect(targets).not.to.deep.equal([]);
      expect(prompts).not.to.deep.equal([]);
    });

  it('cross checkpoints, endpoints and sampling, with two variants of one cell', async () => {
    const { targets } = await loadSuite(join(folder, 'where.yaml'));
    expect(targets.filter(({ factors }) => factors !== undefined)).to.have.length(12);
    expect(targets.flatMap(({ mitigates }) => mitigates ?? [])).to.deep.equal([
      { target: 'new@own', variant: 'told' },
      { target: 'new@own', variant: 'banned' },
    ]);
  });
});
