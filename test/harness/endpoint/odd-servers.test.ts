import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { openEndpoint, type Reply } from '../../../harness/endpoint/index.js';
import type { SuiteTarget } from '../../../harness/suite/index.js';
import type { Prompt } from '../../../prompts/index.js';

const prompt: Prompt = { id: 'p', language: 'ja', messages: [{ role: 'user', content: 'やあ' }] };

const message = (fields: object, finish_reason: string | null = 'stop') =>
  JSON.stringify({ choices: [{ message: fields, finish_reason }] });
const delta = (fields: object, finish_reason?: string | null) =>
  `data: ${JSON.stringify({ choices: [{ delta: fields, ...(finish_reason !== undefined && { finish_reason }) }] })}\n\n`;
const DONE = 'data: [DONE]\n\n';

const json =
  (body: string | Buffer, headers: Readonly<Record<string, string>> = {}, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

/** Sends events and ends, or stays open. */
const events = (
  chunks: readonly string[],
  end: (response: ServerResponse) => void = (response) => response.end(),
) =>
  ((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const chunk of chunks) response.write(chunk);
    end(response);
  }) satisfies RequestListener;

const call = (fields: object) => delta({ tool_calls: [fields] });

describe('an endpoint that does not keep to the letter', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function ask(
    listener: RequestListener,
    fields: Partial<SuiteTarget> = {},
  ): Promise<{ reply: Reply | null; requests: number }> {
    let requests = 0;
    server = createServer((request, response) => {
      requests++;
      listener(request, response);
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const target = {
      id: 'a',
      model: 'm',
      base_url: `http://127.0.0.1:${port}/v1`,
      max_wait: 0.01,
      retries: 2,
    };
    const endpoint = openEndpoint({ ...target, ...fields });
    try {
      return { reply: await endpoint.ask(prompt, 5), requests };
    } finally {
      await endpoint.close();
    }
  }

  const answered: readonly (readonly [string, RequestListener, boolean, Partial<Reply>])[] = [
    [
      'sends JSON though a stream was asked for',
      json(message({ content: 'はい' })),
      true,
      { answer: 'はい' },
    ],
    [
      'sends a stream though none was asked for',
      events([delta({ content: 'は' }), delta({ content: 'い' }, 'stop'), DONE]),
      false,
      { answer: 'はい', finish_reason: 'stop' },
    ],
    [
      'sends compressed bodies',
      json(gzipSync(message({ content: 'はい' })), { 'content-encoding': 'gzip' }),
      false,
      { answer: 'はい' },
    ],
    [
      'ends a stream without saying why it stopped',
      events([delta({ content: 'はい' }), DONE]),
      true,
      { answer: 'はい' },
    ],
    [
      'streams content as parts',
      events([
        delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: '考え' }] }] }),
        delta({ content: [{ type: 'text', text: 'は' }, 'い'] }, 'stop'),
      ]),
      true,
      { answer: 'はい', reasoning: '考え' },
    ],
    [
      'sends content as a list of strings',
      json(message({ content: ['は', 'い'] })),
      false,
      { answer: 'はい' },
    ],
    [
      'streams a whole message last',
      events([`data: ${message({ content: 'はい' })}\n\n`, DONE]),
      true,
      { answer: 'はい' },
    ],
    [
      'sends a call of no function',
      json(message({ content: 'はい', tool_calls: [{ function: null }] })),
      false,
      { answer: 'はい', tool_calls: [{ name: '', arguments: '' }] },
    ],
    [
      'streams calls without an index',
      events([
        call({ id: '1', function: { name: 'f', arguments: '{"x"' } }),
        call({ function: { arguments: ':1}' } }),
        call({ id: '2', function: { name: 'g', arguments: '{}' } }),
        delta({}, 'tool_calls'),
      ]),
      true,
      {
        tool_calls: [
          { name: 'f', arguments: '{"x":1}' },
          { name: 'g', arguments: '{}' },
        ],
      },
    ],
    [
      'streams all calls at one index',
      events([
        call({ index: 0, id: '1', function: { name: 'f', arguments: '{"x":1}' } }),
        call({ index: 0, id: '2', function: { name: 'g', arguments: '{"y"' } }),
        call({ index: 0, function: { arguments: ':2}' } }),
        delta({}, 'stop'),
      ]),
      true,
      {
        tool_calls: [
          { name: 'f', arguments: '{"x":1}' },
          { name: 'g', arguments: '{"y":2}' },
        ],
      },
    ],
    [
      'gives every piece of a call an id of its own',
      events([
        call({ index: 0, id: '1', function: { name: 'f', arguments: '' } }),
        call({ index: 0, id: '2', function: { arguments: '{"x"' } }),
        call({ index: 0, id: '3', function: { arguments: ':1}' } }),
        delta({}, 'tool_calls'),
      ]),
      true,
      { tool_calls: [{ name: 'f', arguments: '{"x":1}' }] },
    ],
    [
      "sends chunks of Azure's filter behind the answer",
      events([
        `data: ${JSON.stringify({ model: 'gpt-4o', choices: [{ delta: { content: 'はい' }, finish_reason: 'stop' }] })}\n\n`,
        `data: ${JSON.stringify({ id: '', model: '', choices: [{ content_filter_offsets: {}, finish_reason: null }] })}\n\n`,
        DONE,
      ]),
      true,
      { answer: 'はい', model: 'gpt-4o', finish_reason: 'stop' },
    ],
    [
      'resets the connection behind a whole answer',
      events([delta({ content: 'はい' }, 'stop')], (response) => setTimeout(() => response.destroy(), 50)),
      true,
      { answer: 'はい', finish_reason: 'stop' },
    ],
    [
      'ends without a message, which is an empty answer',
      json(JSON.stringify({ choices: [{ finish_reason: 'length', index: 0 }] })),
      false,
      { answer: null, finish_reason: 'length' },
    ],
    [
      'counts tokens in strings',
      json(
        `{"usage":{"prompt_tokens":"12","completion_tokens":"x"},${message({ content: 'はい' }).slice(1)}`,
      ),
      false,
      { usage: { prompt_tokens: 12, completion_tokens: 0 } },
    ],
    [
      'ends lines with CR LF and the stream without an empty line',
      events([delta({ content: 'はい' }, 'stop').replaceAll('\n', '\r\n'), 'data: [DONE]']),
      true,
      { answer: 'はい' },
    ],
  ];
  for (const [name, listener, stream, expected] of answered)
    it(`${name}, and is asked once`, async () => {
      const { reply, requests } = await ask(listener, { stream });
      expect(requests).to.equal(1);
      expect(reply).to.deep.include({ ...expected, attempts: 1 });
    });

  it('keeps a stream open behind its end, and is let go of', async () => {
    const { reply } = await ask(
      events([delta({ content: 'はい' }, 'stop'), DONE], () => {}),
      { stream: true, timeout: 10 },
    );
    expect(reply).to.deep.include({ answer: 'はい' });
    expect(reply?.latency_ms).to.be.below(3000);
  });

  it('begins with a call of a tool, which is its first token', async () => {
    const slow = events([call({ index: 0, function: { name: 'f', arguments: '{' } })], (response) => {
      setTimeout(
        () => response.end(call({ index: 0, function: { arguments: '}' } }) + delta({}, 'tool_calls')),
        1500,
      );
    });
    const { reply, requests } = await ask(slow, { stream: true, first_token_timeout: 1 });
    expect([requests, reply?.attempts]).to.deep.equal([1, 1]);
    expect(reply?.first_token_ms).to.be.below(1000);
    expect(reply).to.deep.include({ tool_calls: [{ name: 'f', arguments: '{}' }] });
  });

  it('cuts a stream off behind an empty finish_reason, and is asked again', async () => {
    const { reply, requests } = await ask(events([delta({ content: '東' }, '')]), { stream: true });
    expect(requests).to.equal(3);
    expect(reply).to.deep.include({ error: { kind: 'body', message: 'the stream was cut off' } });
  });

  it('never ends a stream behind a whole answer, which is kept when its time is up', async () => {
    const { reply, requests } = await ask(
      events([delta({ content: 'はい' }, 'stop')], () => {}),
      { stream: true, timeout: 1 },
    );
    expect(requests).to.equal(1);
    expect(reply).to.deep.include({ answer: 'はい', finish_reason: 'stop' });
  });

  it('leaves a stream open behind an event that is no JSON, and has its one connection free again', async () => {
    const { reply, requests } = await ask(
      events([delta({ content: 'は' }), 'data: oops\n\n'], () => {}),
      { stream: true, timeout: 5, concurrency: 1 },
    );
    expect(requests).to.equal(3);
    expect(reply).to.deep.include({ retried: ['body', 'body'] });
  });

  it('carries an error in the choice of a stream, and is asked again', async () => {
    const problem = { code: 502, message: 'the provider is gone' };
    const broken = `data: ${JSON.stringify({ choices: [{ delta: { content: '' }, finish_reason: 'error', error: problem }] })}\n\n`;
    const { reply, requests } = await ask(events([delta({ content: 'は' }), broken, DONE]), { stream: true });
    expect(requests).to.equal(3);
    expect(reply).to.deep.include({ error: { kind: 'body', message: JSON.stringify(problem) } });
  });

  for (const reason of ['error', 'abort', 'insufficient_system_resource'])
    it(`says by finish_reason "${reason}" that it broke off, and is asked again`, async () => {
      for (const [listener, stream] of [
        [json(message({ content: 'は' }, reason)), false],
        [events([delta({ content: 'は' }), delta({}, reason), DONE]), true],
      ] as const) {
        const { reply, requests } = await ask(listener, { stream });
        expect(requests).to.equal(3);
        expect(reply).to.deep.include({
          error: { kind: 'body', message: `the server broke off: finish_reason "${reason}"` },
        });
        server?.close();
      }
    });

  it('sends an error for good in a 200, streamed or not, and is not asked again', async () => {
    const problem = { message: 'model not found', code: 404 };
    for (const [listener, stream] of [
      [json(JSON.stringify({ error: problem })), true],
      [json(JSON.stringify({ error: problem })), false],
      [events([`data: ${JSON.stringify({ error: problem })}\n\n`]), true],
      [events([`event: error\ndata: ${JSON.stringify(problem)}\n\n`]), true],
    ] as const) {
      const { reply, requests } = await ask(listener, { stream });
      expect(requests).to.equal(1);
      expect(reply).to.deep.include({ error: { kind: 'body', message: JSON.stringify(problem) } });
      server?.close();
    }
  });

  const refusals: readonly (readonly [string, number, unknown, string])[] = [
    ['vLLM and SGLang', 400, { object: 'error', message: 'too long', code: 400 }, '400 too long'],
    ['Mistral', 401, { message: 'Unauthorized', request_id: '1' }, '401 Unauthorized'],
    ['Google', 400, [{ error: { code: 400, message: 'API key not valid.' } }], '400 API key not valid.'],
    ['FastAPI', 422, { detail: 'no seed' }, '422 {"detail":"no seed"}'],
    ['LM Studio', 404, { error: 'No model loaded' }, '404 "No model loaded"'],
    ['nobody', 404, {}, '404 status code (no body)'],
  ];
  for (const [name, status, body, said] of refusals)
    it(`refuses as ${name} would, and is quoted`, async () => {
      const { reply, requests } = await ask(json(JSON.stringify(body), {}, status));
      expect(requests).to.equal(1);
      expect(reply).to.deep.include({ error: { kind: 'http', status, message: said } });
    });

  it('sends an error in a 200 without saying that it is one, and is quoted', async () => {
    const problem = { base_resp: { status_code: 1004, status_msg: 'login fail' } };
    const { reply } = await ask(json(JSON.stringify(problem)));
    expect(reply).to.deep.include({ error: { kind: 'body', message: JSON.stringify(problem) } });
  });

  it('redirects, and its new place is named and not asked', async () => {
    const location = 'https://elsewhere.invalid/v1/chat/completions?x=1';
    const { reply, requests } = await ask(json('<html>', { location }, 308));
    expect(requests).to.equal(1);
    expect(reply)
      .to.have.nested.property('error.message')
      .that.equals('308 redirects to https://elsewhere.invalid/v1; name that in base_url');
  });

  it('fails with a whole page, of which the beginning is kept, and no half of a key', async () => {
    process.env.ODD_KEY = 'sk-odd-servers-1234567890';
    const page = `<html>${'x'.repeat(980)}`;
    const { reply } = await ask(
      json(`${page}${process.env.ODD_KEY}${page}`, { 'content-type': 'text/html' }, 503),
      {
        api_key_env: 'ODD_KEY',
        retries: 0,
      },
    );
    delete process.env.ODD_KEY;
    expect(reply).to.have.nested.property('error.message').that.equals(`503 ${page}[key]<html${'…'}`);
  });

  it('asks to wait for no time at all, and is given some', async () => {
    const from = Date.now();
    const { requests } = await ask(json('{}', { 'retry-after': '0' }, 503), { retries: 2, max_wait: 10 });
    expect(requests).to.equal(3);
    // Half a second and a second, each with jitter over its upper half.
    expect(Date.now() - from).to.be.at.least(740);
  });

  it('stands behind a proxy that lets nobody through', async () => {
    const proxy = createSocketServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const { reply } = await ask(json('{}'), {
      base_url: 'https://example.invalid/v1',
      proxy: `http://127.0.0.1:${port}`,
      retries: 0,
    });
    proxy.close();
    expect(reply).to.deep.include({ error: { kind: 'connection', message: 'the proxy answered 407' } });
  });
});
