import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Reply } from '../../../harness/endpoint/index.js';
import { askServers, DONE, delta, events, json, message } from './one-answer.js';

/** A message of はい, compressed by zstd. */
const ZSTD =
  'KLUv/SBFKQIAeyJjaG9pY2VzIjpbeyJtZXNzYWdlIjp7ImNvbnRlbnQiOiLjga/jgYQifSwiZmluaXNoX3JlYXNvbiI6InN0b3AifV19';

describe('an endpoint that does not keep to the letter', () => {
  const { ask, close } = askServers();
  afterEach(close);

  const answered: readonly (readonly [string, RequestListener, boolean, Partial<Reply>])[] = [
    [
      'sends JSON though a stream was asked for',
      json(message({ content: 'はい' })),
      true,
      { answer: 'はい' },
    ],
    [
      'sends several choices, the first one last',
      json({
        choices: [
          { index: 1, message: { content: 'второй' }, finish_reason: 'stop' },
          { index: 0, message: { content: 'はい' }, finish_reason: 'stop' },
        ],
      }),
      false,
      { answer: 'はい' },
    ],
    [
      'sends compressed bodies',
      json(gzipSync(message({ content: 'はい' })), { 'content-encoding': 'gzip' }),
      false,
      { answer: 'はい' },
    ],
    [
      'sends deflate without the header of zlib',
      json(deflateRawSync(message({ content: 'はい' })), { 'content-encoding': 'deflate' }),
      false,
      { answer: 'はい' },
    ],
    [
      'sends deflate by the letter',
      json(deflateSync(message({ content: 'はい' })), { 'content-encoding': 'deflate' }),
      false,
      { answer: 'はい' },
    ],
    [
      'compresses twice',
      json(gzipSync(brotliCompressSync(message({ content: 'はい' }))), { 'content-encoding': 'br, gzip' }),
      false,
      { answer: 'はい' },
    ],
    [
      'compresses nothing, and says so',
      json(message({ content: 'はい' }), { 'content-encoding': 'identity' }),
      false,
      { answer: 'はい' },
    ],
    [
      'sends Zstandard',
      json(Buffer.from(ZSTD, 'base64'), { 'content-encoding': 'zstd' }),
      false,
      { answer: 'はい' },
    ],
    [
      'sends NaN and Infinity, which are no JSON',
      json(
        '{"choices": [{"message": {"content": "はい"}, "logprobs": {"content": [{"token": "はい", "logprob": -Infinity, "top_logprobs": [{"token": "は", "logprob": NaN}]}]}}]}',
      ),
      false,
      { answer: 'はい', logprobs: [['はい', null, [['は', null]]]] },
    ],
    [
      'sends content as a list of strings',
      json(message({ content: ['は', 'い'] })),
      false,
      { answer: 'はい' },
    ],
    [
      'sends a call of no function',
      json(message({ content: 'はい', tool_calls: [{ function: null }] })),
      false,
      { answer: 'はい', tool_calls: [{ name: '', arguments: '' }] },
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
        `{"usage":{"prompt_tokens":"12","completion_tokens":"0"},${message({ content: 'はい' }).slice(1)}`,
      ),
      false,
      { usage: { prompt_tokens: 12, completion_tokens: 0 } },
    ],
  ];
  for (const [name, listener, stream, expected] of answered)
    it(`${name}, and is asked once`, async () => {
      const { reply, requests } = await ask(listener, { stream });
      expect(requests).to.equal(1);
      expect(reply).to.deep.include({ ...expected, attempts: 1 });
    });

  for (const reason of ['error', 'abort', 'cancelled', 'insufficient_system_resource'])
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
        close();
      }
    });
});
