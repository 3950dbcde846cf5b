import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { root } from '../../support/needs.js';

/** Names of the npm packages that a module loads. */
function packagesOf(module: string): ReadonlySet<string> {
  const script = `
    const { Session } = await import('node:inspector/promises');
    const session = new Session();
    session.connect();
    session.on('Debugger.scriptParsed', ({ params }) => console.log(params.url));
    await session.post('Debugger.enable');
    await import(${JSON.stringify(pathToFileURL(join(root, 'dist', module)).href)});`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(stdout).to.contain(module);
  return new Set(Array.from(stdout.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g), ([, name = '']) => name));
}

describe('what the command line loads', () => {
  it('is nobody else’s for what every command says and how it ends', () => {
    expect([...packagesOf('harness/cli/terminal/index.js')]).to.deep.equal([]);
  });

  it('is no client and no bars before something is asked on a terminal', () => {
    const packages = packagesOf('harness/cli/running/index.js');
    for (const name of ['cli-progress', 'openai', 'undici']) expect(packages.has(name), name).to.equal(false);
  });

  it('is no client for who only reads runs', () => {
    const packages = packagesOf('store/index.js');
    for (const name of ['openai', 'undici', 'handlebars', 'commander'])
      expect(packages.has(name), name).to.equal(false);
  });

  it('is no template and no drawing before a page is made', () => {
    const packages = packagesOf('reports/index.js');
    for (const name of ['handlebars', '@observablehq/plot', '@xmldom/xmldom', 'd3'])
      expect(packages.has(name), name).to.equal(false);
  });
});
