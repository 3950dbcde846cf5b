import { join } from 'node:path';
import { expect } from 'chai';
import { readQuestions } from '../../../harness/import/index.js';
import { lines, readLog } from '../../support/log-cases.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

describe('prompts in another file than their responses', () => {
  let folder: ReturnType<typeof folderWith>;
  afterEach(() => folder.remove());

  it('are joined by id, with their language', async () => {
    folder = folderWith({
      'a.csv': 'question_id,model,answer\np1,m,晴れ。\np3,m,雪。\n',
      'q.csv': 'id,prompt,language\np1,天気は？,ja\np2,明日は？,ja\n',
      'q.jsonl': lines({ custom_id: 'p1', body: { messages: [{ role: 'user', content: '天気は？' }] } }),
    });
    for (const name of ['q.csv', 'q.jsonl']) {
      const questions = await readQuestions(join(folder.path, name));
      expect((await readLog(join(folder.path, 'a.csv'), { questions })).rows, name).to.deep.equal([
        'm p1: u 天気は？ => 晴れ。',
        'm p3:  => 雪。',
      ]);
    }
    const words = ['score', 'a.csv', '--prompts', 'q.csv', '-o', 'run'];
    const { code, stderr } = await offscript(folder.path, words);
    expect([code, stderr.split('\n')[0]]).to.deep.equal([
      3,
      '1 sample of 1 target, 1 with their prompt, read from "answer"',
    ]);
  });

  it('may have one id in several languages', async () => {
    folder = folderWith({
      'a.csv': 'id,model,answer,lang\n1,m,晴れ。,ja\n1,m,맑음.,Korean\n1,m,Sonnig.,de\n',
      'q.jsonl': lines({ id: 1, text: '天気は？', lang: 'ja_JP' }, { id: 1, text: '날씨는?', lang: 'ko' }),
      'mt/question.jsonl': lines(
        { question_id: 1, turns: ['天気は？'], language: 'ja' },
        { question_id: 1, turns: ['날씨는?'], language: 'ko' },
      ),
      'mt/model_answer/m.jsonl': lines({ question_id: 1, model_id: 'm', choices: [{ turns: ['맑음.'] }] }),
    });
    const questions = await readQuestions(join(folder.path, 'q.jsonl'));
    expect((await readLog(join(folder.path, 'a.csv'), { questions })).rows).to.deep.equal([
      'm 1: u 天気は？ => 晴れ。',
      'm 1: u 날씨는? => 맑음.',
      'm 1:  => Sonnig.',
    ]);
    const answers = join(folder.path, 'mt/model_answer/m.jsonl');
    expect((await readLog(answers, { language: 'ko' })).rows).to.deep.equal(['m 1: u 날씨는? => 맑음.']);
  });

  it('are warned of where none has the id of a response', async () => {
    folder = folderWith({
      'a.csv': 'id,model,answer\n1,m,晴れ。\n',
      'q.jsonl': lines({ id: 'x', text: '天気は？' }),
    });
    const words = ['score', 'a.csv', '--prompts', 'q.jsonl', '--language', 'ja', '-o', 'run'];
    const { stderr } = await offscript(folder.path, words);
    expect(stderr).to.contain('warning: no response has the id of a prompt in q.jsonl');
  });

  const wrong: readonly (readonly [what: string, prompts: string, says: RegExp])[] = [
    [
      'without an id',
      '{"text": "q"}\n',
      /^offscript: q:1: the prompt has no id; give it a field "question_id" or "id"$/,
    ],
    [
      'without a prompt',
      '{"id": 1, "score": 2}\n',
      /^offscript: q:1: the record asks nothing; it needs a field such as "turns" or "prompt"$/,
    ],
    [
      'of one id',
      '{"id": 1, "text": "q"}\n{"id": 1, "text": "r"}\n',
      /^offscript: q:2: another prompt before has the id "1"; give each its own$/,
    ],
  ];
  for (const [what, prompts, says] of wrong)
    it(`are one error ${what}`, async () => {
      folder = folderWith({ 'a.csv': 'id,model,answer\n1,m,晴れ。\n', q: prompts });
      const { code, stderr } = await offscript(folder.path, ['score', 'a.csv', '--prompts', 'q']);
      expect(stderr.trimEnd()).to.match(says);
      expect(code).to.equal(2);
    });
});
