import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readBatchRequests } from '../../../harness/batch/index.js';
import { folderWith, offscript } from '../../support/offscript.js';
import { reasons, rowsOf } from '../../support/rows.js';

const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** A response of OpenAI's Batch with a body of the Responses API. */
const response = (custom_id: string, body: object) => ({
  id: `batch_req_${custom_id}`,
  custom_id,
  response: { status_code: 200, request_id: 'r', body: { object: 'response', model: 'gpt-5', ...body } },
  error: null,
});
const message = (...content: readonly object[]) => ({ type: 'message', role: 'assistant', content });
const text = (said: string) => ({ type: 'output_text', text: said, annotations: [] });

/** A result of Anthropic's, with a message of these parts. */
const succeeded = (custom_id: string, content: readonly object[], stop_reason: string) => ({
  custom_id,
  result: {
    type: 'succeeded',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-x',
      content,
      stop_reason,
      usage: { input_tokens: 3, output_tokens: 5 },
    },
  },
});

const candidate = (parts: readonly object[], finishReason: string) => ({
  candidates: [{ content: { parts, role: 'model' }, finishReason, index: 0 }],
  modelVersion: 'gemini-x',
  usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 4 },
});

const error = (message: string) => ({ kind: 'body', message });

interface Case {
  readonly output: readonly unknown[];
  readonly requests: readonly unknown[];
  /** Target, prompt and channels of each response. */
  readonly found: readonly (readonly [string, string, object])[];
}

const cases: Readonly<Record<string, Case>> = {
  'OpenAI’s, of the Responses API': {
    output: [
      response('a', {
        status: 'completed',
        output: [
          { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm.' }] },
          message(text('晴れ。'), text('とても。')),
          { type: 'function_call', name: 'f', arguments: '{"a":1}', call_id: 'c' },
        ],
        usage: { input_tokens: 3, output_tokens: 9, output_tokens_details: { reasoning_tokens: 2 } },
      }),
      response('b', {
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
        output: [message(text('雨'))],
      }),
      response('c', { status: 'completed', output: [message({ type: 'refusal', refusal: 'No.' })] }),
      response('d', { status: 'failed', error: { code: 'server_error', message: 'sk-secret' }, output: [] }),
    ],
    requests: ['a', 'b', 'c', 'd'].map((custom_id) => ({
      custom_id,
      url: '/v1/responses',
      body: { model: 'gpt-5', instructions: '短く', input: '天気は？' },
    })),
    found: [
      [
        'gpt-5',
        's 短く, u 天気は？',
        {
          answer: '晴れ。とても。',
          reasoning: 'Hm.',
          tool_calls: [{ name: 'f', arguments: '{"a":1}' }],
          finish_reason: 'tool_calls',
          model: 'gpt-5',
          usage: { prompt_tokens: 3, completion_tokens: 9, reasoning_tokens: 2 },
        },
      ],
      ['gpt-5', 's 短く, u 天気は？', { answer: '雨', finish_reason: 'length', model: 'gpt-5' }],
      [
        'gpt-5',
        's 短く, u 天気は？',
        { answer: null, refusal: 'No.', finish_reason: 'stop', model: 'gpt-5' },
      ],
      ['gpt-5', 's 短く, u 天気は？', { answer: null, error: error('the log holds an error: server_error') }],
    ],
  },
  'OpenAI’s, of completions': {
    output: [
      {
        custom_id: 'a',
        response: {
          status_code: 200,
          body: {
            object: 'text_completion',
            model: 'base',
            choices: [{ index: 0, text: '晴れ。', finish_reason: 'length' }],
          },
        },
      },
    ],
    requests: [{ custom_id: 'a', body: { model: 'base', prompt: '今日は' } }],
    found: [['base', 'u 今日は', { answer: '晴れ。', finish_reason: 'length', model: 'base' }]],
  },
  'Anthropic’s, with what failed under the model of the others': {
    output: [
      {
        custom_id: 'b',
        result: {
          type: 'errored',
          error: { type: 'error', error: { type: 'invalid_request_error', message: 'sk-secret' } },
        },
      },
      succeeded(
        'a',
        [
          { type: 'thinking', thinking: 'Hm.', signature: 'x' },
          { type: 'text', text: '晴れ。' },
          { type: 'tool_use', id: 't', name: 'f', input: { a: 1 } },
        ],
        'max_tokens',
      ),
      succeeded('d', [], 'refusal'),
      { custom_id: 'c', result: { type: 'expired' } },
    ],
    requests: ['a', 'b', 'c', 'd', 'e'].map((custom_id) => ({
      custom_id,
      params: {
        max_tokens: 9,
        system: [{ type: 'text', text: '短く' }],
        messages: [{ role: 'user', content: [{ type: 'text', text: '天気は？' }] }],
        model: 'claude-x',
      },
    })),
    found: [
      [
        'claude-x',
        's 短く, u 天気は？',
        { answer: null, error: error('the log holds an error: invalid_request_error') },
      ],
      [
        'claude-x',
        's 短く, u 天気は？',
        {
          answer: '晴れ。',
          reasoning: 'Hm.',
          tool_calls: [{ name: 'f', arguments: '{"a":1}' }],
          finish_reason: 'length',
          model: 'claude-x',
          usage: { prompt_tokens: 3, completion_tokens: 5 },
        },
      ],
      [
        'claude-x',
        's 短く, u 天気は？',
        {
          answer: null,
          finish_reason: 'refusal',
          model: 'claude-x',
          usage: { prompt_tokens: 3, completion_tokens: 5 },
        },
      ],
      ['claude-x', 's 短く, u 天気は？', { answer: null, error: error('the log holds an error: expired') }],
      ['claude-x', 's 短く, u 天気は？', { answer: null, error: error('the log holds an error') }],
    ],
  },
  'Gemini’s, by key': {
    output: [
      { key: 'k1', response: candidate([{ text: 'うーん', thought: true }, { text: '晴れ。' }], 'STOP') },
      { key: 'k2', error: { code: 429, message: 'sk-secret' } },
      { key: 'k3', response: { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } } },
    ],
    requests: ['k1', 'k2', 'k3'].map((key) => ({
      key,
      request: {
        contents: [{ parts: [{ text: '天気は？' }] }],
        systemInstruction: { parts: [{ text: '短く' }] },
      },
    })),
    found: [
      [
        'gemini-x',
        's 短く, u 天気は？',
        {
          answer: '晴れ。',
          reasoning: 'うーん',
          finish_reason: 'stop',
          model: 'gemini-x',
          usage: { prompt_tokens: 3, completion_tokens: 4 },
        },
      ],
      [
        'gemini-x',
        's 短く, u 天気は？',
        { answer: null, error: { kind: 'http', status: 429, message: 'the log holds an error' } },
      ],
      [
        'gemini-x',
        's 短く, u 天気は？',
        { answer: null, refusal: 'PROHIBITED_CONTENT', finish_reason: 'PROHIBITED_CONTENT' },
      ],
    ],
  },
};

