import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeOutput, writePieces, writeWhole } from '../../files/index.js';
import { needsMounted, needsPipe } from '../support/needs.js';
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
    needsPipe(this, at('pipe'));
    const reader = spawn('cat', [at('pipe')]);
    const read = new Promise((resolve) => reader.stdout.on('data', (text) => resolve(String(text))));
    writeOutput(at('pipe'), 'through');
    expect(await read).to.equal('through');
    expect(statSync(at('pipe')).isFIFO()).to.equal(true);
  });

  it('is written to as it is where no other can take its place', function () {
    // A root may write everywhere; a container mounts single files.
    const isRoot = process.getuid?.() === 0;
    writeFileSync(at('mounted'), 'old');
    if (isRoot) needsMounted(this, at('mounted'), at('old'));
    else chmodSync(folder.path, 0o555);
    try {
      writeOutput(at('old'), 'new');
      expect(readFileSync(at('old'), 'utf8')).to.equal('new');
      // Pieces are made anew where the first ones went to a file that could not take the place.
      writeOutput(at('old'), function* () {
        yield* ['new', 'er'];
      });
      expect(readFileSync(at('old'), 'utf8')).to.equal('newer');
      expect(readdirSync(folder.path).sort()).to.deep.equal(['mounted', 'old']);
    } finally {
      if (isRoot) spawnSync('umount', [at('old')]);
      else chmodSync(folder.path, 0o755);
    }
  });

  it('removes what those left who were killed over it ten minutes ago, and nothing of a user’s', () => {
    const parts = ['old.0a1b2c3d.new', 'old.00000000.new'];
    const others = ['other.0a1b2c3d.new', 'old.new', 'old.0a1b2c3d.new.txt', 'old.draft.0a1b2c3d.new'];
    for (const name of [...parts, ...others]) {
      writeFileSync(at(name), '');
      const time = Date.now() / 1000 - (name === parts[1] ? 60 : 700);
      utimesSync(at(name), time, time);
    }
    mkdirSync(at('old.ffffffff.new'));
    writeOutput(at('old'), 'new');
    expect(readdirSync(folder.path)).to.have.members([
      'old',
      'old.00000000.new',
      'old.ffffffff.new',
      ...others,
    ]);
  });

  it('comes together from pieces, and stays the old one where a piece cannot be made', async () => {
    function* pieces(): Generator<string> {
      yield '値';
      yield '段';
    }
    await writePieces(at('first'), pieces());
    expect(readFileSync(at('first'), 'utf8')).to.equal('値段');
    function* torn(): Generator<string> {
      yield 'half';
      throw new Error('no more');
    }
    const failed = await writePieces(at('old'), torn()).catch((error: Error) => error.message);
    expect(failed).to.equal('no more');
    expect(readFileSync(at('old'), 'utf8')).to.equal('old');
    expect(readdirSync(folder.path).sort()).to.deep.equal(['first', 'old']);
  });
});
