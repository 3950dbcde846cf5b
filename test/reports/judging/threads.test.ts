import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { LcbPassRates, Report } from '../../../reports/index.js';
import { data, needsData } from '../../support/needs.js';
import { folderWith, offscript, type Result } from '../../support/offscript.js';

const lcb = join(data, 'lcb');

describe('threads that judge a run of real responses', function () {
  this.timeout(300_000);
  let folder: ReturnType<typeof folderWith>;
  before(async function () {
    needsData(this);
    folder = folderWith({});
    const prompts = ['--prompts', join(lcb, 'test_sets.zip')];
    await offscript(folder.path, ['score', join(lcb, 'llama-3-instruct.csv'), ...prompts, '-o', 'run']);
    // Enough of them that threads are started.
    const files = ['command-r', 'gpt-3.5-turbo', 'llama-3-instruct', 'mistral-8x7b'];
    const all = files.map((name) => join(lcb, `${name}.csv`));
    await offscript(folder.path, ['score', ...all, ...prompts, '-o', 'all']);
  });
  after(() => folder?.remove());

  const report = (words: readonly string[], run = 'run'): Promise<Result> =>
    offscript(folder.path, ['report', run, ...words]);

  it('write the same report, byte by byte, whatever their number', async () => {
    for (const [format, more, others] of [
      ['json', ['--lcb-words', lcb], ['3']],
      ['html', [], ['2']],
    ] as const) {
      const written = async (jobs: string) => {
        const words = ['--format', format, ...more, '-o', '-', '--jobs', jobs];
        const { code, stdout, stderr } = await report(words, 'all');
        expect(code, stderr).to.equal(0);
        expect(stdout.length).to.be.above(10_000);
        // The page says when it was made.
        return stderr + stdout.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, '');
      };
      const one = await written('1');
      for (const jobs of others) expect((await written(jobs)) === one, `${format}, ${jobs}`).to.equal(true);
    }
  });

  it('count and average as an independent implementation of the benchmark', async () => {
    const { stdout } = await report(['--format', 'json', '--lcb-words', lcb]);
    const { targets, lcb: how }: Report = JSON.parse(stdout);
    expect(how).to.deep.equal({ identifier: 'fasttext', words: 81_995 });
    const reference = JSON.parse(readFileSync(join(lcb, 'reference.json'), 'utf8'));
    let compared = 0;
    const agree = (rates: LcbPassRates | undefined, expected: { lpr: number; wpr?: number; acc: number }) => {
      expect(rates?.lpr).to.be.closeTo(expected.lpr, 1e-6);
      expect(rates?.line_accuracy).to.be.closeTo(expected.acc, 1e-6);
      if (expected.wpr === undefined) expect(rates?.wpr).to.equal(null);
      else expect(rates?.wpr).to.be.closeTo(expected.wpr, 1e-6);
      compared++;
    };
    for (const target of targets) {
      const counts = new Map<string, number[]>();
      for (const task of ['monolingual', 'crosslingual']) {
        const rates = target.lcb?.[task];
        for (const [name, expected] of Object.entries<Record<string, number>>(reference[target.id][task])) {
          const [source = '', language = ''] = name.split('/');
          const known = expected as { lpr: number; wpr?: number; acc: number };
          if (name === 'all/all') agree(rates, known);
          else if (source === 'all') agree(rates?.languages[language], known);
          else if (language === 'all') agree(rates?.sources[source], known);
          else {
            const { n = 0, nonSkipped = 0, lineErr = 0, wordErr = 0 } = expected;
            const sum = counts.get(language) ?? [0, 0, 0, 0];
            counts.set(
              language,
              [n, nonSkipped, lineErr, wordErr].map((count, i) => count + (sum[i] ?? 0)),
            );
          }
        }
      }
      for (const [language, sums] of counts) {
        const own = target.languages[language]?.lcb;
        const { responses, judged, line_errors, word_errors } = own ?? {};
        expect([responses, judged, line_errors, word_errors ?? 0], language).to.deep.equal(sums);
        compared++;
      }
    }
    // Six averages of sources and 32 of languages and all, and the counts of 15 languages.
    expect(compared).to.equal(53);
  });

  it('are not started where the option is no number of threads', async () => {
    for (const jobs of ['0', 'many', '1.5']) {
      const { code, stderr } = await report(['--jobs', jobs]);
      expect([code, stderr]).to.deep.equal([
        2,
        `offscript: --jobs: "${jobs}" is no whole number of at least 1\n`,
      ]);
    }
  });

  it('need a list of words that can be read', async () => {
    const { code, stderr } = await report(['--lcb-words', 'nowhere']);
    expect([code, stderr]).to.deep.equal([
      2,
      'offscript: nowhere: no such file; name the file `words` of the Language Confusion Benchmark, or its folder\n',
    ]);
  });
});
