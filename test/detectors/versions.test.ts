import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { data, needsOtherNode, root } from '../support/needs.js';

describe('another version of Node', () => {
  it('finds the same in every code point and in real responses', function () {
    const other = needsOtherNode(this);
    const gold = join(data, 'gold/gold-dev.jsonl');
    const run = (node: string): string =>
      execFileSync(node, [join(root, 'dist/test/detectors/digest.js'), ...(existsSync(gold) ? [gold] : [])], {
        encoding: 'utf8',
      });
    const version = (node: string): string => execFileSync(node, ['--version'], { encoding: 'utf8' });
    expect(version(other)).not.to.equal(version(process.execPath));
    const here = run(process.execPath);
    expect(here).to.match(/^[1-9]\d{3,} [\da-f]{64}\n$/);
    expect(run(other)).to.equal(here);
  });
});
