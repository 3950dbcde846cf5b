import { expect } from 'chai';
import { protocolOf, toAnswer } from '../../../harness/endpoint/index.js';
import type { Api } from '../../../harness/suite/index.js';
import { sampleRecord } from '../../../store/sample.js';
import { ODD, pathsIn, withAt } from '../../support/odd-values.js';

const DEPTH = 20_000;

/** Parts in the text of a part, and so on. */
const PARTS = `${'[{"type":"text","text":'.repeat(DEPTH)}"x"${'}]'.repeat(DEPTH)}`;

const odd: readonly string[] = [...ODD, PARTS, 'true', '{}', '[[1]]', '["x"]', '-1e999'];

const usage = {
  prompt_tokens: 1,
  completion_tokens: 2,
  completion_tokens_details: { reasoning_tokens: 1 },
};
const tokens = [
  { token: 'a', logprob: -1, bytes: [97], top_logprobs: [{ token: 'b', logprob: -2, bytes: [98] }] },
];
const said = {
  role: 'assistant',
  content: [
    { type: 'text', text: 'はい' },
    { type: 'thinking', thinking: [{ type: 'text', text: '考え' }] },
    { type: 'reasoning', summary: [{ text: '要' }] },
    { type: 'refusal', refusal: 'いいえ' },
  ],
  reasoning: '考え',
  reasoning_details: [{ type: 'reasoning.summary', summary: '要' }],
  refusal: 'いいえ',
  tool_calls: [{ index: 0, id: '1', function: { name: 'f', arguments: '{}' } }],
};
const beside = { model: 'm', system_fingerprint: 'f', usage };
const choice = { index: 0, finish_reason: 'stop', logprobs: { content: tokens } };
const columns = { tokens: ['a'], token_logprobs: [-1], top_logprobs: [{ a: -1, b: -2 }] };
const text = { ...beside, choices: [{ ...choice, text: 'はい', logprobs: { ...columns, content: null } }] };
const response = {
  status: 'completed',
  incomplete_details: { reason: '' },
  model: 'm',
  usage: { input_tokens: 1, output_tokens: 2, output_tokens_details: { reasoning_tokens: 1 } },
  output: [
    { type: 'reasoning', content: [{ text: '考え' }], summary: [{ text: '要' }] },
    { type: 'message', content: [{ text: 'はい', logprobs: tokens }, { refusal: 'いいえ' }] },
    { type: 'function_call', name: 'f', arguments: '{}' },
    { type: 'custom_tool_call', name: 'f', input: 'x' },
  ],
};
const call = { type: 'tool_use', name: 'f', input: { a: 1 } };
const message = {
  model: 'm',
  stop_reason: 'refusal',
  stop_details: { explanation: 'x' },
  usage: { input_tokens: 1, output_tokens: 1, output_tokens_details: { thinking_tokens: 1 } },
  content: [{ type: 'text', text: 'はい' }, { type: 'thinking', thinking: '考え' }, call],
};

/** A whole body of each protocol, and the events of a stream. */
const whole: Readonly<Record<Api, object>> = {
  chat: { ...beside, choices: [{ ...choice, message: said }] },
  completions: text,
  responses: response,
  messages: message,
};
const streamed: Readonly<Record<Api, readonly object[]>> = {
  chat: [{ ...beside, choices: [{ ...choice, delta: said }] }],
  completions: [text],
  responses: [
    { type: 'response.output_item.done', item: response.output[1], output_index: 0 },
    { type: 'response.output_text.delta', delta: 'は' },
    { type: 'response.completed', response: { ...response, output: [] } },
  ],
  messages: [
    { type: 'message_start', message: { ...message, content: [] } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'は' } },
    { type: 'content_block_start', index: 1, content_block: call },
    { type: 'content_block_delta', index: 0, delta: { text: 'い', thinking: '考え', partial_json: '{' } },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: message.usage },
    { type: 'message_stop' },
  ],
};

/** What would keep a sample of this answer from being read again; undefined where nothing does. */
function problemOf(answer: object | null): string | undefined {
  if (answer === null) return undefined;
  const where = { key: 'k', target: 'a', prompt: 'p', language: 'ja', repeat: 0, attempts: 1 };
  return sampleRecord.problem(JSON.parse(JSON.stringify({ ...where, ...answer })));
}

describe('a response with one odd field', () => {
  for (const api of ['chat', 'completions', 'responses', 'messages'] as const) {
    const { completion, pieces } = protocolOf({ api });

    it(`is an answer that can be stored, or none, whatever stands in it: ${api}`, () => {
      const body = whole[api];
      expect(toAnswer(completion(body))).to.not.equal(null);
      for (const path of pathsIn(body).slice(1))
        for (const one of odd) {
          const answer = toAnswer(completion(JSON.parse(withAt(body, path, one))));
          expect(problemOf(answer), `${path.join('.')} is ${one.slice(0, 40)}`).to.equal(undefined);
        }
    });

    it(`is so too where it is streamed: ${api}`, () => {
      const read = (events: readonly object[]) => {
        const joined = pieces(() => {});
        events.some((event) => joined.add(event));
        return toAnswer(joined.completion(true) ?? {});
      };
      const all = streamed[api];
      expect(read(all)).to.not.equal(null);
      for (const path of pathsIn(all).filter(({ length }) => length > 1))
        for (const one of odd) {
          const answer = read(JSON.parse(withAt(all, path, one)));
          expect(problemOf(answer), `${path.join('.')} is ${one.slice(0, 40)}`).to.equal(undefined);
        }
    });
  }
});
