import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeOutput, writeWhole } from '../../files/index.js';
import { folderWith } from '../support/offscript.js';

describe('a file that is written as a whole', () => {
  let folder: ReturnType<typeof folderWith>;
  const at = (name: string): string => join(folder.path, name);
  beforeEach(() => {
    folder = folderWith({ old: 'old' });
  });
  afterEach(() => folder.remove());

  it('takes the place of the one before, which who has it open reads to its end', () => {
    linkSync(at('old'), at('held'));
    writeWhole(at('old'), 'new');
    writeWhole(at('first'), '値段');
    expect(['old', 'held', 'first'].map((name) => readFileSync(at(name), 'utf8'))).to.deep.equal([
      'new',
      'old',
      '値段',
    ]);
    expect(readdirSync(folder.path).sort()).to.deep.equal(['first', 'held', 'old']);
  });

  it('leaves nothing where it cannot be', () => {
    mkdirSync(at('folder'));
    writeFileSync(at('folder/in'), '');
    for (const name of ['folder', 'missing/file']) expect(() => writeWhole(at(name), 'x'), name).to.throw();
    expect(readdirSync(folder.path).sort()).to.deep.equal(['folder', 'old']);
  });

  it('keeps the rights of the one before', () => {
    chmodSync(at('old'), 0o640);
    writeOutput(at('old'), 'new');
    expect(statSync(at('old')).mode & 0o777).to.equal(0o640);
  });

  it('goes where a link leads', () => {
    symlinkSync('old', at('link'));
    writeOutput(at('link'), 'new');
    expect(readFileSync(at('old'), 'utf8')).to.equal('new');
    expect(readdirSync(folder.path).sort()).to.deep.equal(['link', 'old']);
  });

  it('may have the longest name that there is', () => {
    const name = '値'.repeat(85);
    writeOutput(at(name), 'long');
    expect(readFileSync(at(name), 'utf8')).to.equal('long');
    expect(readdirSync(folder.path).sort()).to.deep.equal(['old', name]);
  });

  it('is written to as it is where it is a pipe', async function () {
    if (spawnSync('mkfifo', [at('pipe')]).status !== 0) return this.skip();
    const reader = spawn('cat', [at('pipe')]);
    const read = new Promise((resolve) => reader.stdout.on('data', (text) => resolve(String(text))));
    writeOutput(at('pipe'), 'through');
    expect(await read).to.equal('through');
    expect(statSync(at('pipe')).isFIFO()).to.equal(true);
  });
});
