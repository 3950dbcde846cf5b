import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { beforeModel, startSimulator } from '../../../harness/simulator/index.js';
import { root } from '../../support/needs.js';
import { folderWith, offscript, type Result } from '../../support/offscript.js';
import { promptLines, readStored, suiteText } from '../run/suites.js';

const main = join(root, 'dist/harness/cli/main.js');

/** Runs `offscript` where no file may be larger than so many blocks of 512 or 1,024 bytes: a disk that is full, without a privilege. */
function offscriptIn(cwd: string, blocks: number, words: string): Promise<Result> {
  return new Promise((resolve) => {
    const limited = `trap '' XFSZ; ulimit -f ${blocks}; exec '${process.execPath}' '${main}' ${words}`;
    const child = spawn('bash', ['-c', limited], { cwd, env: { ...process.env, LC_ALL: 'C' } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text) => {
      stdout += String(text);
    });
    child.stderr.on('data', (text) => {
      stderr += String(text);
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const LOG = Array.from({ length: 300 }, (_, i) =>
  JSON.stringify({ model: 'm', language: 'ja', prompt: `q${i}`, text: '値段を посмотреть しましょう。' }),
).join('\n');

describe('what the command line writes', () => {
  let folder: ReturnType<typeof folderWith>;
  afterEach(() => folder.remove());

  it('is a whole page or the one before, in a folder with nothing beside', async () => {
    folder = folderWith({ 'x.jsonl': LOG });
    expect((await offscript(folder.path, ['score', 'x.jsonl', '-o', 'run'])).code).to.equal(0);
    const page = join(folder.path, 'run/report.html');
    for (const [words, path] of [
      ['report run', 'run/report.html'],
      ['report run --format json -o run/other.json', 'run/other.json'],
    ] as const) {
      const before = readdirSync(join(folder.path, 'run'));
      const none = await offscriptIn(folder.path, 2, words);
      expect(none).to.deep.equal({
        code: 2,
        stdout: '',
        stderr: `offscript: ${path}: cannot write the report (EFBIG); name another file with -o\n`,
      });
      // What the run came to is kept all the same.
      const left = readdirSync(join(folder.path, 'run'));
      expect([...new Set([...left, 'tallies'])].sort()).to.deep.equal(
        [...new Set([...before, 'tallies'])].sort(),
      );
    }
    writeFileSync(page, 'an earlier page');
    await offscriptIn(folder.path, 2, 'report run');
    expect(readFileSync(page, 'utf8')).to.equal('an earlier page');
    expect((await offscript(folder.path, ['report', 'run'])).code).to.equal(0);
    expect(readFileSync(page, 'utf8')).to.match(/<\/html>\s*$/);
  });

  describe('when a run begins', () => {
    async function prepared(
      prompts: number,
      use: (run: (...words: string[]) => Promise<Result>) => Promise<void>,
    ) {
      const simulator = await startSimulator({ models: [beforeModel] });
      folder = folderWith({ 's.yaml': suiteText(simulator), 'prompts.jsonl': promptLines(prompts) });
      try {
        await use((...words) =>
          offscript(folder.path, ['run', 's.yaml', '--quiet', '--limit', '3', ...words]),
        );
      } finally {
        await simulator.close();
      }
    }

    it('is a run or nothing where there is no room for its prompts, and the same command goes on when there is', async () => {
      await prepared(2000, async (run) => {
        mkdirSync(join(folder.path, 'there'));
        for (const [out, left] of [
          ['new/er', undefined],
          ['there', []],
        ] as const) {
          const { code, stderr } = await offscriptIn(folder.path, 20, `run s.yaml --quiet -o ${out}`);
          expect([code, stderr]).to.deep.equal([
            2,
            'offscript: the run folder: cannot write (EFBIG); check space and permissions\n',
          ]);
          const at = join(folder.path, out);
          expect(existsSync(at) ? readdirSync(at) : undefined).to.deep.equal(left);
          expect((await run('-o', out)).code).to.equal(0);
          expect(readStored(at).length).to.equal(3);
        }
        expect(readdirSync(folder.path).sort()).to.deep.equal(['new', 'prompts.jsonl', 's.yaml', 'there']);
      });
    });

    it('is in nobody’s way where the process is killed over it, at any moment', async () => {
      await prepared(20_000, async (run) => {
        let before = 0;
        for (let time = 0; time < 3; time++) {
          const out = join(folder.path, `out${time}`);
          const child = spawn(process.execPath, [main, 'run', 's.yaml', '--quiet', '-o', out], {
            cwd: folder.path,
          });
          const ended = new Promise((resolve) => child.on('close', resolve));
          // As soon as there is anything, or the first, or the second of its files.
          const wanted = ['.lock', 'prompts.jsonl.new', 'run.json.new'][time] ?? '';
          while (child.exitCode === null) {
            const names = existsSync(out) ? readdirSync(out) : [];
            if (names.includes(wanted) || names.includes('run.json')) break;
            await turn();
          }
          child.kill('SIGKILL');
          await ended;
          if (!existsSync(join(out, 'run.json'))) before++;
          expect(await run('-o', out), String(existsSync(out) && readdirSync(out))).to.deep.include({
            code: 0,
          });
          expect(readdirSync(out).sort()).to.deep.equal([
            'prompts.jsonl',
            'report.html',
            'run.json',
            'samples.jsonl',
            'tallies',
          ]);
        }
        expect(before, 'killed before there was a run').to.be.above(0);
      });
    });
  });
});
