import { randomBytes } from 'node:crypto';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { askServers, events, json } from './one-answer.js';

describe('an endpoint that fails in its own way', () => {
  const { ask, close } = askServers();
  afterEach(close);

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
      close();
    }
  });

  const refusals: readonly (readonly [string, number, unknown, string])[] = [
    ['vLLM and SGLang', 400, { object: 'error', message: 'too long', code: 400 }, '400 too long'],
    ['Mistral', 401, { message: 'Unauthorized', request_id: '1' }, '401 Unauthorized'],
    ['Google', 400, [{ error: { code: 400, message: 'API key not valid.' } }], '400 API key not valid.'],
    ['FastAPI', 422, { detail: 'no seed' }, '422 {"detail":"no seed"}'],
    ['LM Studio', 404, { error: 'No model loaded' }, '404 "No model loaded"'],
    [
      'a gateway of two voices',
      400,
      { statusCode: 400, message: 'slow down', error: 'Bad' },
      '400 slow down',
    ],
    ['Hugging Face', 400, { error: 'no text', warnings: ['w'] }, '400 {"warnings":["w"],"error":"no text"}'],
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

  for (const encoding of ['exi', 'EXI, gzip', 'constructor'])
    it(`compresses by ${encoding}, which is not known, and that is named, with its one connection free again`, async () => {
      // More than is read ahead.
      const body = gzipSync(randomBytes(1 << 20));
      const { reply, requests } = await ask(json(body, { 'content-encoding': encoding }), {
        concurrency: 1,
        timeout: 5,
      });
      expect(requests).to.equal(3);
      expect(reply).to.deep.include({
        retried: ['body', 'body'],
        error: { kind: 'body', message: `the body is compressed as "${encoding}", which is not known` },
      });
    });

  it('sends what it says is compressed and is not: somebody is there, and is not waited for', async () => {
    const { reply, requests } = await ask(json('{}', { 'content-encoding': 'gzip' }), { timeout: 5 });
    expect(requests).to.equal(3);
    expect(reply).to.deep.include({ error: { kind: 'connection', message: 'incorrect header check' } });
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
        wait_for: 0,
        retries: 0,
      },
    );
    delete process.env.ODD_KEY;
    expect(reply).to.have.nested.property('error.message').that.equals(`503 ${page}[key]<html${'…'}`);
  });

  it('fails with a key over and over, of which no half is kept', async () => {
    const key = `sk-${'0f9e8d7c'.repeat(20)}`;
    for (const body of [`${key} `.repeat(100), { error: { message: `${key} `.repeat(100) } }]) {
      const { reply } = await ask(
        json(body, { 'content-type': 'text/plain' }),
        { api_key_env: 'ODD_KEY', retries: 0 },
        { env: { ODD_KEY: key } },
      );
      expect(reply?.error?.message).to.contain('[key] [key]').and.not.contain('0f9e8d7c');
    }
  });

  it('names a key as the way in which it compresses, and that is not shown', async () => {
    const key = 'sk-Odd-Servers-1234567890';
    const { reply } = await ask(
      json('', { 'content-encoding': key }),
      { api_key_env: 'ODD_KEY', retries: 0 },
      { env: { ODD_KEY: key } },
    );
    expect(reply?.error?.message).to.equal('the body is compressed as "[key]", which is not known');
  });

  it('asks to wait for no time at all, and is given some', async () => {
    const from = Date.now();
    const { requests } = await ask(json('{}', { 'retry-after': '0' }, 500), { retries: 2, max_wait: 10 });
    expect(requests).to.equal(3);
    // Half a second and a second, each with jitter over its upper half.
    expect(Date.now() - from).to.be.at.least(740);
  });

  it('is not at its base URL, and what to try is said', async () => {
    for (const [base, api, meant] of [
      ['/v1/chat', 'chat', '/v1'],
      ['/v1/chat/', 'chat', '/v1'],
      ['/v1/models', 'chat', '/v1'],
      ['/v1/embeddings', 'completions', '/v1'],
      ['/api/v4/models', 'responses', '/api/v4'],
      ['/v1/models', 'messages', '/v1'],
      ['/chat', 'chat', '/v1'],
      ['/openai', 'chat', undefined],
      ['/gateway', 'chat', '/gateway/v1'],
    ] as const) {
      const { reply } = await ask(json({}, {}, 404), { api, sampling: { max_tokens: 9 } }, { base });
      const { message = '' } = reply?.error ?? {};
      if (meant === undefined) expect(message, base).to.not.include('try base_url');
      else expect(message, base).to.match(new RegExp(`try base_url http://[\\d.:]+${meant}\\)$`));
      close();
    }
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
