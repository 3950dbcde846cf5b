import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { openEndpoint, type Reply } from '../../../harness/endpoint/index.js';
import type { SuiteTarget } from '../../../harness/suite/index.js';
import type { Prompt } from '../../../prompts/index.js';

const prompt: Prompt = {
  id: 'p',
  language: 'ja',
  messages: [
    { role: 'system', content: '短く。' },
    { role: 'user', content: 'やあ' },
    { role: 'assistant', content: 'はい' },
    { role: 'user', content: '天気は？' },
  ],
};

const json =
  (body: unknown, status = 200): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** Events with their names, as these APIs send them; `end` is what follows the last. */
const events =
  (...all: readonly object[]): RequestListener =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const one of all) {
      const { type } = one as { type?: string };
      response.write(`${type === undefined ? '' : `event: ${type}\n`}data: ${JSON.stringify(one)}\n\n`);
    }
    response.end();
  };

const LIMIT = { sampling: { max_tokens: 50, temperature: 0.5 } };

describe('an endpoint that is asked', () => {
  let server: Server | undefined;
  let heard: { request: IncomingMessage; body: Record<string, unknown> }[] = [];
  function close(): void {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  }
  afterEach(() => {
    heard = [];
    close();
  });

  async function ask(
    replies: RequestListener | readonly RequestListener[],
    fields: Partial<SuiteTarget>,
    env: NodeJS.ProcessEnv = {},
    base = '/v1',
  ): Promise<Reply | null> {
    const all = [replies].flat();
    close();
    server = createServer(async (request, response) => {
      heard.push({ request, body: JSON.parse((await text(request)) || 'null') });
      all[Math.min(heard.length, all.length) - 1]?.(request, response);
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`;
    const endpoint = await openEndpoint(
      { id: 'a', model: 'm', base_url, max_wait: 0.01, ...fields },
      { env },
    );
    try {
      return await endpoint.ask(prompt, 5);
    } finally {
      await endpoint.close();
    }
  }

  describe('for text completions', () => {
    const completion = {
      model: 'base-1',
      system_fingerprint: 'fp',
      choices: [
        {
          text: ' 晴れです。',
          finish_reason: 'length',
          logprobs: {
            tokens: [' 晴れ', 'です。'],
            token_logprobs: [-0.5, -0.25],
            top_logprobs: [{ ' 晴れ': -0.5, ' 雨': -1.5 }, null],
          },
        },
      ],
      usage: { prompt_tokens: 9, completion_tokens: 2 },
    };
    const read = {
      answer: ' 晴れです。',
      finish_reason: 'length',
      model: 'base-1',
      system_fingerprint: 'fp',
      usage: { prompt_tokens: 9, completion_tokens: 2 },
      logprobs: [
        [
          ' 晴れ',
          -0.5,
          [
            [' 晴れ', -0.5],
            [' 雨', -1.5],
          ],
        ],
        ['です。', -0.25],
      ],
    };

    it('sends the prompt as text, and reads text with its probabilities', async () => {
      const reply = await ask(json(completion), { api: 'completions', ...LIMIT, logprobs: 2 });
      expect(reply).to.deep.include(read);
      const [{ request, body }] = heard as [(typeof heard)[0]];
      expect(request.url).to.equal('/v1/completions');
      expect(body).to.deep.equal({
        model: 'm',
        prompt: '短く。\n\nやあ\n\nはい\n\n天気は？',
        max_tokens: 50,
        temperature: 0.5,
        logprobs: 2,
        seed: 5,
      });
    });

    it('makes the text by a template', async () => {
      const template =
        '{{#each messages}}<|im_start|>{{role}}\n{{content}}<|im_end|>\n{{/each}}<|im_start|>assistant\n';
      await ask(json(completion), { api: 'completions', ...LIMIT, template });
      await ask(json(completion), {
        api: 'completions',
        ...LIMIT,
        template: 'Q: {{prompt}} <{{system}}>\nA:',
      });
      expect(heard.map(({ body }) => body.prompt)).to.deep.equal([
        '<|im_start|>system\n短く。<|im_end|>\n<|im_start|>user\nやあ<|im_end|>\n<|im_start|>assistant\nはい<|im_end|>\n<|im_start|>user\n天気は？<|im_end|>\n<|im_start|>assistant\n',
        'Q: 天気は？ <短く。>\nA:',
      ]);
    });

    it('streams', async () => {
      const piece = (given: string, tokens: readonly string[], finish: string | null = null) => ({
        model: 'base-1',
        choices: [
          { text: given, finish_reason: finish, logprobs: { tokens, token_logprobs: tokens.map(() => -1) } },
        ],
      });
      const reply = await ask(
        events(piece(' 晴れ', [' 晴れ']), piece('です。', ['です。'], 'stop'), {
          choices: [],
          usage: { prompt_tokens: 9, completion_tokens: 2 },
        }),
        { api: 'completions', ...LIMIT, stream: true },
      );
      expect(heard[0]?.body).to.deep.include({ stream: true, stream_options: { include_usage: true } });
      expect(reply).to.deep.include({
        answer: ' 晴れです。',
        finish_reason: 'stop',
        usage: read.usage,
        logprobs: [
          [' 晴れ', -1],
          ['です。', -1],
        ],
      });
      expect(reply).to.have.property('first_token_ms');
    });

    it('is asked again where the stream is cut off, and quoted where a body is none', async () => {
      const cut = events({ choices: [{ text: ' 晴', finish_reason: null }] });
      const target = { api: 'completions', ...LIMIT, stream: true, retries: 1 } as const;
      expect(await ask([cut, json(completion)], target)).to.deep.include({
        answer: ' 晴れです。',
        retried: ['body'],
      });
      expect(await ask(json({ ok: 1 }), { ...target, retries: 0 })).to.deep.include({
        error: { kind: 'body', message: '{"ok":1}' },
      });
    });
  });

  describe('for responses', () => {
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
      expect(await ask(json(response), fields)).to.deep.include(read);
      const [{ request, body }] = heard as [(typeof heard)[0]];
      expect(request.url).to.equal('/v1/responses');
      expect(body).to.deep.equal({
        model: 'm',
        input: prompt.messages,
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
        const reply = await ask(
          events(
            { type: 'response.created', response: { status: 'in_progress', output: [] } },
            { type: 'response.output_text.delta', delta: '晴' },
            ...items,
            { type: 'response.completed', response: last },
          ),
          { api: 'responses', stream: true },
        );
        expect(reply).to.deep.include(read);
        expect(reply).to.have.property('first_token_ms');
        expect(heard.at(-1)?.body).not.to.have.property('stream_options');
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
        expect(await ask(json(body), { api: 'responses' })).to.deep.include(expected);
        const type = `response.${body.status}`;
        expect(
          await ask(events({ type, response: body }), { api: 'responses', stream: true }),
        ).to.deep.include(expected);
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
        [events({ type: 'response.failed', response: failed }), true],
        [events({ type: 'error', code: 'server_error', message: 'oops' }), true],
      ] as const) {
        heard = [];
        const asked = await ask(reply, { api: 'responses', stream, retries: 1 });
        expect(asked).to.have.property('attempts', 2);
        expect(asked).to.have.nested.property('error.message').that.contains('oops');
      }
      expect(
        await ask(events({ type: 'response.output_text.delta', delta: '晴' }), {
          api: 'responses',
          stream: true,
          retries: 0,
        }),
      ).to.have.nested.property('error.message', 'the stream was cut off');
    });
  });

  describe('for messages', () => {
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
      for (const base of ['', '/', '/v1', '/v1/', '/anthropic']) {
        const fields = {
          ...target,
          api_key_env: 'KEY',
          extra_body: { thinking: { type: 'disabled' } },
        } as const;
        expect(await ask(json(answer), fields, { KEY: 'sk-messages-1234' }, base)).to.deep.include(read);
      }
      expect(heard.map(({ request }) => request.url)).to.deep.equal([
        ...Array(4).fill('/v1/messages'),
        '/anthropic/v1/messages',
      ]);
      const [{ request, body }] = heard as [(typeof heard)[0]];
      expect(request.headers).to.include({ authorization: 'Bearer sk-messages-1234' });
      expect(request.headers).to.have.property('anthropic-version');
      expect(body).to.deep.equal({
        model: 'm',
        max_tokens: 50,
        stop_sequences: ['X'],
        system: '短く。',
        messages: prompt.messages.slice(1),
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
      try {
        await ask(json(answer), target);
        await ask(json({}), { retries: 0 });
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
      const reply = await ask(events(...all, { type: 'message_stop' }), fields);
      expect(reply).to.deep.include(read);
      expect(reply).to.have.property('first_token_ms');
      expect(await ask(events(...all.slice(0, -1)), fields)).to.have.nested.property(
        'error.message',
        'the stream was cut off',
      );
      const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
      expect(await ask(events(...all.slice(0, 4), overloaded), fields))
        .to.have.nested.property('error.message')
        .that.contains('Overloaded');
    });

    for (const [reason, expected] of [
      ['end_turn', { finish_reason: 'stop' }],
      ['max_tokens', { finish_reason: 'length' }],
      ['refusal', { finish_reason: 'refusal', refusal: 'no' }],
      ['pause_turn', { finish_reason: 'pause_turn' }],
    ] as const)
      it(`is read where it stops by ${reason}`, async () => {
        const body = { ...answer, content: [], stop_reason: reason, stop_details: { explanation: 'no' } };
        expect(await ask(json(body), target)).to.deep.include({ answer: null, ...expected });
      });

    it('refuses, and says it in its own words', async () => {
      const error = {
        type: 'error',
        error: { type: 'invalid_request_error', message: 'max_tokens: too large' },
      };
      expect(await ask(json(error, 400), { ...target, retries: 0 })).to.deep.include({
        error: { kind: 'http', status: 400, message: '400 max_tokens: too large' },
        attempts: 1,
      });
      heard = [];
      const overloaded = json(
        { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
        529,
      );
      expect(await ask([overloaded, json(answer)], target)).to.deep.include({
        answer: '晴れです。',
        retried: ['529'],
      });
    });
  });

  describe('to stream', () => {
    const whole = events({ choices: [{ delta: { content: 'はい' }, finish_reason: 'stop' }] });
    const refuse =
      (status: number): RequestListener =>
      (request, response) => {
        const named = 'stream_options' in (heard.at(-1)?.body ?? {});
        if (!named) return whole(request, response);
        return json(
          { detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }] },
          status,
        )(request, response);
      };

    for (const status of [400, 422])
      it(`is asked again without stream_options after a ${status} that names them, and then never with them`, async () => {
        server = createServer(async (request, response) => {
          heard.push({ request, body: JSON.parse(await text(request)) });
          refuse(status)(request, response);
        });
        await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
        const base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
        const endpoint = await openEndpoint({ id: 'a', model: 'm', base_url, stream: true, retries: 0 });
        const replies = await Promise.all([1, 2].map((seed) => endpoint.ask(prompt, seed)));
        for (const reply of replies)
          expect(reply).to.deep.include({ answer: 'はい', attempts: 2, retried: [String(status)] });
        expect(await endpoint.ask(prompt, 3)).to.deep.include({ answer: 'はい', attempts: 1 });
        expect(heard.length).to.equal(5);
        await endpoint.close();
      });

    it('is never asked with stream_options where the suite sets them to null', async () => {
      const fields = { stream: true, retries: 0, extra_body: { stream_options: null, top_k: 1 } } as const;
      expect(await ask(refuse(422), fields)).to.deep.include({ answer: 'はい', attempts: 1 });
      expect(heard[0]?.body)
        .to.include({ stream: true, top_k: 1 })
        .and.not.to.have.property('stream_options');
    });

    it('fails as it is refused where what is refused is something else', async () => {
      const reply = await ask(json({ error: { message: 'seed is not supported' } }, 400), { stream: true });
      expect(reply).to.deep.include({
        attempts: 1,
        error: { kind: 'http', status: 400, message: '400 seed is not supported' },
      });
    });
  });
});
