import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readResponses, scoreResponses } from '../../../harness/import/index.js';
import type { Report } from '../../../reports/index.js';
import { folderRuns, type RunManifest } from '../../../store/index.js';
import { deflated, zipOf } from '../../support/archive.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const CSV = [
  'id,model,completion,task,source,language',
  '0,alpha,"今日は""良い""天気です。',
  '散歩に行きましょう。",monolingual,native_prompts,ja',
  '1,alpha,値段を посмотреть しましょう。とても安いです。,monolingual,native_prompts,ja',
  '0,beta,오늘은 날씨가 좋습니다. 산책을 갑시다.,crosslingual,okapi,ko',
  '1,beta,,crosslingual,okapi,ko',
  '',
].join('\r\n');

describe('score', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({ 'r.csv': CSV });
  });
  afterEach(() => folder.remove());

  it('says where every row has a target of its own: then a field holds something else', async () => {
    const rows = ['甲', '乙', '丙', '丁', '戊'].map((target) => JSON.stringify({ output: '一', target }));
    writeFileSync(join(folder.path, 'a.jsonl'), rows.join('\n'));
    const { code, stderr } = await offscript(folder.path, [
      'score',
      'a.jsonl',
      '--language',
      'ja',
      '-o',
      'o',
    ]);
    expect(code).to.equal(0);
    expect(stderr).to.match(
      /every sample is of a target of its own, such as "甲": name the model with --target/,
    );
    rows[4] = rows[3] ?? '';
    writeFileSync(join(folder.path, 'b.jsonl'), rows.join('\n'));
    const other = await offscript(folder.path, ['score', 'b.jsonl', '--language', 'ja', '-o', 'p']);
    expect(other.stderr).not.to.include('of its own');
  });

  it('makes a run with the targets of the model column and the languages of the language column', async () => {
    const { code, stdout } = await offscript(folder.path, ['score', 'r.csv']);
    expect([code, stdout]).to.deep.equal([
      0,
      `${readdirSync(join(folder.path, 'runs'))
        .map((name) => `runs/${name}`)
        .join()}\n`,
    ]);
    const report: Report = JSON.parse(
      (await offscript(folder.path, ['report', stdout.trim(), '--format', 'json'])).stdout,
    );
    expect(
      report.targets.map(({ id, samples, scored, excluded }) => ({
        id,
        samples,
        scored,
        empty: excluded.empty,
      })),
    ).to.deep.equal([
      { id: 'alpha', samples: 2, scored: 2, empty: 0 },
      { id: 'beta', samples: 2, scored: 1, empty: 1 },
    ]);
    expect(report.targets[0]?.languages.ja?.scripts.Cyrl).to.deep.include({ mixed: 1, of: 2, rate: 0.5 });
  });

  it('joins the prompts of test_sets.zip by row, task, source and language', async () => {
    const zip = zipOf([
      deflated(
        'test_sets/monolingual/native/ja.csv',
        'prompt,source,language\n天気は？,native,ja\n"値段は？\n教えて",native,ja\n',
      ),
      deflated(
        'test_sets/crosslingual/okapi/ko.csv',
        'prompt,location,phrasing,language,source\nReply in Korean. Weather?,Start,x,ko,okapi\n',
      ),
    ]);
    writeFileSync(join(folder.path, 'p.zip'), zip);
    const { stderr } = await offscript(folder.path, ['score', 'r.csv', '--prompts', 'p.zip', '-o', 'out']);
    expect(stderr).to.equal('4 samples of 2 targets, 3 with their prompt\n');
    const prompts = readFileSync(join(folder.path, 'out/prompts.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(prompts.map(({ id, messages }) => [id, messages[0].content])).to.deep.equal([
      ['monolingual/native_prompts/ja/0', '天気は？'],
      ['monolingual/native_prompts/ja/1', '値段は？\n教えて'],
      ['crosslingual/okapi/ko/0', 'Reply in Korean. Weather?'],
    ]);
  });

  it('leaves a run with the same responses as it is and refuses a folder with others', async () => {
    await offscript(folder.path, ['score', 'r.csv', '-o', 'out']);
    const before = readFileSync(join(folder.path, 'out/samples.jsonl'), 'utf8');
    expect((await offscript(folder.path, ['score', 'r.csv', '-o', 'out'])).stderr).to.match(/already there/);
    writeFileSync(join(folder.path, 'r2.csv'), CSV.replace('散歩', '買い物'));
    const { code, stderr } = await offscript(folder.path, ['score', 'r2.csv', '-o', 'out']);
    expect([code, stderr]).to.deep.equal([
      2,
      'offscript: out: the folder holds another run ("r.csv"); name another folder\n',
    ]);
    expect(readFileSync(join(folder.path, 'out/samples.jsonl'), 'utf8')).to.equal(before);
    expect(readdirSync(folder.path).filter((name) => name.includes('part'))).to.deep.equal([]);
  });

  describe('of the same responses', () => {
    const LOG = ['雨です。', '晴れです。']
      .map((text, i) => `${JSON.stringify({ model: 'm', id: `q${i}`, text, prompt: `質問${i}` })}\n`)
      .join('');

    const score = (...words: string[]) => offscript(folder.path, ['score', 'l.jsonl', ...words]);
    const samplesIn = (run: string): string => readFileSync(join(folder.path, run, 'samples.jsonl'), 'utf8');
    const manifestIn = (run: string): RunManifest =>
      JSON.parse(readFileSync(join(folder.path, run, 'run.json'), 'utf8'));

    beforeEach(() => writeFileSync(join(folder.path, 'l.jsonl'), LOG));

    it('in another language is another run', async () => {
      const ja = (await score('--language', 'ja')).stdout.trim();
      const { code, stdout, stderr } = await score('--language', 'ko');
      expect([code, stderr]).to.deep.equal([
        0,
        '2 samples of 1 target, 2 with their prompt, read from "text"\n',
      ]);
      expect(stdout.trim()).not.to.equal(ja);
      expect(samplesIn(stdout.trim())).to.contain('"language":"ko"').and.not.contain('"language":"ja"');
      expect(samplesIn(ja)).to.contain('"language":"ja"');
      expect((await score('--language', 'ja')).stderr).to.contain('(already there)');
    });

    it('in another language is refused where the folder is named', async () => {
      await score('--language', 'ja', '-o', 'out');
      const before = samplesIn('out');
      const { code, stdout, stderr } = await score('--language', 'ko', '-o', 'out');
      expect([code, stdout, stderr]).to.deep.equal([
        2,
        '',
        'offscript: out: the folder holds another run ("l.jsonl"); name another folder\n',
      ]);
      expect(samplesIn('out')).to.equal(before);
      expect(readdirSync(folder.path).sort()).to.deep.equal(['l.jsonl', 'out', 'r.csv']);
    });

    it('with another reasoning, finish reason, time or target is another run', async () => {
      const file = join(folder.path, 'l.jsonl');
      const collection = folderRuns(join(folder.path, 'runs'));
      const seen = new Set<string>();
      for (const more of [
        {},
        { reasoning: 'まず考えます。' },
        { finish_reason: 'length' },
        { latency_ms: 9 },
        { model: 'other' },
      ]) {
        const rows = LOG.trim()
          .split('\n')
          .map((line) => `${JSON.stringify({ ...JSON.parse(line), ...more })}\n`);
        writeFileSync(file, rows.join(''));
        const read = () => readResponses([file], { language: 'ja' });
        const { run, written } = await scoreResponses([file], read(), { collection });
        expect([written, seen.has((await run.manifest()).suite.hash)], JSON.stringify(more)).to.deep.equal([
          true,
          false,
        ]);
        seen.add((await run.manifest()).suite.hash);
        expect(await scoreResponses([file], read(), { collection })).to.deep.include({ written: false });
      }
      expect(readdirSync(join(folder.path, 'runs')).length).to.equal(5);
    });

    /** Two prompts of the benchmark, of which one may say something else. */
    function writePrompts(second: string): void {
      const csv = `prompt,source,language\n天気は？,native,ja\n${second},native,ja\n`;
      const member = deflated('test_sets/monolingual/native/ja.csv', csv);
      writeFileSync(join(folder.path, 'p.zip'), zipOf([member]));
    }
    const withPrompts = (...words: string[]) =>
      offscript(folder.path, ['score', 'r.csv', '--prompts', 'p.zip', ...words]);

    it('with their prompts goes to the run that lacked them, and comes back from it', async () => {
      const bare = (await offscript(folder.path, ['score', 'r.csv'])).stdout;
      writePrompts('値段は？');
      const joined = await withPrompts();
      expect([joined.stdout, joined.stderr]).to.deep.equal([
        bare,
        '4 samples of 2 targets, 2 with their prompt\n',
      ]);
      for (const again of [await withPrompts(), await offscript(folder.path, ['score', 'r.csv'])])
        expect([again.stdout, again.stderr.includes('(already there)')]).to.deep.equal([bare, true]);
      expect(manifestIn(bare.trim())).to.deep.include({ schema: 2, prompts: 2 });
    });

    it('to a prompt that says something else under the same id is another run', async () => {
      writePrompts('値段は？');
      const first = (await withPrompts()).stdout;
      writePrompts('いくらですか？');
      const second = await withPrompts();
      expect(second.stderr).not.to.contain('already there');
      expect(second.stdout).not.to.equal(first);
      const prompts = readFileSync(join(folder.path, second.stdout.trim(), 'prompts.jsonl'), 'utf8');
      expect(prompts).to.contain('いくらですか？');
      expect((await withPrompts()).stderr).to.contain('(already there)');
      const named = await withPrompts('-o', first.trim());
      expect([named.code, named.stdout]).to.deep.equal([2, '']);
    });
  });
});
