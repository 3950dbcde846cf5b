import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../support/needs.js';

describe('the room of numbers and names', () => {
  it('loads nothing but itself: no detectors, no format, no library', () => {
    const folder = join(root, 'dist/reports/display');
    const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
    expect(files.length).to.be.above(3);
    for (const name of files) {
      const loaded = Array.from(
        readFileSync(join(folder, name), 'utf8').matchAll(/^(?:import|export) [^;]*?from '([^']+)'/gms),
        ([, from = '']) => from,
      );
      expect(
        loaded.filter((from) => !/^(?:\.\/|node:)/.test(from)),
        name,
      ).to.deep.equal([]);
    }
  });
});
