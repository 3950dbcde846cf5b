/** The package as it is published: packed, put into an empty folder elsewhere with what it depends on, used from there. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { afterModel, beforeModel, startSimulator } from '../../harness/simulator/index.js';
import { root } from '../support/needs.js';
import { folderWith, node } from '../support/offscript.js';
import { Declarations } from './declarations.js';

const { version, exports, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  exports: Record<string, string | { types: string; default: string }>;
  bin: { offscript: string };
};

/** Names of the entries, as they are imported, and their declarations in the package. */
const entries = Object.entries(exports).flatMap(([name, target]) =>
  typeof target === 'string' ? [] : [{ name: `offscript${name.slice(1)}`, types: target.types }],
);

/** Packages that are installed with this one, by the lock file; with those that only its types need. */
function dependencies(): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  return Object.entries(packages)
    .filter(([path, { dev }]) => /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path) && dev !== true)
    .map(([path]) => path)
    .filter((path) => existsSync(join(root, path)));
}

const tsc = join(root, 'node_modules/typescript/bin/tsc');

describe('the package', () => {
  const { path: folder, remove } = folderWith({ 'package.json': '{ "type": "module" }' });
  const installed = join(folder, 'node_modules/offscript');

  before(() => {
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
      cwd: root,
      stdio: 'ignore',
      shell: process.platform === 'win32',
    });
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', [
      '-xzf',
      join(folder, `offscript-${version}.tgz`),
      '--strip-components=1',
      '-C',
      installed,
    ]);
    for (const path of [...dependencies(), 'node_modules/@types/node', 'node_modules/undici-types']) {
      const link = join(folder, path);
      mkdirSync(dirname(link), { recursive: true });
      if (!existsSync(link)) symlinkSync(join(root, path), link, 'junction');
    }
  });
  after(remove);

  it('holds what a user needs and nothing else', () => {
    const paths = readdirSync(installed, { recursive: true, encoding: 'utf8' }).map((path) =>
      path.replaceAll('\\', '/'),
    );
    expect(paths).to.include.members([
      'LICENSE',
      'README.md',
      'package.json',
      'dist/harness/cli/main.js',
      'dist/index.d.ts',
      'dist/detectors/index.js',
      'prompts/packs/ja.jsonl',
      'reports/formats/html/templates/page.hbs',
      'harness/simulator/phrases/ja.json',
    ]);
    expect(
      paths.filter((path) => /^(dist\/(test|bench)|test|bench|node_modules)\/|\.map$|tsbuildinfo/.test(path)),
    ).to.deep.equal([]);
  });

  it('runs its command line: the demo with its page, and a text from elsewhere', async () => {
    const main = join(installed, bin.offscript);
    const demo = await node(folder, [main, 'demo']);
    expect(demo.code, demo.stderr).to.equal(0);
    expect(
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((path) => path.endsWith('report.html')),
    ).to.equal(true);
    const { code, stdout } = await node(
      folder,
      [main, 'detect', '--language', 'ja'],
      {},
      '値段を посмотреть しましょう。\n',
    );
    expect([code, stdout]).to.deep.equal([1, '<stdin>:1:5  script  Cyrl  "посмотреть"\n']);
  });

  it('can be asked for every type that its entries name', () => {
    const files = entries.map(({ types }) => join(installed, types));
    writeFileSync(
      join(folder, 'entries.json'),
      JSON.stringify({
        compilerOptions: { module: 'nodenext', target: 'es2024', types: ['node'], strict: true },
        files,
      }),
    );
    const declarations = new Declarations(installed, join(folder, 'entries.json'));
    try {
      const [whole, ...rooms] = files;
      expect(declarations.names(whole as string)).to.include.members([
        'openRun',
        'mergeRuns',
        'estimateRun',
        'Finding',
      ]);
      // The first entry gives all of them by itself; the others send to each other.
      expect(declarations.unnameable(whole as string)).to.deep.equal([]);
      for (const room of rooms) expect(declarations.unnameable(room, files), room).to.deep.equal([]);
    } finally {
      declarations.close();
    }
  });

  describe('in the examples of docs/library.md', () => {
    const text = readFileSync(join(root, 'docs/library.md'), 'utf8');
    const blocks = [...text.matchAll(/^```(?<kind>\w+)\n(?<body>[\s\S]*?)^```$/gm)].map(({ groups }) => ({
      kind: groups?.kind ?? '',
      body: groups?.body ?? '',
    }));
    const examples = blocks.flatMap(({ kind, body }, i) => {
      const next = blocks[i + 1];
      return kind === 'ts' ? [{ code: body, printed: next?.kind === 'text' ? next.body : '' }] : [];
    });
    const suite = blocks.find(({ kind }) => kind === 'yaml')?.body ?? '';
    let server: Awaited<ReturnType<typeof startSimulator>>;

    before(async () => {
      server = await startSimulator({ models: [beforeModel, afterModel] });
      expect(suite).to.include(':8000/');
      writeFileSync(join(folder, 'suite.yaml'), suite.replaceAll(':8000/', `:${server.port}/`));
      for (const [i, { code }] of examples.entries()) writeFileSync(join(folder, `example-${i}.ts`), code);
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: {
            module: 'nodenext',
            target: 'es2024',
            lib: ['es2024'],
            types: ['node'],
            strict: true,
            exactOptionalPropertyTypes: true,
            noUncheckedIndexedAccess: true,
          },
          include: ['example-*.ts'],
        }),
      );
    });
    after(() => server.close());

    it('uses every entry', () => {
      for (const { name } of entries)
        expect(
          examples.some(({ code }) => code.includes(`from '${name}'`)),
          name,
        ).to.equal(true);
    });

    it('compiles, with its declarations checked as well', async () => {
      const { code, stdout } = await node(folder, [tsc, '-p', 'tsconfig.json']);
      expect([code, stdout]).to.deep.equal([0, '']);
    });

    for (const [i, { code, printed }] of examples.entries())
      it(`prints what stands below: ${/\{ (.*?),? \}/.exec(code)?.[1] ?? code.split('\n')[0]}`, async () => {
        const { code: status, stdout, stderr } = await node(folder, [`example-${i}.js`]);
        expect([status, stdout], stderr).to.deep.equal([0, printed]);
      });
  });
});
