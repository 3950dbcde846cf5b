import { createHash } from 'node:crypto';
import { document, type LogCase, lines, readAsWritten } from '../../support/log-cases.js';

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

/** The id of a request of one message, without tools. */
const idOf = (content: string): string =>
  createHash('sha256')
    .update(JSON.stringify([[{ content, role: 'user' }], null]))
    .digest('hex')
    .slice(0, 12);

const cases: Readonly<Record<string, LogCase>> = {
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
  'OpenCompass’s several rounds, of which only what was asked in each is kept': {
    files: {
      'm.json': document({
        0: { gold: ['x', 'y'], prediction: ['晴れ。', '雨。'], origin_prompt: ['今日は？', '明日は？'] },
      }),
    },
    read: 'm.json',
    options: { target: 't' },
    rows: ['t m/0/1: u 今日は？ => 晴れ。', 't m/0/2: u 今日は？, a 晴れ。, u 明日は？ => 雨。'],
  },
  'OpenCompass’s dialogues, whose questions stand with the answers': {
    files: {
      'm.json': document({
        0: {
          origin_prompt: null,
          prediction: [
            { round: 1, user: '今日は？', assistant: '晴れ。' },
            { round: 2, user: '明日は？', assistant: '雨。' },
          ],
        },
      }),
    },
    read: 'm.json',
    options: { target: 't' },
    rows: ['t m/0/1: u 今日は？ => 晴れ。', 't m/0/2: u 今日は？, a 晴れ。, u 明日は？ => 雨。'],
  },
  'OpenCompass’s labels, chosen by their likelihood, and entries without an answer': {
    files: {
      'm.json': document({
        0: { origin_prompt: '天気は？', 'label: 晴れ。': { prompt: 'x', PPL: 1.5 }, prediction: '晴れ。' },
        1: { origin_prompt: '天気は？', prediction: [] },
        2: { origin_prompt: '天気は？', prediction: null },
      }),
    },
    read: 'm.json',
    options: { target: 't' },
    rows: [
      't m/2: u 天気は？ => null',
      'unread: m.json: 0: the prediction is a label by its likelihood, no text',
      'unread: m.json: 1: the entry has no "prediction"',
    ],
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
  'openai/evals where a model grades: what it says of an answer is none': {
    files: {
      'log.jsonl': lines(
        {
          spec: {
            completion_fns: ['gpt-4'],
            run_config: { eval_spec: { cls: 'evals.elsuite.modelgraded.classify:ModelBasedClassify' } },
          },
        },
        ...[
          ['x.0', [{ role: 'user', content: '天気は？' }], '「晴れ」です。\n'],
          ['x.1', [{ role: 'user', content: '天気は？' }], undefined],
          ['x.0', [{ role: 'user', content: '[BEGIN DATA]\n天気は？\n「晴れ」です。\n[END DATA]' }], 'Y'],
        ].map(([sample_id, prompt, text], event_id) => ({
          run_id: 'r',
          event_id,
          sample_id,
          type: 'sampling',
          data: { prompt, sampled: text === undefined ? [] : [text] },
        })),
      ),
    },
    read: 'log.jsonl',
    rows: ['gpt-4 x.0: u 天気は？ => 「晴れ」です。\n', 'gpt-4 x.1: u 天気は？ => null'],
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
  'lmms-eval of a model behind an API': {
    files: {
      'x.json': document({
        args: { model: 'openai_compatible', model_args: 'model_version=gpt-4o,timeout=9' },
        logs: [doc(0, '晴れ。')],
      }),
    },
    read: 'x.json',
    rows: ['gpt-4o x/0: u 質問 => 晴れ。'],
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
  'results of a vendor’s batch: its file names the vendor, and requests are known by what they ask': {
    files: {
      'loop_01/novita_results.jsonl': lines(
        ...['novita/kimi', 'kimi'].map((model, i) => ({
          data_index: 1,
          request: { model, messages: [{ role: 'user', content: '天気は？' }], temperature: i },
          response: {
            id: `c${i}`,
            choices: [{ index: 0, message: { content: '晴れ。' }, finish_reason: 'stop' }],
          },
          status: 'success',
          tool_calls_valid: null,
          hash: `${i}`,
        })),
      ),
    },
    read: 'loop_01/novita_results.jsonl',
    rows: [0, 1].map(() => `novita ${idOf('天気は？')}: u 天気は？ => 晴れ。`),
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
    rows: [
      `M2 ${idOf('天気は？')}: u 天気は？ => 晴れ。`,
      `M2 ${idOf('明日は？')}: u 明日は？ => error body`,
    ],
  },
};

describe('logs of evaluations', () => readAsWritten(cases));
