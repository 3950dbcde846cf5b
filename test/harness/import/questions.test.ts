import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Report } from '../../../reports/index.js';
import { folderStore } from '../../../store/index.js';
import { collect } from '../../support/collect.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const json = (...rows: unknown[]): string => rows.map((row) => JSON.stringify(row)).join('\n');

describe('rows that answer a question', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  const file = (name: string, content: string): void => writeFileSync(join(folder.path, name), content);

  it('that differ in nothing are repeats, unless an id of the response itself says that they are one', async () => {
    const row = { id: 1, text: '今日はいい天気です。', language: 'ja', model: 'm', prompt: '数' };
    const named = { ...row, response_id: 'x' };
    file('a.jsonl', json(row, row, row, row, { ...row, text: '今日は один です。' }, named, named));
    const { stderr } = await offscript(folder.path, ['score', 'a.jsonl', '-o', 'run']);
    expect(stderr).to.equal(
      '6 samples of 1 target, 6 with their prompt, read from "text", 1 double left out\n',
    );
    const { stdout } = await offscript(folder.path, ['report', 'run', '--format', 'json']);
    expect((JSON.parse(stdout) as Report).targets[0]?.mixing).to.include({ mixed: 1, of: 6 });
  });

  it('are refused where a file is given twice under two names', async () => {
    const text = json({ text: '一', language: 'ja', model: 'm' });
    file('a.jsonl', text);
    file('b.jsonl', text);
    const { code, stderr } = await offscript(folder.path, ['score', 'a.jsonl', 'b.jsonl', '-o', 'run']);
    expect([code, stderr]).to.deep.equal([
      2,
      'offscript: b.jsonl: the file holds the same as a.jsonl; name one of them\n',
    ]);
  });

  it('have prompts of one id that are not the same kept apart', async () => {
    const document = (
      question: string,
    ): string => `{"id": "${question}", "epoch": 1, "input": "${question}", "metadata": {"language": "ja"},
      "output": {"choices": [{"message": {"content": "はい"}}]}}`;
    const log = (question: string): string =>
      `{"version": 2, "eval": {"task": "t", "model": "m", "run_id": "${question}"}, "samples": [${document(question).replace(`"id": "${question}"`, '"id": 1')}]}`;
    file('a.json', log('一？'));
    file('b.json', log('二？'));
    await offscript(folder.path, ['score', 'a.json', 'b.json', '-o', 'run']);
    const prompts = await folderStore(join(folder.path, 'run')).prompts();
    const samples = await collect(folderStore(join(folder.path, 'run')).samples());
    expect(samples.map(({ prompt }) => prompts.get(prompt)?.messages[0]?.content)).to.deep.equal([
      '一？',
      '二？',
    ]);
  });

  it('of several turns are compared by what users say, whatever the model has said in between', async () => {
    const chat = (model: string, ...said: readonly string[]) => ({
      model,
      language: 'ja',
      messages: ['今日は？', '明日は？'].flatMap((asked, i) => [
        { role: 'user', content: asked },
        { role: 'assistant', content: said[i] },
      ]),
    });
    file(
      'a.jsonl',
      json(chat('a', '今日は晴れです。', '明日は雨です。'), chat('a', '曇りです。', '雪でしょう。')),
    );
    file(
      'b.jsonl',
      json(chat('b', '晴れでしょう。', '明日は один です。'), chat('b', '雨です。', '雪です。')),
    );
    await offscript(folder.path, ['score', 'a.jsonl', 'b.jsonl', '-o', 'both']);
    const samples = await collect(folderStore(join(folder.path, 'both')).samples());
    expect(samples.map(({ repeat }) => repeat)).to.deep.equal([0, 0, 1, 1, 0, 0, 1, 1]);
    const prompts = await folderStore(join(folder.path, 'both')).prompts();
    const second = samples.filter(({ prompt }) => prompts.get(prompt)?.messages.length === 3);
    expect(new Set(second.map(({ prompt }) => prompt)).size, 'each with what stood before it').to.equal(4);
    for (const name of ['a', 'b']) await offscript(folder.path, ['score', `${name}.jsonl`, '-o', name]);
    for (const runs of [['both'], ['a', 'b']]) {
      const words = ['report', ...runs, '--baseline', 'a', '--format', 'json', '-o', '-'];
      const { comparisons } = JSON.parse((await offscript(folder.path, words)).stdout) as Report;
      expect(comparisons[0], runs.join()).to.deep.include({
        baseline: 'a',
        candidate: 'b',
        test: 'tango',
      });
      expect(comparisons[0]?.candidate_rate, runs.join()).to.include({ mixed: 1, of: 4 });
    }
  });

  it('of one id in several languages are questions of each, whatever their order', async () => {
    const rows = (order: readonly string[], model: string) =>
      order.flatMap((language) =>
        [0, 1].map((id) => ({ id, text: language === 'ja' ? '一' : '일', language, model })),
      );
    file('a.jsonl', json(...rows(['ja', 'ko'], 'a'), ...rows(['ko', 'ja'], 'b')));
    await offscript(folder.path, ['score', 'a.jsonl', '-o', 'run']);
    const samples = await collect(folderStore(join(folder.path, 'run')).samples());
    expect(samples.map(({ repeat }) => repeat)).to.deep.equal(Array.from({ length: 8 }, () => 0));
    expect(new Set(samples.map(({ key }) => key)).size).to.equal(8);
  });

  it('without a prompt are not excused by one of their id in another language', async () => {
    const ja = { id: 1, text: '値段です。', language: 'ja', model: 'm', prompt: 'цена по-японски?' };
    file('a.jsonl', json(ja, { id: 1, text: '그 цена 입니다.', language: 'ko', model: 'm' }));
    await offscript(folder.path, ['score', 'a.jsonl', '-o', 'run']);
    const { stdout } = await offscript(folder.path, ['report', 'run', '--format', 'json']);
    const [target] = (JSON.parse(stdout) as Report).targets;
    expect(target?.languages.ko?.mixing).to.include({ mixed: 1, of: 1 });
  });
});
