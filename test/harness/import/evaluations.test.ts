import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { type ReadOptions, readQuestions } from '../../../harness/import/index.js';
import { folderWith, offscript } from '../../support/offscript.js';
import { reasons, rowsOf } from '../../support/rows.js';

const lines = (...rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const document = (value: unknown): string => JSON.stringify(value, null, 4);

/** A case: files as the project writes them, what is named, and `target prompt: what was asked => answer` of each response. */
interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly read: string;
  readonly options?: ReadOptions;
  readonly rows: readonly string[];
  readonly notes?: readonly RegExp[];
}

const mtBench = (model: string) => ({
  question_id: 81,
  answer_id: 'Xa1',
  model_id: model,
  choices: [{ index: 0, turns: ['晴れ。', '雨。'] }],
  tstamp: 1687222275.5,
});
const question = { question_id: 81, category: 'writing', turns: ['今日は？', '明日は？'], reference: ['x'] };

/** As lm-evaluation-harness has a document. */
const doc = (doc_id: number, text: string | null) => ({
  doc_id,
  doc: { question: 'q' },
  target: 'x',
  arguments: [['質問', { until: ['\n'] }]],
  resps: [[text]],
  filtered_resps: [text],
  exact_match: 0,
});

const helm = (id: string, request: object, result: object) => ({
  instance: { input: { text: 'q' }, references: [], split: 'test', id },
  train_trial_index: 0,
  request: { model: 'openai/gpt-4', embedding: false, max_tokens: 100, echo_prompt: false, ...request },
  result: { embedding: [], cached: false, ...result },
  num_train_instances: 0,
});