describe('Batches of other kinds', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  function file(name: string, rows: readonly unknown[]): string {
    const path = join(folder.path, name);
    writeFileSync(path, lines(rows));
    return path;
  }

  const brief = ({ responses }: Awaited<ReturnType<typeof rowsOf>>) =>
    responses.map(({ target, messages, channels }) => [
      target,
      (messages ?? []).map(({ role, content }) => `${role[0]} ${content}`).join(', '),
      channels,
    ]);

  for (const [what, { output, requests, found }] of Object.entries(cases))
    it(`are read, and joined to what was asked: ${what}`, async () => {
      const path = file('out.jsonl', output);
      const asked = await readBatchRequests([file('in.jsonl', requests)]);
      const rows = await rowsOf(path, { language: 'ja', requests: asked });
      // Those that name no model come last.
      const sorted = (list: readonly unknown[]) => list.map((row) => JSON.stringify(row)).sort();
      expect(sorted(brief(rows))).to.deep.equal(sorted(found));
      const alone = await rowsOf(path, { language: 'ja', target: 't' });
      expect([alone.responses.length, alone.unread.length]).to.deep.equal([output.length, 0]);
      expect(JSON.stringify(rows)).not.to.contain('sk-secret');
    });

  it('of Vertex AI have their requests beside them', async () => {
    const request = { contents: [{ role: 'user', parts: [{ text: '天気は？' }] }] };
    const path = file('out.jsonl', [
      { status: '', processed_time: 'x', request, response: candidate([{ text: '晴れ。' }], 'MAX_TOKENS') },
      { status: 'Bad Request: {}', request, response: {} },
    ]);
    const rows = await rowsOf(path, { language: 'ja' });
    // By what they say, so that the answers of two models are to the same prompts.
    expect(new Set(rows.responses.map(({ promptId }) => promptId)).size).to.equal(1);
    expect(brief(rows)).to.deep.equal([
      [
        'gemini-x',
        'u 天気は？',
        {
          answer: '晴れ。',
          finish_reason: 'length',
          model: 'gemini-x',
          usage: { prompt_tokens: 3, completion_tokens: 4 },
        },
      ],
      ['gemini-x', 'u 天気は？', { answer: null, error: error('the log holds an error') }],
    ]);
  });

  it('that name several models have none for what failed', async () => {
    const other = succeeded('b', [{ type: 'text', text: '雨。' }], 'end_turn');
    const path = file('out.jsonl', [
      succeeded('a', [{ type: 'text', text: '晴れ。' }], 'end_turn'),
      { ...other, result: { ...other.result, message: { ...other.result.message, model: 'claude-y' } } },
      { custom_id: 'c', result: { type: 'expired' } },
    ]);
    const rows = await rowsOf(path, { language: 'ja' });
    expect(rows.responses.map(({ target }) => target)).to.deep.equal(['claude-x', 'claude-y']);
    expect(reasons(rows)).to.deep.equal(['out.jsonl:3: the row names no model; --target gives one']);
  });

  const inputs: Readonly<Record<string, object>> = {
    'anthropic-batch': { custom_id: 'a', params: { model: 'm', messages: [] } },
    'gemini-batch': { key: 'a', request: { contents: [{ parts: [{ text: '天気は？' }] }] } },
  };
  for (const [name, row] of Object.entries(inputs))
    it(`are not what was asked: ${name}`, async () => {
      file('in.jsonl', [row]);
      const { code, stderr } = await offscript(folder.path, ['score', 'in.jsonl', '--language', 'ja']);
      expect([code, stderr]).to.deep.equal([
        2,
        `offscript: in.jsonl: this is the input of a Batch, not its output; score --from ${name} --requests in.jsonl OUTPUT\n`,
      ]);
    });
});
