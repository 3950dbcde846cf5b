import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { root } from '../support/needs.js';
import { folderWith } from '../support/offscript.js';

/** Has every module that is loaded named on standard error. */
const NAMING = `data:text/javascript,${encodeURIComponent(`
import { register } from 'node:module';
register('data:text/javascript,' + encodeURIComponent(\`
  import { writeSync } from 'node:fs';
  export const load = (url, context, next) => (writeSync(2, url + '\\\\n'), next(url, context));
\`));`)}`;

const dist = (path: string): string => join(root, 'dist', path);

const HOME = `${pathToFileURL(dist('')).href}/`;
const PACKAGE = /\/node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)/;

/** What a process loads: packages as `npm:yaml`, files of the repository by path. */
async function loadedBy(...words: readonly string[]): Promise<readonly string[]> {
  // A command that ends in an error has loaded what it needed too.
  const { stderr } = await promisify(execFile)(process.execPath, ['--import', NAMING, ...words]).catch(
    (error: { readonly stderr: string }) => error,
  );
  const urls = stderr.split('\n').filter((url) => url.startsWith('file:'));
  const names = urls.map((url) => {
    const name = PACKAGE.exec(url)?.groups?.name;
    return name === undefined ? url.replace(HOME, '') : `npm:${name}`;
  });
  return [...new Set(names)];
}

const packages = (loaded: readonly string[]): string[] => loaded.filter((name) => name.startsWith('npm:'));

const importing = (path: string): Promise<readonly string[]> =>
  loadedBy(
    '--input-type=module',
    '--eval',
    `await import(${JSON.stringify(pathToFileURL(dist(path)).href)})`,
  );

describe('what is loaded', () => {
  it('by the door of files: none of the libraries that its readers stand on', async () => {
    const loaded = await importing('files/index.js');
    expect(loaded).to.include('files/index.js').and.not.to.include('files/yaml.js');
    expect(loaded.filter((name) => !name.startsWith('files/'))).to.deep.equal([]);
  });

  it('by the door of prompts: of libraries only franc’s, which detection stands on', async () => {
    expect(packages(await importing('prompts/index.js'))).to.have.members([
      'npm:franc',
      'npm:trigram-utils',
      'npm:n-gram',
      'npm:collapse-white-space',
    ]);
  });

  it('by the doors that other rooms open: none', async () => {
    for (const door of ['detectors/bare/index.js', 'prompts/bare/index.js', 'files/index.js'])
      expect(packages(await importing(door)), door).to.deep.equal([]);
  });

  it('to report on a run: no franc, templates, tables or threads before they are needed', async () => {
    const folder = folderWith({});
    try {
      const words = ['report', join(folder.path, 'none')];
      const loaded = await loadedBy(dist('harness/cli/main.js'), ...words);
      expect(loaded).to.include('reports/index.js');
      expect(packages(loaded)).to.have.members(['npm:commander', 'npm:valibot', 'npm:pure-rand']);
    } finally {
      folder.remove();
    }
  });

  it('to lint a text: no YAML, schemas, templates, tables or archives, and no other command', async () => {
    const folder = folderWith({ 't.txt': '今日は良い天気です。' });
    try {
      const words = ['detect', '--language', 'ja', join(folder.path, 't.txt')];
      const loaded = await loadedBy(dist('harness/cli/main.js'), ...words);
      const commands = loaded.filter((name) => name.startsWith('harness/cli/commands/'));
      expect(commands).to.have.members(['harness/cli/commands/index.js', 'harness/cli/commands/detect.js']);
      expect(loaded).to.include('npm:commander');
      for (const name of [
        'yaml',
        'valibot',
        'handlebars',
        'csv-parse',
        'csv-stringify',
        'yauzl',
        'fzstd',
        'hyparquet',
        'openai',
        'undici',
      ])
        expect(loaded).not.to.include(`npm:${name}`);
    } finally {
      folder.remove();
    }
  });
});