const cases: Readonly<Record<string, Case>> = {
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
  'HELM’s scenario_state, with a failed request': {
    files: {
      'scenario_state.json': document({
        adapter_spec: { method: 'generation', model: 'openai/gpt-4' },
        request_states: [
          helm(
            'id1',
            { prompt: '天気は？' },
            { success: true, completions: [{ text: '晴れ。', logprob: 0, tokens: [] }] },
          ),
          helm(
            'id2',
            { prompt: '', messages: [{ role: 'user', content: '明日は？' }], model_deployment: 'x/gpt-4' },
            { success: false, completions: [], error: 'sk-secret' },
          ),
        ],
      }),
    },
    read: 'scenario_state.json',
    rows: ['openai/gpt-4 id1: u 天気は？ => 晴れ。', 'x/gpt-4 id2: u 明日は？ => error body'],
  },
  'OpenCompass’s predictions, whose folder names the model': {
    files: {
      'predictions/qwen-7b/gsm8k.json': document({
        0: { origin_prompt: [{ role: 'HUMAN', prompt: '天気は？' }], prediction: '晴れ。', gold: '5' },
        1: { origin_prompt: '明日は？', prediction: ['雨。', '雪。'] },
        2: { origin_prompt: 'x', prediction: 0.5 },
      }),
    },
    read: 'predictions/qwen-7b/gsm8k.json',
    rows: [
      'qwen-7b gsm8k/0: u 天気は？ => 晴れ。',
      'qwen-7b gsm8k/1: u 明日は？ => 雨。',
      'qwen-7b gsm8k/1: u 明日は？ => 雪。',
      'unread: gsm8k.json: 2: the prediction is no text: it may be likelihoods',
    ],
    notes: [/by its place it is "qwen-7b"$/],
  },
  'OpenCompass’s several rounds': {
    files: {
      'm.json': document({
        0: {
          gold: [null, null],
          prediction: ['晴れ。', '雨。'],
          origin_prompt: [
            [{ role: 'HUMAN', prompt: '今日は？' }],
            [
              { role: 'HUMAN', prompt: '今日は？' },
              { role: 'BOT', prompt: '晴れ。' },
              { role: 'HUMAN', prompt: '明日は？' },
            ],
          ],
        },
      }),
    },
    read: 'm.json',
    options: { target: 't' },
    rows: ['t m/0/1: u 今日は？ => 晴れ。', 't m/0/2: u 今日は？, a 晴れ。, u 明日は？ => 雨。'],
  },
  'openai/evals, of whose events those of sampling hold answers': {
    files: {
      'log.jsonl': lines(
        { spec: { completion_fns: ['gpt-4'], eval_name: 'x.dev.v0', run_id: 'r' } },
        {
          run_id: 'r',
          event_id: 0,
          sample_id: 'x.0',
          type: 'sampling',
          data: { prompt: [{ role: 'user', content: '天気は？' }], sampled: ['晴れ。'] },
        },
        { run_id: 'r', event_id: 1, sample_id: 'x.0', type: 'match', data: { correct: true, expected: 'a' } },
        { final_report: { accuracy: 1 } },
      ),
    },
    read: 'log.jsonl',
    rows: ['gpt-4 x.0: u 天気は？ => 晴れ。'],
  },
  'lmms-eval, a document a task': {
    files: {
      'x.json': document({
        args: { model: 'llava', model_args: 'pretrained=org/llava,batch=1' },
        model_configs: { task: 'mme' },
        logs: [doc(0, '晴れ。'), { ...doc(1, '雨。'), arguments: undefined, input: '明日は？' }],
        time: 'x',
      }),
    },
    read: 'x.json',
    rows: ['org/llava mme/0: u 質問 => 晴れ。', 'org/llava mme/1: u 明日は？ => 雨。'],
  },
  'lmms-eval, a line a document, its lists unwrapped': {
    files: {
      'llava/20250101_120000_samples_mme.jsonl': lines(
        { doc_id: 0, input: '今日は？', target: 'x', filtered_resps: '晴れ。', doc_hash: 'h' },
        {
          doc_id: 1,
          input: '明日は？',
          target: 'x',
          resps: ['雨。', '雪。'],
          filtered_resps: '雨',
          doc_hash: 'h',
        },
      ),
      'llava/20250101_120000_results.json': document({ results: {}, model_name: 'org/llava' }),
      'llava/20250202_120000_results.json': document({ results: {}, model_name: 'other' }),
    },
    read: 'llava/20250101_120000_samples_mme.jsonl',
    rows: [
      'org/llava mme/0: u 今日は？ => 晴れ。',
      'org/llava mme/1: u 明日は？ => 雨。',
      'org/llava mme/1: u 明日は？ => 雪。',
    ],
  },
  'lm-evaluation-harness 0.4.0, an indented list with the model in its name, and its words for no answer': {
    files: {
      'out/pretrained__org__m_mgsm_ja.jsonl': document(
        ['晴れ。', 'None', ' [no answer] ', '[invalid]', '', null, 'None of them.'].map((text, i) =>
          doc(i, text),
        ),
      ),
      'out/results.json': document({ results: {}, config: { model: 'hf', model_args: 'pretrained=org/m' } }),
    },
    read: 'out/pretrained__org__m_mgsm_ja.jsonl',
    rows: ['晴れ。', 'null', 'null', 'null', '', 'null', 'None of them.'].map(
      (answer, i) => `org/m mgsm_ja/${i}: u 質問 => ${answer}`,
    ),
  },
  'MiniMax-Provider-Verifier’s results': {
    files: {
      'results.jsonl': lines(
        {
          data_index: 1,
          request: { model: 'M2', messages: [{ role: 'user', content: '天気は？' }] },
          response: {
            id: 'c1',
            model: 'M2',
            choices: [{ index: 0, message: { role: 'assistant', content: '晴れ。' }, finish_reason: 'stop' }],
            usage: null,
            provider: 'p',
          },
          status: 'success',
          duration_ms: 12,
          hash: '0123456789abcdef',
          provider: 'p',
        },
        {
          data_index: 2,
          request: { model: 'M2', messages: [{ role: 'user', content: '明日は？' }] },
          response: { error: 'sk-secret' },
          status: 'failed',
          hash: 'fedcba9876543210',
          provider: '',
        },
      ),
    },
    read: 'results.jsonl',
    rows: ['M2 0123456789ab: u 天気は？ => 晴れ。', 'M2 fedcba987654: u 明日は？ => error body'],
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

describe('answers of evaluations', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  function place(files: Readonly<Record<string, string>>): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder.path, name)), { recursive: true });
      writeFileSync(join(folder.path, name), content);
    }
  }

  async function read(path: string, options: ReadOptions = {}) {
    const rows = await rowsOf(join(folder.path, path), { language: 'ja', ...options });
    const responses = rows.responses.map(({ target, promptId, messages, channels }) => {
      const asked = (messages ?? []).map(({ role, content }) => `${role[0]} ${content}`).join(', ');
      const { answer, error } = channels;
      const id =
        /^[0-9a-f]{12}$/.test(promptId) && !'0123456789ab fedcba987654'.includes(promptId) ? '*' : promptId;
      return `${target} ${id}: ${asked} => ${error === undefined ? answer : `error ${error.kind}`}`;
    });
    return { rows: [...responses, ...reasons(rows).map((reason) => `unread: ${reason}`)], notes: rows.notes };
  }

  for (const [what, { files, read: path, options, rows, notes = [] }] of Object.entries(cases))
    it(`are read as they were written: ${what}`, async () => {
      place(files);
      const found = await read(path, options);
      expect(found.rows).to.deep.equal(rows);
      expect(found.notes.length, found.notes.join('\n')).to.equal(notes.length);
      for (const [i, says] of notes.entries()) expect(found.notes[i]).to.match(says);
      expect(JSON.stringify(found)).not.to.contain('sk-secret');
    });

  it('take --target before what a path says', async () => {
    place({ 'x/m.json': lines({ Question: 'q', ModelAnswer: '晴れ。' }) });
    expect(await read('x/m.json', { target: 't' })).to.deep.equal({
      rows: ['t *: u q => 晴れ。'],
      notes: [],
    });
  });

  it('have their prompts from another file by id, and its language', async () => {
    place({
      'a.csv': 'question_id,model,answer\np1,m,晴れ。\np3,m,雪。\n',
      'q.csv': 'id,prompt,language\np1,天気は？,ja\np2,明日は？,ja\n',
      'q.jsonl': lines({ custom_id: 'p1', body: { messages: [{ role: 'user', content: '天気は？' }] } }),
    });
    for (const name of ['q.csv', 'q.jsonl']) {
      const questions = await readQuestions(join(folder.path, name));
      expect((await read('a.csv', { questions })).rows, name).to.deep.equal([
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

  it('are warned of where no prompt has the id of a response', async () => {
    place({ 'a.csv': 'id,model,answer\n1,m,晴れ。\n', 'q.jsonl': lines({ id: 'x', text: '天気は？' }) });
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
    it(`tell by one error of prompts ${what}`, async () => {
      place({ 'a.csv': 'id,model,answer\n1,m,晴れ。\n', q: prompts });
      const { code, stderr } = await offscript(folder.path, ['score', 'a.csv', '--prompts', 'q']);
      expect(stderr.trimEnd()).to.match(says);
      expect(code).to.equal(2);
    });
});
