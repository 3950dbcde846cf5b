import type { ServerResponse } from 'node:http';
import { expect } from 'chai';
import { askServers, DONE, delta, json } from './one-answer.js';

const KEYS = [
  'sk-proj-Ab/CdEf+123456==',
  'a.b-C_d~0"1\\2&3<4>5\'6%7',
  `sk-ant-api03-${'aB3_x-Q9'.repeat(12)}`,
];

const bytes = (key: string): number[] => [...Buffer.from(key)];
const each = (key: string, form: (hex: string, code: number) => string): string =>
  bytes(key)
    .map((code) => form(code.toString(16).padStart(2, '0'), code))
    .join('');
const inHtml = (key: string): string =>
  key.replace(/[&<>"'=/]/g, (one) => `&#x${one.charCodeAt(0).toString(16)};`);

/** What servers make of a key that they quote. */
const FORMS: Readonly<Record<string, (key: string) => string>> = {
  'as it is': (key) => key,
  'in JSON': (key) => JSON.stringify(key).slice(1, -1),
  'in JSON in JSON': (key) => JSON.stringify(JSON.stringify(key)).slice(1, -1),
  'as PHP writes JSON': (key) => JSON.stringify(key).slice(1, -1).replaceAll('/', '\\/'),
  'as escapes of JSON': (key) => each(key, (hex) => `\\u00${hex}`),
  'in a URL': encodeURIComponent,
  'in a URL in a URL': (key) => encodeURIComponent(encodeURIComponent(key)),
  'as percents': (key) => each(key, (hex) => `%${hex}`),
  'in HTML': inHtml,
  'in HTML in HTML': (key) => inHtml(inHtml(key)),
  'as numbers of HTML': (key) => each(key, (_, code) => `&#${code};`),
  'in base64': (key) => Buffer.from(key).toString('base64'),
  'in base64 for URLs': (key) => Buffer.from(key).toString('base64url'),
  'in hexadecimal digits': (key) => each(key, (hex) => hex),
  'in capital hexadecimal digits': (key) => each(key, (hex) => hex).toUpperCase(),
  'as a buffer of Node': (key) => JSON.stringify(Buffer.from(key)),
  'in capitals': (key) => key.toUpperCase(),
  'with blanks': (key) => [...key].join(' '),
  'cut off': (key) => key.slice(0, Math.ceil(0.8 * key.length)),
};

type Place = (response: ServerResponse, echo: string) => unknown;

const answer = (echo: string): string =>
  JSON.stringify({
    model: echo,
    system_fingerprint: echo,
    choices: [
      {
        finish_reason: echo,
        message: {
          content: `日本語 ${echo} です`,
          reasoning_content: echo,
          tool_calls: [{ function: { name: echo, arguments: JSON.stringify({ [echo]: echo }) } }],
        },
        logprobs: {
          content: [...echo].map((token) => ({ token, logprob: -1, top_logprobs: [{ token, logprob: -1 }] })),
        },
      },
    ],
  });

const sends =
  (status: number, type: string, body: (echo: string) => string): Place =>
  (response, echo) =>
    response.writeHead(status, { 'content-type': type }).end(body(echo));

const JSON_TYPE = 'application/json';
/** What a header may hold. */
const plain = (echo: string): string => echo.replace(/[^\x20-\x7e]/g, '');

const PLACES: Readonly<Record<string, Place>> = {
  'an answer': sends(200, JSON_TYPE, answer),
  'a stream, three characters an event': (response, echo) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (let i = 0; i < echo.length; i += 3) response.write(delta({ content: echo.slice(i, i + 3) }));
    response.end(`${delta({}, 'stop')}${DONE}`);
  },
  'an event that is no JSON': (response, echo) =>
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: {${echo}\n\n`),
  'an error': sends(401, JSON_TYPE, (echo) =>
    JSON.stringify({ error: { message: `wrong: ${echo}.`, [echo]: echo } }),
  ),
  'a refusal': sends(400, JSON_TYPE, (echo) =>
    JSON.stringify({ error: { code: 'content_filter', message: echo } }),
  ),
  'a page': sends(500, 'text/html', (echo) => `<p>${echo}</p>`),
  'a body that is no JSON': sends(200, JSON_TYPE, (echo) => `<${echo}`),
  'a place to go to': (response, echo) =>
    response.writeHead(302, { location: `http://h/${plain(echo)}` }).end(),
  'an encoding': (response, echo) => response.writeHead(200, { 'content-encoding': plain(echo) }).end('x'),
  'a reason phrase': (response, echo) => response.writeHead(400, plain(echo)).end(),
};

describe('a key that a server quotes', () => {
  const { open, ask, close } = askServers();
  afterEach(close);

  /** What is kept of a response in which `key` stands in a form: as JSON, and the text of its tokens. */
  async function kept(place: Place, key: string, form: string, named: object): Promise<string[]> {
    const { reply } = await ask(
      (_, response) => void place(response, FORMS[form]?.(key) ?? ''),
      { retries: 0, wait_for: 0, stream: place === PLACES['a stream, three characters an event'], ...named },
      { env: { KEY: key } },
    );
    const logprobs = reply !== null && 'logprobs' in reply ? (reply.logprobs ?? []) : [];
    const tokens = [logprobs.map(([name]) => name), logprobs.map(([, , top]) => top?.[0]?.[0])];
    return [JSON.stringify(reply), ...tokens.map((names) => names.join(''))];
  }

  for (const [where, place] of Object.entries(PLACES))
    it(`is in nothing that is kept, however it is written in ${where}`, async () => {
      for (const key of KEYS)
        for (const form of Object.keys(FORMS)) {
          const written = FORMS[form]?.(key) ?? '';
          const all = await kept(place, key, form, { api_key_env: 'KEY' });
          for (const text of [written, plain(written), JSON.stringify(written).slice(1, -1), key])
            for (const one of all) expect(one.includes(text), `${form}: ${one}`).to.equal(false);
        }
    });

  it('would be kept as any other text is', async () => {
    for (const form of Object.keys(FORMS)) {
      const [reply] = await kept(PLACES['an error'] as Place, KEYS[0] ?? '', form, {});
      expect(JSON.parse(reply ?? '').error.message).to.contain(FORMS[form]?.(KEYS[0] ?? '').slice(0, 40));
    }
  });

  it('is not in the names of the models that it lists', async () => {
    const key = KEYS[0] ?? '';
    const { endpoint } = await open(
      json({ data: [{ id: `m-${encodeURIComponent(key)}` }] }),
      { api_key_env: 'KEY' },
      { env: { KEY: key } },
    );
    expect(await endpoint.models()).to.deep.equal(['m-[key]']);
    await endpoint.close();
  });
});
