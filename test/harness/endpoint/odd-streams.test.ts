import type { RequestListener, ServerResponse } from 'node:http';
import { createDeflate, createDeflateRaw, createGzip } from 'node:zlib';
import { expect } from 'chai';
import type { Reply } from '../../../harness/endpoint/index.js';
import { askServers, DONE, delta, events, message } from './one-answer.js';

const chosen = (index: number, content: string, finish_reason?: string): string =>
  `data: ${JSON.stringify({ choices: [{ index, delta: { content }, ...(finish_reason && { finish_reason }) }] })}\n\n`;

const call = (fields: object) => delta({ tool_calls: [fields] });

describe('an endpoint whose stream does not keep to the letter', () => {
  const { ask, close } = askServers();
  afterEach(close);

  const answered: readonly (readonly [string, RequestListener, boolean, Partial<Reply>])[] = [
    [
      'sends a stream though none was asked for',
      events([delta({ content: 'は' }), delta({ content: 'い' }, 'stop'), DONE]),
      false,
      { answer: 'はい', finish_reason: 'stop' },
    ],
    [
      'sends several choices by turns',
      events([
        chosen(0, 'は'),
        chosen(1, 'второй'),
        chosen(0, 'い', 'stop'),
        chosen(1, ' ответ', 'stop'),
        DONE,
      ]),
      true,
      { answer: 'はい', finish_reason: 'stop' },
    ],
    [
      'counts choices from 1',
      events([chosen(1, 'は'), chosen(1, 'い', 'stop'), DONE]),
      true,
      { answer: 'はい', finish_reason: 'stop' },
    ],
    [
      'sends events without data before the answer',
      events(['data: \n\n', 'data\n\n', 'data:\n\n', delta({ content: 'はい' }, 'stop'), DONE]),
      true,
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
      'streams reasoning in a field, and a summary of it in details',
      events([
        delta({ reasoning: '考', reasoning_details: [{ type: 'reasoning.summary', summary: '要' }] }),
        delta({ reasoning: 'え', reasoning_details: [{ type: 'reasoning.summary', summary: '要' }] }),
        delta({ reasoning_details: [{ type: 'reasoning.encrypted', data: 'x' }] }),
        delta({ content: 'はい' }, 'stop'),
      ]),
      true,
      { answer: 'はい', reasoning: '考え' },
    ],
    [
      'streams reasoning in a field called thinking',
      events([delta({ thinking: '考' }), delta({ thinking: 'え' }), delta({ content: 'はい' }, 'stop')]),
      true,
      { answer: 'はい', reasoning: '考え' },
    ],
    [
      'cuts the tags of reasoning between the pieces of a stream',
      events([
        ...['<th', 'ink>考え</', 'thi', 'nk', '>は'].map((content) => delta({ content })),
        delta({ content: 'い' }, 'stop'),
      ]),
      true,
      { answer: '<think>考え</think>はい' },
    ],
    [
      'streams a whole message last',
      events([`data: ${message({ content: 'はい' })}\n\n`, DONE]),
      true,
      { answer: 'はい' },
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

  for (const [how, last] of [
    ['the empty line behind its last event', `${delta({ content: 'い' }, 'stop').trimEnd()}\n`],
    ['the end of the line of its last event', delta({ content: 'い' }, 'stop').trimEnd()],
    ['the last of CR LF', `${delta({ content: 'い' }, 'stop').trimEnd()}\r`],
  ] as const)
    for (const [ends, end] of [
      ['ends', undefined],
      ['breaks off', (response: ServerResponse) => setTimeout(() => response.destroy(), 50)],
    ] as const)
      it(`${ends} without ${how}, which is read`, async () => {
        const { reply, requests } = await ask(events([delta({ content: 'は' }), last], end), {
          stream: true,
        });
        expect(requests).to.equal(1);
        expect(reply).to.deep.include({ answer: 'はい', finish_reason: 'stop' });
      });

  it('breaks off within an event, which is no answer, but behind a whole one costs nothing', async () => {
    const torn = 'data: {"choices":[{"delta":{"content":"東';
    const cut = await ask(events([delta({ content: 'は' }), torn]), { stream: true });
    expect(cut.reply).to.deep.include({ error: { kind: 'body', message: 'the stream was cut off' } });
    close();
    const whole = await ask(events([delta({ content: 'はい' }, 'stop'), 'data: {"usa']), { stream: true });
    expect([whole.reply?.answer, whole.requests]).to.deep.equal(['はい', 1]);
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

  for (const [encoding, name, create] of [
    ['gzip', 'gzip', createGzip],
    ['deflate', 'deflate', createDeflate],
    ['deflate', 'deflate without the header of zlib', createDeflateRaw],
  ] as const)
    it(`leaves such a stream open that it compresses by ${name}, and has its one connection free again`, async () => {
      const { reply, requests } = await ask(
        (_, response) => {
          response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': encoding });
          const compressed = create();
          compressed.pipe(response);
          compressed.write(`${delta({ content: 'は' })}data: oops\n\n`);
          compressed.flush();
        },
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
});
