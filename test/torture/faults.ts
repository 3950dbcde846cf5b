/** What goes wrong at endpoints, a fault each: status codes, bodies, streams, encodings, connections, headers. */

import type { ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { SECRET } from './programs.js';
import type { Random } from './random.js';

const JSON_TYPE = { 'content-type': 'application/json' } as const;
const EVENTS = { 'content-type': 'text/event-stream' } as const;
const ANSWER = '日本語の答えです。';

const body = (fields: object = {}): string =>
  JSON.stringify({ choices: [{ message: { content: ANSWER }, finish_reason: 'stop' }], ...fields });
const event = (delta: object): string => `data: ${JSON.stringify({ choices: [{ delta }] })}\n\n`;

type Send = (response: ServerResponse, random: Random) => void;

const status =
  (code: number, text: string, headers: Readonly<Record<string, string>> = {}): Send =>
  (response) =>
    response.writeHead(code, { ...JSON_TYPE, ...headers }).end(text);

const encoded =
  (encoding: string, bytes: Buffer): Send =>
  (response) =>
    response.writeHead(200, { ...JSON_TYPE, 'content-encoding': encoding }).end(bytes);

const streamed =
  (...pieces: readonly string[]): Send =>
  (response) =>
    response.writeHead(200, EVENTS).end(pieces.join(''));

/** Writes pieces until the other side has enough of it. */
function endless(response: ServerResponse, head: object, piece: string): void {
  response.writeHead(200, { ...head });
  const more = (): void => {
    while (!response.destroyed && response.write(piece)) {}
    if (!response.destroyed) response.once('drain', more);
  };
  response.on('error', () => {});
  more();
}

const MEGABYTE = 1 << 20;
/** 512 MiB of a letter in 500 KB, or twice packed in less. */
const bomb = (): Buffer => gzipSync(Buffer.alloc(512 * MEGABYTE, 0x61));
let packed: Buffer | undefined;

/** By name. Each answers one request. */
export const ENDPOINT_FAULTS: Readonly<Record<string, Send>> = {
  'no server error text': status(500, ''),
  'the key in an error': status(400, JSON.stringify({ error: { message: `bad key ${SECRET}` } })),
  'the key in an error, escaped': status(
    500,
    JSON.stringify({ error: { message: SECRET } }).replaceAll('/', '\\/'),
  ),
  'the key in an answer': status(200, body({ choices: [{ message: { content: SECRET } }] })),
  'the key in a header': status(500, 'no', { 'x-echo': SECRET }),
  'too many requests': status(429, '{}', { 'retry-after': '0' }),
  'a wait that is none': status(503, '{}', { 'retry-after': 'tomorrow' }),
  'a wait in another age': status(429, '{}', { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' }),
  'a page of HTML': (response) =>
    response.writeHead(502, { 'content-type': 'text/html' }).end('<html><script>alert(1)</script></html>'),
  'HTML that says it is fine': (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>ok</html>'),
  'half a body': status(200, body().slice(0, 30)),
  'an empty body': status(200, ''),
  null: status(200, 'null'),
  'a list': status(200, '[[[]]]'),
  'no choice': status(200, '{"choices":[]}'),
  'choices of nothing': status(200, '{"choices":[null]}'),
  'content that is a number': status(200, '{"choices":[{"message":{"content":5}}]}'),
  'nested deep': status(200, `{"choices":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
  'no UTF-8': (response) =>
    response.writeHead(200, JSON_TYPE).end(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x80, 0x22])),
  'lone surrogates': status(200, body().replace(ANSWER, '\\ud83d\\u0000 \\udc00')),
  'NaN in numbers': status(200, body({ usage: { prompt_tokens: 1 } }).replace('1}', 'NaN}')),
  'escape sequences': status(200, body({ system_fingerprint: '\u001b]52;c;aGFja2Vk\u0007\u001b[2J' })),
  'gzip that is none': encoded('gzip', Buffer.from(body())),
  'gzip cut off': encoded('gzip', gzipSync(body()).subarray(0, 20)),
  'an encoding that nobody knows': encoded('x-nothing', Buffer.from(body())),
  'brotli in gzip': encoded('br, gzip', gzipSync(brotliCompressSync(body()))),
  'a bomb': (response) => {
    packed ??= bomb();
    encoded('gzip', packed)(response, undefined as never);
  },
  'a body without an end': (response) => endless(response, JSON_TYPE, 'x'.repeat(65_536)),
  'a line without an end': (response) => endless(response, EVENTS, 'data: '.repeat(10_000)),
  'events without an end': (response) => endless(response, EVENTS, event({ content: 'あ' }).repeat(500)),
  'empty events': streamed('data: \n\n', ': ping\n\n', event({ content: ANSWER }), 'data: [DONE]\n\n'),
  'a stream without its end': streamed(event({ content: ANSWER })),
  'an error in a stream': streamed(event({ content: 'あ' }), 'data: {"error":{"message":"overloaded"}}\n\n'),
  'events that are no JSON': streamed('data: {"choices"\n\n', 'data: [DONE]\n\n'),
  'many pieces of a tool call': streamed(
    ...Array.from({ length: 5000 }, () =>
      event({ tool_calls: [{ index: 0, function: { name: 'f', arguments: '{"a":1}' } }] }),
    ),
    'data: [DONE]\n\n',
  ),
  'a closed connection': (response) => response.destroy(),
  'closed after its head': (response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
    response.write('{"cho');
    setTimeout(() => response.destroy(), 5);
  },
  'no answer at all': () => {},
  'a redirect in a circle': (response) => response.writeHead(307, { location: '/v1/chat/completions' }).end(),
  'a header of 20 KB': status(200, body(), { 'x-long': 'x'.repeat(20_000) }),
  'random bytes': (response, random) => response.writeHead(200, JSON_TYPE).end(random.bytes(500)),
  'its body in random pieces': (response, random) => {
    const bytes = Buffer.from(body());
    response.writeHead(200, JSON_TYPE);
    for (let at = 0; at < bytes.length; ) {
      const to = at + random.int(1, 7);
      response.write(bytes.subarray(at, to));
      at = to;
    }
    response.end();
  },
};
