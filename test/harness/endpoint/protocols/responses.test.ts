import { expect } from 'chai';
import { askServers, type Heard, json, typedEvents } from '../one-answer.js';
import { conversation, LIMIT } from './conversation.js';

describe('an endpoint that is asked for responses', () => {
  const { ask, close } = askServers(conversation);
  afterEach(close);

  const output = [
    {
      type: 'reasoning',
      summary: [
        { type: 'summary_text', text: 'Weather.' },
        { type: 'summary_text', text: 'Short.' },
      ],
    },
    {
      type: 'message',
      role: 'assistant',
      content: [
        {
          type: 'output_text',
          text: '晴れです。',
          annotations: [],
          logprobs: [
            { token: '晴れ', logprob: -0.5, bytes: null, top_logprobs: [{ token: '雨', logprob: -2 }] },
          ],
        },
      ],
    },
    { type: 'function_call', call_id: '1', name: 'find', arguments: '{"q": "お年玉"}' },
  ];
  const response = {
    id: 'resp_1',
    object: 'response',
    status: 'completed',
    error: null,
    incomplete_details: null,
    model: 'm-1',
    output,
    usage: {
      input_tokens: 8,
      output_tokens: 20,
      output_tokens_details: { reasoning_tokens: 12 },
      total_tokens: 28,
    },
  };
  const read = {
    answer: '晴れです。',
    reasoning: 'Weather.\n\nShort.',
    tool_calls: [{ name: 'find', arguments: '{"q": "お年玉"}' }],
    finish_reason: 'tool_calls',
    model: 'm-1',
    usage: { prompt_tokens: 8, completion_tokens: 20, reasoning_tokens: 12 },
    logprobs: [['晴れ', -0.5, [['雨', -2]]]],
  };

  it('sends items of input without a seed, and reads the items of output', async () => {
    const fields = {
      api: 'responses',
      ...LIMIT,
      logprobs: 1,
      extra_body: { reasoning: { effort: 'low' } },
    } as const;
    const { reply, heard } = await ask(json(response), fields);
    expect(reply).to.deep.include(read);
    const [{ request, body }] = heard as [Heard];
    expect(request.url).to.equal('/v1/responses');
    expect(body).to.deep.equal({
      model: 'm',
      input: conversation.messages,
      max_output_tokens: 50,
      temperature: 0.5,
      top_logprobs: 1,
      include: ['message.output_text.logprobs'],
      reasoning: { effort: 'low' },
    });
  });

  it('streams, whether the last event holds the output or not', async () => {
    const items = output.map((item, output_index) => ({
      type: 'response.output_item.done',
      output_index,
      item,
    }));
    for (const last of [response, { ...response, output: [] }]) {
      const { reply, heard } = await ask(
        typedEvents(
          { type: 'response.created', response: { status: 'in_progress', output: [] } },
          { type: 'response.output_text.delta', delta: '晴' },
          ...items,
          { type: 'response.completed', response: last },
        ),
        { api: 'responses', stream: true },
      );
      expect(reply).to.deep.include(read);
      expect(reply).to.have.property('first_token_ms');
      expect(heard[0]?.body).not.to.have.property('stream_options');
    }
  });

  for (const [name, changes, expected] of [
    [
      'is cut by a limit',
      {
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
        output: output.slice(0, 1),
      },
      { answer: null, reasoning: 'Weather.\n\nShort.', finish_reason: 'length' },
    ],
    [
      'is cut by a filter',
      {
        status: 'incomplete',
        incomplete_details: { reason: 'content_filter' },
        output: output.slice(1, 2),
      },
      { answer: '晴れです。', finish_reason: 'content_filter' },
    ],
    [
      'is a refusal',
      { output: [{ type: 'message', content: [{ type: 'refusal', refusal: 'できません。' }] }] },
      { answer: null, refusal: 'できません。', finish_reason: 'stop' },
    ],
    [
      'has thoughts in full',
      {
        output: [
          { type: 'reasoning', summary: [], content: [{ type: 'reasoning_text', text: 'hm' }] },
          ...output.slice(1, 2),
        ],
      },
      { answer: '晴れです。', reasoning: 'hm', finish_reason: 'stop' },
    ],
  ] as const) {
    it(`is read where it ${name}`, async () => {
      const body = { ...response, ...changes };
      const whole = await ask(json(body), { api: 'responses' });
      expect(whole.reply).to.deep.include(expected);
      const last = { type: `response.${body.status}`, response: body };
      const streamed = await ask(typedEvents(last), { api: 'responses', stream: true });
      expect(streamed.reply).to.deep.include(expected);
    });
  }

  it('is asked again where it failed, and says why', async () => {
    const failed = {
      ...response,
      status: 'failed',
      output: [],
      error: { code: 'server_error', message: 'oops' },
    };
    for (const [reply, stream] of [
      [json(failed), false],
      [typedEvents({ type: 'response.failed', response: failed }), true],
      [typedEvents({ type: 'error', code: 'server_error', message: 'oops' }), true],
    ] as const) {
      const asked = await ask(reply, { api: 'responses', stream, retries: 1 });
      expect(asked.reply).to.have.property('attempts', 2);
      expect(asked.reply).to.have.nested.property('error.message').that.contains('oops');
    }
    const begun = typedEvents({ type: 'response.output_text.delta', delta: '晴' });
    const cut = await ask(begun, { api: 'responses', stream: true, retries: 0 });
    expect(cut.reply).to.have.nested.property('error.message', 'the stream was cut off');
  });
});
