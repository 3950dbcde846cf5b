import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { reportOnStored, writtenReport } from '../../harness/cli/judging/index.js';
import { formats, type LcbPassRates, type Report } from '../../reports/index.js';
import { folderStore } from '../../store/index.js';
import { data, needsData } from '../support/needs.js';
import { folderWith, offscript } from '../support/offscript.js';

const lcb = join(data, 'lcb');
const MODELS = ['command-r', 'gpt-3.5-turbo', 'llama-3-instruct', 'mistral-8x7b'];

describe('26,343 real responses of four models', function () {
  this.timeout(300_000);
  let folder: ReturnType<typeof folderWith>;
  let report: Report;

  let page: string;

  /** The report of all by so many threads, as data and as a page, which says when it was made. */
  async function written(jobs: number): Promise<{ readonly json: string; readonly page: string }> {
    const run = folderStore(join(folder.path, 'run'));
    const words = readFileSync(join(lcb, 'words'), 'utf8');
    const options = { baseline: 'gpt-3.5-turbo', cache: false };
    const built = await reportOnStored([run], { jobs, lcb: { words } }, options);
    return {
      json: writtenReport(built, 'json'),
      page: writtenReport(built, 'html').replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, ''),
    };
  }

  before(async function () {
    needsData(this);
    folder = folderWith({});
    const files = MODELS.map((name) => join(lcb, `${name}.csv`));
    const prompts = ['--prompts', join(lcb, 'test_sets.zip')];
    expect(await offscript(folder.path, ['score', ...files, ...prompts, '-o', 'run'])).to.deep.equal({
      code: 0,
      stdout: 'run\n',
      stderr: '26,343 samples of 4 targets, 26,343 with their prompt\n',
    });
    const alone = await written(1);
    const byThree = await written(3);
    expect(alone.json === byThree.json, 'with three threads').to.equal(true);
    expect(alone.page === byThree.page, 'with three threads').to.equal(true);
    report = JSON.parse(alone.json);
    page = alone.page;
  });
  after(() => folder?.remove());

  it('are each in one state, and compared', () => {
    expect(report.targets.map(({ id, samples }) => [id, samples])).to.deep.equal([
      ['command-r', 6586],
      ['gpt-3.5-turbo', 6585],
      ['llama-3-instruct', 6586],
      ['mistral-8x7b', 6586],
    ]);
    for (const { excluded, scored, samples } of report.targets)
      expect(scored + excluded.error + excluded.empty + excluded.refused + excluded.too_short).to.equal(
        samples,
      );
    const llama = report.comparisons.find(
      ({ candidate, language, measure }) =>
        candidate === 'llama-3-instruct' && language === '*' && measure === 'mixing',
    );
    expect(llama).to.deep.include({ test: 'tango', verdict: 'worse' });
  });

  it('make a page that names every model', () => {
    for (const model of MODELS) expect(page).to.include(model);
  });

  it('make tables that name every model', () => {
    for (const { render } of [formats.md, formats.csv])
      for (const model of MODELS) expect(render(report)).to.include(model);
  });

  it('count and average as an independent implementation of the benchmark', () => {
    const { targets, lcb: how } = report;
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
    // Of each model six averages of sources and 32 of languages and all, and the counts of 15 languages.
    expect(compared).to.equal(4 * 53);
  });
});
