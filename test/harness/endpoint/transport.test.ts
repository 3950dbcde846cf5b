import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, createServer as createSocketServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { openEndpoint, type Reply } from '../../../harness/endpoint/index.js';
import type { SuiteTarget } from '../../../harness/suite/index.js';
import type { Prompt } from '../../../prompts/index.js';
import { folderWith } from '../../support/offscript.js';

const prompt: Prompt = { id: 'p', language: 'ja', messages: [{ role: 'user', content: 'やあ' }] };
const completion = JSON.stringify({ choices: [{ message: { content: 'はい' }, finish_reason: 'stop' }] });

interface Heard {
  readonly request: IncomingMessage;
  readonly body: Record<string, unknown>;
}

describe('an endpoint', () => {
  const open: Server[] = [];
  const heard: Heard[] = [];
  afterEach(() => {
    heard.length = 0;
    for (const server of open.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function listen(server: Server): Promise<number> {
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  /** Hears requests and answers them, with the `i`th of `replies` where there is one. */
  const listener =
    (...replies: RequestListener[]): RequestListener =>
    async (request, response) => {
      const reply = replies[heard.length];
      heard.push({ request, body: JSON.parse(await text(request)) });
      if (reply) reply(request, response);
      else response.writeHead(200, { 'content-type': 'application/json' }).end(completion);
    };

  async function ask(
    fields: Partial<SuiteTarget>,
    env: NodeJS.ProcessEnv = process.env,
  ): Promise<Reply | null> {
    const endpoint = await openEndpoint(
      { id: 'a', model: 'm', base_url: '', max_wait: 0.01, ...fields },
      { env },
    );
    try {
      return await endpoint.ask(prompt, 5);
    } finally {
      await endpoint.close();
    }
  }

  it('is asked with the headers, the query and the body of its target, as Azure wants it', async () => {
    const port = await listen(createServer(listener()));
    const reply = await ask(
      {
        base_url: `http://127.0.0.1:${port}/openai/deployments/my-model`,
        headers: { 'api-key': '$'.concat('{AZURE_KEY}'), 'x-team': 'evaluation' },
        query: { 'api-version': '2024-10-21' },
        extra_body: { top_k: 20, chat_template_kwargs: { enable_thinking: false } },
        sampling: { temperature: 0.5 },
        logprobs: 3,
      },
      { AZURE_KEY: 'azure-key-123456' },
    );
    expect(reply).to.deep.include({ answer: 'はい', attempts: 1 });
    const [{ request, body }] = heard as [Heard];
    expect(request.url).to.equal('/openai/deployments/my-model/chat/completions?api-version=2024-10-21');
    expect(request.headers).to.deep.include({ 'api-key': 'azure-key-123456', 'x-team': 'evaluation' });
    expect(request.headers).not.to.have.property('authorization');
    expect(body).to.deep.include({
      top_k: 20,
      chat_template_kwargs: { enable_thinking: false },
      temperature: 0.5,
      seed: 5,
      logprobs: true,
      top_logprobs: 3,
    });
  });

  it('is asked through a proxy, and on this machine not through that of the environment', async () => {
    const port = await listen(createServer(listener()));
    const tunnels: string[] = [];
    const proxy = createServer();
    proxy.on('connect', ({ url = '', headers }, client, head) => {
      tunnels.push(`${url} ${headers['proxy-authorization']}`);
      const server = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        server.write(head);
        server.pipe(client).pipe(server);
      });
      for (const socket of [server, client]) socket.on('error', () => {});
    });
    const proxyPort = await listen(proxy);
    const env = { PROXY_PASSWORD: 'proxy-password' };
    const base_url = `http://127.0.0.1:${port}/v1`;
    const through = { base_url, proxy: `http://user:$`.concat(`{PROXY_PASSWORD}@127.0.0.1:${proxyPort}`) };
    expect(await ask(through, env)).to.deep.include({ answer: 'はい' });
    const authorization = `Basic ${Buffer.from('user:proxy-password').toString('base64')}`;
    expect(tunnels).to.deep.equal([`127.0.0.1:${port} ${authorization}`]);
    const before = process.env;
    process.env = { ...before, http_proxy: `http://127.0.0.1:${proxyPort}`, no_proxy: '' };
    try {
      expect(await ask({ base_url })).to.deep.include({ answer: 'はい' });
      expect(tunnels.length).to.equal(1);
      expect(await ask({ base_url: `http://elsewhere.invalid:${port}/v1` })).to.deep.include({
        answer: 'はい',
      });
      expect(tunnels[1]).to.match(/^elsewhere\.invalid:/);
      expect(
        await ask({
          base_url: 'http://elsewhere.invalid/v1',
          proxy: false,
          connect_timeout: 1,
          retries: 0,
          wait_for: 0,
        }),
      ).to.have.property('error');
      expect(tunnels.length).to.equal(2);
    } finally {
      process.env = before;
    }
  });

  it('is trusted by a certificate of its own, and not without it', async () => {
    const folder = folderWith({});
    const [key, cert] = [join(folder.path, 'key.pem'), join(folder.path, 'cert.pem')];
    const words = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost`;
    const names = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert];
    execFileSync('openssl', [...words.split(' '), ...names], { stdio: 'ignore' });
    try {
      const port = await listen(
        createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, listener()),
      );
      const base_url = `https://127.0.0.1:${port}/v1`;
      expect(await ask({ base_url, ca: cert })).to.deep.include({ answer: 'はい' });
      const refused = await ask({ base_url, retries: 0 });
      // OpenSSL's own words, of which later versions say more.
      expect(refused?.error?.kind).to.equal('connection');
      expect(refused?.error?.message).to.match(/self-signed certificate/);
      const opened = openEndpoint({ id: 'a', model: 'm', base_url, ca: key }).then(
        () => expect.fail('was opened'),
        (error: Error) => error.message,
      );
      expect(await opened).to.contain('holds no certificate');
    } finally {
      folder.remove();
    }
  });

  const status =
    (code: number, body = '{}', headers: Record<string, string> = {}): RequestListener =>
    (_, response) =>
      void response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(body);

  for (const [name, reply, cause] of [
    ['a 408', status(408), '408'],
    ['a 409', status(409), '409'],
    ['a 429', status(429, '{}', { 'retry-after': '3600' }), '429'],
    ['a 529', status(529), '529'],
    ['a body that is no JSON', status(200, '{"choices": ['), 'body'],
    ['a body without a message', status(200, '{"choices": []}'), 'body'],
    [
      'a 200 that carries an error',
      status(200, '{"error": {"code": 502, "message": "bad gateway"}}'),
      'body',
    ],
    ['a reset', (request) => void request.socket.resetAndDestroy(), 'connection'],
    [
      'a body that is cut off',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 });
        response.write('{"choices": [', () => response.destroy());
      },
      'connection',
    ],
  ] as [string, RequestListener, string][]) {
    it(`is asked again after ${name}, and the sample says so`, async () => {
      const port = await listen(createServer(listener(reply)));
      const answer = await ask({ base_url: `http://127.0.0.1:${port}/v1` });
      expect(answer).to.deep.include({ answer: 'はい', attempts: 2, retried: [cause] });
    });
  }

  const message = (content: unknown, more: object = {}): string =>
    JSON.stringify({ choices: [{ message: { content, ...more }, finish_reason: 'stop' }] });
  for (const [name, reply, expected] of [
    ['an empty answer', status(200, message('')), { answer: '' }],
    ['a null answer', status(200, message(null)), { answer: null }],
    ['a refusal', status(200, message(null, { refusal: 'no' })), { answer: null, refusal: 'no' }],
    [
      "a refusal by Azure's filter",
      status(400, '{"error": {"code": "content_filter", "message": "filtered"}}'),
      { answer: null, refusal: '400 filtered', finish_reason: 'content_filter' },
    ],
    ['a 401', status(401), { answer: null }],
    ['a 400', status(400), { answer: null }],
    ['a 200 that carries a permanent error', status(200, '{"error": {"code": 403}}'), { answer: null }],
  ] as [string, RequestListener, object][]) {
    it(`is not asked again after ${name}`, async () => {
      const port = await listen(createServer(listener(reply)));
      const answer = await ask({ base_url: `http://127.0.0.1:${port}/v1` });
      expect(answer).to.deep.include({ ...expected, attempts: 1 });
      expect(heard.length).to.equal(1);
    });
  }

  const chunk = (delta: object, finish: string | null = null): string =>
    `data: ${JSON.stringify({ model: 'm-1', choices: [{ delta, finish_reason: finish }] })}\n\n`;
  /** Sends events and pauses of so many milliseconds; one without an end lasts until the client lets go. */
  const events =
    (...pieces: (string | number)[]): RequestListener =>
    async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const piece of pieces) {
        if (typeof piece === 'string') response.write(piece);
        else if (piece === Number.POSITIVE_INFINITY) await once(response, 'close');
        else await sleep(piece);
      }
      response.end();
    };

  it('streams its answer in pieces, with the time of the first token', async () => {
    const call = (index: number, name: string | undefined, args: string) =>
      chunk({ tool_calls: [{ index, function: { name, arguments: args } }] });
    const stream = events(
      chunk({ role: 'assistant', content: '' }),
      150,
      chunk({ reasoning_content: 'hm' }),
      chunk({ reasoning_content: 'm' }),
      chunk({ content: 'は' }),
      1000,
      chunk({ content: 'い' }),
      call(0, 'find', '{"q":'),
      call(1, 'stop', ''),
      call(0, undefined, '"お年玉"}'),
      chunk({}, 'stop'),
      `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 5, completion_tokens_details: { reasoning_tokens: 2 } } })}\n\n`,
      'data: [DONE]\n\n',
    );
    const port = await listen(createServer(listener(stream)));
    const reply = await ask({ base_url: `http://127.0.0.1:${port}/v1`, stream: true });
    expect(heard[0]?.body).to.deep.include({ stream: true, stream_options: { include_usage: true } });
    expect(reply).to.deep.include({
      answer: 'はい',
      reasoning: 'hmm',
      model: 'm-1',
      finish_reason: 'stop',
      usage: { prompt_tokens: 3, completion_tokens: 5, reasoning_tokens: 2 },
      tool_calls: [
        { name: 'find', arguments: '{"q":"お年玉"}' },
        { name: 'stop', arguments: '' },
      ],
    });
    // After the first pause, and well before the end of the second.
    const { first_token_ms = Number.NaN, latency_ms = Number.NaN } = reply ?? {};
    expect(first_token_ms).to.be.at.least(140);
    expect(latency_ms - first_token_ms).to.be.at.least(500);
  });

  it('is asked again where a stream ends early, carries an error, or has no first token in time', async () => {
    const port = await listen(
      createServer(
        listener(
          events(chunk({ content: 'は' })),
          events(chunk({ content: 'は' }), 'data: {"error": {"message": "overloaded"}}\n\n'),
          events(chunk({ content: '' }), Number.POSITIVE_INFINITY),
          events(chunk({ content: 'はい' }, 'stop')),
        ),
      ),
    );
    const target = { base_url: `http://127.0.0.1:${port}/v1`, stream: true, first_token_timeout: 2 };
    expect(await ask(target)).to.deep.include({ answer: 'はい', retried: ['body', 'body', 'timeout'] });
  });

  it('is given up where it does not answer in time, and says which time it was', async () => {
    const port = await listen(createServer(listener(() => {})));
    const reply = await ask({ base_url: `http://127.0.0.1:${port}/v1`, timeout: 0.2, retries: 0 });
    expect(reply).to.deep.include({ error: { kind: 'timeout', message: 'no answer in time' } });
    // An address that is set aside for documentation: nothing answers there.
    const silent = {
      base_url: 'http://192.0.2.1/v1',
      connect_timeout: 0.2,
      timeout: 3,
      retries: 0,
      wait_for: 0,
      proxy: false,
    } as const;
    const connecting = await ask(silent);
    expect(connecting)
      .to.have.nested.property('error.kind')
      .that.matches(/^(timeout|connection)$/);
    expect(connecting?.latency_ms).to.be.below(2900);
  });

  it('does not wait for a connection that is not made: its time is up, or the run is', async () => {
    // It takes the bytes and never answers them, as a load balancer without a server does.
    const silent = createSocketServer((socket) => socket.on('error', () => {}));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const target = { id: 'a', model: 'm', base_url: `https://127.0.0.1:${port}/v1`, retries: 0 };
    const endpoint = await openEndpoint({ ...target, timeout: 0.3 });
    const reply = await endpoint.ask(prompt, 5);
    expect(reply).to.deep.include({ error: { kind: 'timeout', message: 'no answer in time' } });
    expect(reply?.latency_ms).to.be.below(3000);
    const other = await openEndpoint(target);
    const asked = other.ask(prompt, 5);
    await sleep(100);
    const from = Date.now();
    other.abort();
    expect(await asked).to.equal(null);
    expect(Date.now() - from).to.be.below(3000);
    await Promise.all([endpoint.close(), other.close()]);
    silent.close();
  });

  it('makes nobody wait for another try once it is stopped', async () => {
    const refuse: RequestListener = (_, response) =>
      void setTimeout(() => response.writeHead(429, { 'retry-after': '50' }).end('{}'), 300);
    const port = await listen(createServer(listener(refuse)));
    const endpoint = await openEndpoint({ id: 'a', model: 'm', base_url: `http://127.0.0.1:${port}/v1` });
    const asked = endpoint.ask(prompt, 5);
    while (endpoint.inFlight() === 0) await sleep(5);
    endpoint.stop();
    const from = Date.now();
    expect(await asked).to.equal(null);
    expect(Date.now() - from).to.be.below(3000);
    await endpoint.close();
  });
});
