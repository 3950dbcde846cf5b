import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { policyFor } from '../../detectors/index.js';
import { scriptCodes } from '../../detectors/unicode/index.js';
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

describe('docs/policies.md', () => {
  it('has the tables of the languages, exemptions and kinds that there are', () => {
    expect(() =>
      execFileSync(process.execPath, [join(root, 'detectors/generate/documents.mjs'), '--check'], {
        stdio: 'pipe',
      }),
    ).not.to.throw();
  });
});

describe('the codes of scripts', () => {
  it('are those by which an engine knows them, and Georgian has a policy', () => {
    const unknown = scriptCodes.filter((code) => {
      try {
        return code !== 'Zzzz' && new RegExp(`\\p{Script=${code}}`, 'u') === null;
      } catch {
        // Newer than this engine's Unicode.
        return true;
      }
    });
    expect(scriptCodes).to.include('Geor').and.not.to.include('Geok');
    expect(unknown.length).to.be.below(20);
    expect(policyFor('ka')?.scripts).to.deep.equal(['Geor']);
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
