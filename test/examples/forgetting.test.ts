import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { needsPython, root } from '../support/needs.js';

describe('examples/forgetting', () => {
  const folder = join(root, 'examples', 'forgetting');
  const python = (...options: string[]) =>
    spawnSync('python3', ['-B', ...options], { cwd: folder, encoding: 'utf8' });

  it('is Python that parses', function () {
    needsPython(this);
    const parse = 'import ast, sys; [ast.parse(open(one).read(), one) for one in sys.argv[1:]]';
    const { status, stderr } = python(
      '-c',
      parse,
      ...readdirSync(folder).filter((one) => one.endsWith('.py')),
    );
    expect(stderr).to.equal('');
    expect(status).to.equal(0);
  });

  it('keeps its steps and its texts apart, without weights', function () {
    needsPython(this);
    const { status, stderr } = python('-m', 'unittest');
    expect(status, stderr).to.equal(0);
    expect(stderr).to.match(/Ran \d+ tests/);
  });
});
