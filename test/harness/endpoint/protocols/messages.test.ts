import { expect } from 'chai';
import { askServers, type Heard, json, typedEvents } from '../one-answer.js';
import { conversation } from './conversation.js';

describe('an endpoint that is asked for messages', () => {
  const { ask, close } = askServers(conversation);
  afterEach(close);

  const content = [
    { type: 'thinking', thinking: 'Weather. ', signature: 'x' },
    { type: 'redacted_thinking', data: 'zzz' },
    { type: 'text', text: '晴れ' },
    { type: 'text', text: 'です。' },
    { type: 'tool_use', id: 't', name: 'find', input: { q: 'お年玉' } },
  ];
  const answer = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm-1',
    content,
    stop_reason: 'tool_use',
    usage: { input_tokens: 8, cache_read_input_tokens: 100, output_tokens: 20 },
  };
  const read = {
    answer: '晴れです。',
    reasoning: 'Weather. ',
    tool_calls: [{ name: 'find', arguments: '{"q":"お年玉"}' }],
    finish_reason: 'tool_calls',
    model: 'm-1',
    usage: { prompt_tokens: 108, completion_tokens: 20 },
  };
  const target = { api: 'messages', sampling: { max_tokens: 50, stop: 'X' } } as const;

  it('sends system messages apart, and reads the blocks, wherever the base URL ends', async () => {
    const all: Heard[] = [];
    for (const base of ['', '/', '/v1', '/v1/', '/anthropic']) {
      const fields = {
        ...target,
        api_key_env: 'KEY',
        extra_body: { thinking: { type: 'disabled' } },
      } as const;
      const { reply, heard } = await ask(json(answer), fields, { env: { KEY: 'sk-messages-1234' }, base });
      expect(reply).to.deep.include(read);
      all.push(...heard);
    }
    expect(all.map(({ request }) => request.url)).to.deep.equal([
      ...Array(4).fill('/v1/messages'),
      '/anthropic/v1/messages',
    ]);
    const [{ request, body }] = all as [Heard];
    expect(request.headers).to.include({ authorization: 'Bearer sk-messages-1234' });
    expect(request.headers).to.have.property('anthropic-version');
    expect(body).to.deep.equal({
      model: 'm',
      max_tokens: 50,
      stop_sequences: ['X'],
      system: '短く。',
      messages: conversation.messages.slice(1),
      thinking: { type: 'disabled' },
    });
  });

  it('sends no key that the suite does not name, whatever is in the environment', async () => {
    const env = {
      ANTHROPIC_API_KEY: 'sk-env-12345678',
      ANTHROPIC_AUTH_TOKEN: 'sk-env-12345678',
      ANTHROPIC_CUSTOM_HEADERS: 'x-evil: sk-env-12345678',
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:9',
      OPENAI_API_KEY: 'sk-env-12345678',
      OPENAI_CUSTOM_HEADERS: 'x-evil: sk-env-12345678',
    };
    const before = { ...process.env };
    Object.assign(process.env, env);
    const heard: Heard[] = [];
    try {
      heard.push(...(await ask(json(answer), target)).heard);
      heard.push(...(await ask(json({}), { retries: 0 })).heard);
      expect(process.env).to.include(env);
    } finally {
      for (const name of Object.keys(env)) delete process.env[name];
      Object.assign(process.env, before);
    }
    expect(heard.length).to.equal(2);
    for (const { request } of heard) expect(JSON.stringify(request.headers)).not.to.contain('sk-env');
  });

  it('streams', async () => {
    const block = (index: number, content_block: object, ...deltas: object[]) => [
      { type: 'content_block_start', index, content_block },
      ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
      { type: 'content_block_stop', index },
    ];
    const all = [
      {
        type: 'message_start',
        message: {
          ...answer,
          content: [],
          stop_reason: null,
          usage: { input_tokens: 8, cache_read_input_tokens: 100, output_tokens: 1 },
        },
      },
      { type: 'ping' },
      ...block(
        0,
        { type: 'thinking', thinking: '' },
        { type: 'thinking_delta', thinking: 'Weather. ' },
        { type: 'signature_delta', signature: 'x' },
      ),
      ...block(
        1,
        { type: 'text', text: '' },
        { type: 'text_delta', text: '晴れ' },
        { type: 'text_delta', text: 'です。' },
      ),
      ...block(
        2,
        { type: 'tool_use', id: 't', name: 'find', input: {} },
        { type: 'input_json_delta', partial_json: '{"q":' },
        { type: 'input_json_delta', partial_json: '"お年玉"}' },
      ),
      {
        type: 'message_delta',
        delta: { stop_reason: 'tool_use' },
        usage: { output_tokens: 20, input_tokens: null },
      },
    ];
    const fields = { ...target, stream: true, retries: 0 } as const;
    const { reply } = await ask(typedEvents(...all, { type: 'message_stop' }), fields);
    expect(reply).to.deep.include(read);
    expect(reply).to.have.property('first_token_ms');
    const cut = await ask(typedEvents(...all.slice(0, -1)), fields);
    expect(cut.reply).to.have.nested.property('error.message', 'the stream was cut off');
    const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    const failed = await ask(typedEvents(...all.slice(0, 4), overloaded), fields);
    expect(failed.reply).to.have.nested.property('error.message').that.contains('Overloaded');
  });

  for (const [reason, expected] of [
    ['end_turn', { finish_reason: 'stop' }],
    ['max_tokens', { finish_reason: 'length' }],
    ['refusal', { finish_reason: 'refusal', refusal: 'no' }],
    ['pause_turn', { finish_reason: 'pause_turn' }],
  ] as const)
    it(`is read where it stops by ${reason}`, async () => {
      const body = { ...answer, content: [], stop_reason: reason, stop_details: { explanation: 'no' } };
      const { reply } = await ask(json(body), target);
      expect(reply).to.deep.include({ answer: null, ...expected });
    });

  it('refuses, and says it in its own words', async () => {
    const error = {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'max_tokens: too large' },
    };
    const refused = await ask(json(error, {}, 400), { ...target, retries: 0 });
    expect(refused.reply).to.deep.include({
      error: { kind: 'http', status: 400, message: '400 max_tokens: too large' },
      attempts: 1,
    });
    const overloaded = json(
      { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
      {},
      529,
    );
    const again = await ask([overloaded, json(answer)], target);
    expect(again.reply).to.deep.include({ answer: '晴れです。', retried: ['529'] });
  });
});
