import { join } from 'node:path';
import { expect } from 'chai';
import { document, type LogCase, lines, readAsWritten, readLog } from '../../support/log-cases.js';
import { folderWith } from '../../support/offscript.js';

const mtBench = (model: string) => ({
  question_id: 81,
  answer_id: 'Xa1',
  model_id: model,
  choices: [{ index: 0, turns: ['晴れ。', '雨。'] }],
  tstamp: 1687222275.5,
});
const question = { question_id: 81, category: 'writing', turns: ['今日は？', '明日は？'], reference: ['x'] };

const cases: Readonly<Record<string, LogCase>> = {
  'FastChat’s MT-Bench, two turns as two samples, with the questions beside the folder': {
    files: {
      'mt/question.jsonl': lines(question),
      'mt/model_answer/gpt-4.jsonl': lines(mtBench('gpt-4')),
    },
    read: 'mt/model_answer/gpt-4.jsonl',
    rows: ['gpt-4 81/1: u 今日は？ => 晴れ。', 'gpt-4 81/2: u 今日は？, a 晴れ。, u 明日は？ => 雨。'],
  },
  'FastChat’s MT-Bench, more answers than questions: of the others it is not known what was asked': {
    files: {
      'mt/question.jsonl': lines({ ...question, turns: ['今日は？'] }),
      'mt/model_answer/gpt-4.jsonl': lines(mtBench('gpt-4')),
    },
    read: 'mt/model_answer/gpt-4.jsonl',
    rows: ['gpt-4 81/1: u 今日は？ => 晴れ。', 'gpt-4 81/2:  => 雨。'],
  },
  'FastChat’s MT-Bench of two models, a folder': {
    files: {
      'mt/question.jsonl': lines(question),
      'mt/model_answer/a.jsonl': lines(mtBench('a')),
      'mt/model_answer/b-7b.jsonl': lines({ ...mtBench('b'), model_id: undefined }),
    },
    read: 'mt',
    rows: [
      'a 81/1: u 今日は？ => 晴れ。',
      'a 81/2: u 今日は？, a 晴れ。, u 明日は？ => 雨。',
      'b-7b 81/1: u 今日は？ => 晴れ。',
      'b-7b 81/2: u 今日は？, a 晴れ。, u 明日は？ => 雨。',
    ],
    notes: [
      /passed over: question\.jsonl$/,
      /b-7b\.jsonl: no model is named in it; by its place it is "b-7b"$/,
    ],
  },
  'Arena-Hard 0.1, texts in `content`, with repeats, and an error': {
    files: {
      'ah/question.jsonl': lines({ question_id: 'ab', cluster: 'c', turns: [{ content: '天気は？' }] }),
      'ah/model_answer/m.jsonl': lines({
        question_id: 'ab',
        answer_id: 'x',
        model_id: 'm',
        choices: [
          { index: 0, turns: [{ content: '晴れ。', token_len: 9 }] },
          { index: 1, turns: [{ content: '$ERROR$' }] },
        ],
      }),
    },
    read: 'ah/model_answer/m.jsonl',
    rows: ['m ab: u 天気は？ => 晴れ。', 'm ab: u 天気は？ => error body'],
  },
  'FastChat’s MT-Bench with errors and without answers, which are counted': {
    files: {
      'mt/question.jsonl': lines(question),
      'mt/model_answer/a.jsonl': lines(
        { ...mtBench('a'), choices: [{ index: 0, turns: ['$ERROR$', '雨。'] }] },
        { ...mtBench('a'), choices: [{ index: 0, turns: [] }] },
        { ...mtBench('a'), choices: [] },
      ),
    },
    read: 'mt/model_answer/a.jsonl',
    rows: [
      'a 81/1: u 今日は？ => error body',
      'a 81/2: u 今日は？, u 明日は？ => 雨。',
      'unread: a.jsonl:2: a choice has no "turns"',
      'unread: a.jsonl:3: the row has no "choices"',
    ],
  },
  'Arena-Hard 2.0': {
    files: {
      'm.jsonl': lines({
        uid: 'u1',
        ans_id: 'x',
        model: 'm',
        messages: [
          { role: 'user', content: '天気は？' },
          { role: 'assistant', content: { answer: '晴れ。' } },
        ],
        tstamp: 1,
      }),
    },
    read: 'm.jsonl',
    rows: ['m *: u 天気は？ => 晴れ。'],
  },
  'AlpacaEval’s model_outputs.json': {
    files: {
      'model_outputs.json': document([
        { dataset: 'helpful_base', instruction: '天気は？', output: '晴れ。', generator: 'Qwen' },
      ]),
    },
    read: 'model_outputs.json',
    rows: ['Qwen *: u 天気は？ => 晴れ。'],
  },
  'LogicKor, whose folders name the model': {
    files: {
      'evaluated/Qwen/Qwen2-7B/default.jsonl': lines({
        id: 14,
        category: '수학(Math)',
        questions: ['今日は？', '明日は？'],
        outputs: ['晴れ。', '雨。'],
        references: ['9x', null],
        query_single: { judge_message: '좋다', judge_score: 10 },
      }),
      'evaluated/Qwen/Qwen2-7B/cot-1-shot.jsonl': lines({
        id: 14,
        questions: ['今日は？'],
        outputs: ['雪。'],
      }),
    },
    read: 'evaluated',
    rows: [
      'Qwen2-7B/cot-1-shot 14: u 今日は？ => 雪。',
      'Qwen2-7B 14/1: u 今日は？ => 晴れ。',
      'Qwen2-7B 14/2: u 今日は？, a 晴れ。, u 明日は？ => 雨。',
    ],
    notes: [/by its place it is "Qwen2-7B\/cot-1-shot"$/, /by its place it is "Qwen2-7B"$/],
  },
  'LogicKor without an answer': {
    files: {
      'm/default.jsonl': lines(
        { id: 1, questions: ['今日は？'], outputs: ['晴れ。'] },
        { id: 2, outputs: [] },
      ),
    },
    read: 'm/default.jsonl',
    options: { target: 't' },
    rows: ['t 1: u 今日は？ => 晴れ。', 'unread: default.jsonl:2: the row has no "outputs"'],
  },
  'shaberi, whose file names the model, with a reference beside the answer': {
    files: {
      'model_answers/elyza__ELYZA-tasks-100/shisa-ai__shisa-v2.json': lines({
        Question: '天気は？',
        output: '参考。',
        eval_aspect: 'x',
        ModelAnswer: '晴れ。',
      }),
    },
    read: 'model_answers/elyza__ELYZA-tasks-100/shisa-ai__shisa-v2.json',
    rows: ['shisa-ai__shisa-v2 *: u 天気は？ => 晴れ。'],
    notes: [/by its place it is "shisa-ai__shisa-v2"$/],
  },
  'rows of several texts: turns where as many were asked, repeats otherwise': {
    files: {
      'a.jsonl': lines(
        { model: 'm', prompt: ['今日は？', '明日は？'], output: ['晴れ。', '雨。'] },
        { model: 'm', prompt: '今日は？', output: ['晴れ。', '曇り。'] },
        {
          model: 'm',
          prompt: '今日は？',
          output: [
            { type: 'text', text: '晴れ。' },
            { type: 'text', text: '風。' },
          ],
        },
      ),
    },
    read: 'a.jsonl',
    rows: [
      'm *: u 今日は？ => 晴れ。',
      'm *: u 今日は？, a 晴れ。, u 明日は？ => 雨。',
      'm *: u 今日は？ => 晴れ。',
      'm *: u 今日は？ => 曇り。',
      'm *: u 今日は？ => 晴れ。風。',
    ],
  },
};

describe('answers to questions of benchmarks', () => {
  readAsWritten(cases);

  it('take --target before what a path says', async () => {
    const folder = folderWith({ 'x/m.json': lines({ Question: 'q', ModelAnswer: '晴れ。' }) });
    try {
      expect(await readLog(join(folder.path, 'x/m.json'), { target: 't' })).to.deep.equal({
        rows: ['t *: u q => 晴れ。'],
        notes: [],
      });
    } finally {
      folder.remove();
    }
  });
});
