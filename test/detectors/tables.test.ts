import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../support/needs.js';

describe('the generated tables', () => {
  it('are what the generator writes from the installed Unicode data', () => {
    expect(() =>
      execFileSync(process.execPath, [join(root, 'detectors/generate/generate.mjs'), '--check'], {
        stdio: 'pipe',
      }),
    ).not.to.throw();
  });
});

describe('detectors/', () => {
  it('imports nothing of Node, and nothing of the other rooms', () => {
    const files = readdirSync(join(root, 'detectors'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    expect(files.length).to.be.greaterThan(10);
    for (const file of files) {
      const imports = [
        ...readFileSync(join(root, 'detectors', file), 'utf8').matchAll(/from '([^']+)'/g),
      ].map(([, from]) => from ?? '');
      for (const from of imports) {
        expect(from, file).not.to.match(/^node:|harness|reports|prompts/);
        expect(from.startsWith('.') || from === 'franc', `${file} imports ${from}`).to.equal(true);
      }
    }
  });
});
