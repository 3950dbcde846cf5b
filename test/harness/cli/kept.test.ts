import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { formats } from '../../../reports/index.js';
import { root } from '../../support/needs.js';
import { folderWith, node, offscript as started } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const main = join(root, 'dist/harness/cli/main.js');

const SLIP = '私は昨日、友達と посмотреть しました。とても楽しかったです。';
const CLEAN = '私は昨日、友達と映画を見ました。とても楽しかったです。';

/** Answers of two models, of which so many slip. */
const logOf = (slips: Readonly<Record<string, number>>): string =>
  Object.entries(slips)
    .flatMap(([model, mixed]) =>
      Array.from({ length: 40 }, (_, i) =>
        JSON.stringify({
          id: `p${i}`,
          model,
          language: 'ja',
          prompt: `昨日は何をしましたか。${i}`,
          text: `${i < mixed ? SLIP : CLEAN}${i}`,
        }),
      ),
    )
    .join('\n');

/** A page says when it was made. */
const timeless = (text: string): string =>
  text.replaceAll(/\d{4}-\d\d-\d\d(T[\d:.]+Z| \d\d:\d\d UTC)?/g, 'then');

describe('what a run came to', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(async () => {
    folder = folderWith({ 'log.jsonl': `${logOf({ before: 14, after: 3 })}\n` });
    await offscript(folder.path, ['score', 'log.jsonl', '-o', 'run']);
  });
  afterEach(() => folder.remove());

  const cache = (): string => join(folder.path, 'cache');
  const command = (...words: readonly string[]) =>
    offscript(folder.path, words, { XDG_CACHE_HOME: cache(), LOCALAPPDATA: cache(), HOME: cache() });
  const report = (...words: readonly string[]) =>
    command('report', 'run', '--baseline', 'before', '-o', '-', ...words);

  /** The files of tallies in a folder. */
  const tallies = (path = join(folder.path, 'run/tallies')): string[] =>
    readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bin'));

  it('is reported again from what was kept, the same in every format', async () => {
    for (const format of Object.keys(formats)) {
      const anew = await report('--format', format, '--no-cache');
      expect(anew.code, anew.stderr).to.equal(0);
      const first = await report('--format', format);
      const again = await report('--format', format);
      expect(timeless(first.stdout)).to.equal(timeless(anew.stdout));
      expect(timeless(again.stdout)).to.equal(timeless(anew.stdout));
      expect(again.stderr).to.equal(anew.stderr);
    }
    expect(tallies().length).to.equal(1);
  });

  it('is kept by no report that was told not to', async () => {
    await report('--format', 'json', '--no-cache');
    expect(tallies()).to.deep.equal([]);
  });

  it('is taken by a gate and by the tally that stands for a run, and kept by them', async () => {
    const gate = ['gate', '--baseline', 'run#before', '--candidate', 'run#after', '--format', 'json'];
    const first = await command(...gate);
    expect([first.code, tallies().length]).to.deep.equal([0, 1]);
    const times = () => tallies().map((name) => statSync(join(folder.path, 'run/tallies', name)).mtimeMs);
    const written = times();
    expect((await command(...gate)).stdout).to.equal(first.stdout);
    expect((await command('tally', 'run', '-o', '-')).stdout).to.equal(
      (await command('tally', 'run', '-o', '-', '--no-cache')).stdout,
    );
    expect(times()).to.deep.equal(written);
  });

  it('is another one where an answer is changed under the same size and time', async () => {
    const path = join(folder.path, 'run/samples.jsonl');
    const before = await report('--format', 'json');
    const { atime, mtime } = statSync(path);
    const text = readFileSync(path, 'utf8');
    // As many bytes of UTF-8, and a slip less.
    const mended = text.replace(' посмотреть ', `${'映'.repeat(7)}a`);
    expect(Buffer.byteLength(mended)).to.equal(Buffer.byteLength(text));
    writeFileSync(path, mended);
    utimesSync(path, atime, mtime);
    const after = await report('--format', 'json');
    expect(after.stdout).to.not.equal(before.stdout);
    expect(after.stdout).to.equal((await report('--format', 'json', '--no-cache')).stdout);
  });

  it('is not taken where vendors are compared: a tally knows nothing of what their answers took', async () => {
    const vendors = ['--format', 'json', '--vendors', 'before'];
    const anew = await report(...vendors, '--no-cache');
    expect(anew.stdout).to.include('"vendors"');
    for (const _ of [1, 2]) expect((await report(...vendors)).stdout).to.equal(anew.stdout);
    expect(tallies().length).to.equal(1);
  });

  const withPolicy = ['--format', 'json', '--policy', 'p.yaml'];
  const writePolicy = (allowed = 'посмотреть'): void =>
    writeFileSync(join(folder.path, 'p.yaml'), `policies: { ja: { allow: [${allowed}] } }\n`);

  it('is kept for policies of this once in the folder of the user, beside that for its own', async () => {
    writePolicy();
    const own = await report('--format', 'json');
    const other = await report(...withPolicy);
    expect(other.stdout).to.not.equal(own.stdout);
    expect([tallies().length, tallies(cache()).length]).to.deep.equal([1, 1]);
    const [name = ''] = tallies(cache());
    const written = statSync(join(cache(), name)).ino;
    expect((await report('--format', 'json')).stdout).to.equal(own.stdout);
    expect((await report(...withPolicy)).stdout).to.equal(other.stdout);
    expect(statSync(join(cache(), name)).ino).to.equal(written);
  });

  it('is kept in the folder of the user for as long as there is a GiB for it: what was read longest ago goes', async () => {
    writePolicy();
    await report(...withPolicy);
    const [first = ''] = tallies(cache());
    const at = (name: string): string => join(cache(), first, '..', name);
    const old = (name: string, bytes: number, days: number): void => {
      writeFileSync(at(name), '');
      truncateSync(at(name), bytes);
      const then = new Date(Date.now() - days * 86_400_000);
      utimesSync(at(name), then, then);
    };
    const [older, oldest, left] = ['b'.repeat(32), 'c'.repeat(32), `${'d'.repeat(32)}.bin.01234567`];
    old(`${older}.bin`, 700 << 20, 1);
    old(`${oldest}.bin`, 700 << 20, 3);
    old(`${left}.new`, 700 << 20, 2);
    old('of somebody else', 700 << 20, 4);
    writePolicy('хорошо');
    await report(...withPolicy);
    const names = readdirSync(at('.'));
    expect(names).to.include.members([`${older}.bin`, 'of somebody else', basename(first)]);
    expect(names.length).to.equal(4);
  });

  it('is kept with the run for who has no home', async () => {
    // As Node has it for a user whom the system does not know, which only root can become.
    const homeless = `import os from 'node:os'; import { syncBuiltinESMExports } from 'node:module';
      os.homedir = () => { throw Object.assign(new Error('uv_os_homedir'), { code: 'ERR_SYSTEM_ERROR', syscall: 'uv_os_homedir' }); };
      syncBuiltinESMExports();`;
    const loader = ['--import', `data:text/javascript,${encodeURIComponent(homeless)}`];
    const words = [...loader, main, 'report', 'run', '--format', 'json', '-o', '-'];
    const { code, stderr } = await node(folder.path, words);
    expect([code, stderr, tallies().length]).to.deep.equal([0, '', 1]);
    writePolicy();
    const once = await node(folder.path, [...words, '--policy', 'p.yaml']);
    expect([once.code, once.stderr, tallies().length]).to.deep.equal([0, '', 1]);
  });

  it('is kept in the folder of the user where the run takes none, for nobody else to read', async () => {
    await report('--format', 'json');
    const own = join(folder.path, 'run/tallies', tallies()[0] ?? '');
    // Where there is a folder no file can be put, whoever asks.
    rmSync(own);
    mkdirSync(join(own, 'in the way'), { recursive: true });
    const anew = await report('--format', 'json', '--no-cache');
    const first = await report('--format', 'json');
    expect([first.code, first.stderr, first.stdout]).to.deep.equal([0, '', anew.stdout]);
    const [name = '', ...others] = tallies(cache());
    expect(others).to.deep.equal([]);
    if (process.platform !== 'win32')
      expect(statSync(join(cache(), name, '..')).mode & 0o777).to.equal(0o700);
    const written = statSync(join(cache(), name)).ino;
    expect((await report('--format', 'json')).stdout).to.equal(anew.stdout);
    expect(statSync(join(cache(), name)).ino).to.equal(written);
  });

  it('is whole whoever reports at once', async () => {
    const words = ['report', 'run', '--baseline', 'before', '--format', 'json', '-o', '-'];
    const all = await Promise.all(Array.from({ length: 3 }, () => started(folder.path, words)));
    const [first, ...others] = all.map(({ code, stdout, stderr }) => [code, stdout, stderr]);
    for (const other of others) expect(other).to.deep.equal(first);
    expect(tallies().length).to.equal(1);
    expect((await report('--format', 'json')).stdout).to.equal(first?.[1]);
  });
});
