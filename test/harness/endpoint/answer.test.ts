import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { runSuite } from '../../../harness/run/index.js';
import type { Suite, SuiteTarget } from '../../../harness/suite/index.js';
import { folderStore, type Sample } from '../../../store/index.js';
import { collect } from '../../support/collect.js';
import { folderWith } from '../../support/offscript.js';

describe('an answer', () => {
  const cases: { name: string; message: unknown; expected: Partial<Sample> }[] = [
    { name: 'a string', message: { content: 'はい。' }, expected: { answer: 'はい。' } },
    {
      name: 'parts',
      message: {
        content: [
          { type: 'text', text: 'は' },
          { type: 'text', text: 'い' },
        ],
      },
      expected: { answer: 'はい' },
    },
    { name: 'null', message: { content: null }, expected: { answer: null } },
    {
      name: 'a refusal',
      message: { content: null, refusal: 'できません' },
      expected: { answer: null, refusal: 'できません' },
    },
    {
      name: 'reasoning_content apart',
      message: { content: 'はい', reasoning_content: 'hm' },
      expected: { answer: 'はい', reasoning: 'hm' },
    },
    {
      name: 'reasoning apart',
      message: { content: 'はい', reasoning: 'hm' },
      expected: { answer: 'はい', reasoning: 'hm' },
    },
    {
      name: 'reasoning within the content, which is stored as it came',
      message: { content: '<think>\nhm\n</think>\n\nはい' },
      expected: { answer: '<think>\nhm\n</think>\n\nはい' },
    },
    {
      name: 'reasoning in details of several kinds',
      message: {
        content: 'はい',
        reasoning_details: [
          { type: 'reasoning.text', text: 'h' },
          { type: 'reasoning.encrypted', data: 'x' },
          null,
          { type: 'reasoning.summary', summary: 'm' },
        ],
      },
      expected: { answer: 'はい', reasoning: 'hm' },
    },
    {
      name: 'a part of reasoning that has its text as others do',
      message: {
        content: [
          { type: 'reasoning', text: 'hm' },
          { type: 'text', text: 'はい' },
        ],
      },
      expected: { answer: 'はい', reasoning: 'hm' },
    },
    {
      name: 'parts of reasoning under other names',
      message: {
        content: [
          { type: 'reasoning', summary: [{ type: 'summary_text', text: 'h' }] },
          { type: 'thinking', reasoning: 'm' },
          { thought: true, text: 'm' },
          { type: 'redacted_thinking', data: 'x' },
          null,
          { type: 'text', text: 'はい' },
        ],
      },
      expected: { answer: 'はい', reasoning: 'hmm' },
    },
    {
      name: 'reasoning in a field called thinking, and the same in details',
      message: {
        content: 'はい',
        thinking: 'hm',
        reasoning_details: [{ type: 'reasoning.text', text: 'hm' }],
      },
      expected: { answer: 'はい', reasoning: 'hm' },
    },
    {
      name: 'a tag in an answer whose reasoning is apart',
      message: { content: 'タグ </think> です', reasoning: 'hm' },
      expected: { answer: 'タグ </think> です', reasoning: 'hm' },
    },
    {
      name: 'parts of thinking, text and refusal',
      message: {
        content: [
          { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
          { type: 'text', text: 'は' },
          { type: 'refusal', refusal: 'いいえ' },
        ],
      },
      expected: { answer: 'は', reasoning: 'hm', refusal: 'いいえ' },
    },
    {
      name: 'an answer after a great deal of space',
      message: { content: `${' '.repeat(200_000)}はい` },
      expected: { answer: `${' '.repeat(200_000)}はい` },
    },
  ];
  let server: Server;
  let reply: unknown;
  let headers: Record<string, unknown> = {};
  let body: Record<string, unknown> = {};
  before((done) => {
    server = createServer((request, response) => {
      headers = request.headers;
      let text = '';
      request.on('data', (chunk) => {
        text += String(chunk);
      });
      request.on('end', () => {
        body = JSON.parse(text);
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(typeof reply === 'string' ? reply : JSON.stringify(reply));
      });
    }).listen(0, '127.0.0.1', done);
  });
  after((done) => {
    server.close(done);
  });

  async function ask(more: Partial<SuiteTarget> = {}): Promise<Sample | undefined> {
    const folder = folderWith({});
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const suite: Suite = {
      name: 'one',
      repeats: 1,
      targets: [{ id: 'a', model: 'm', base_url: url, retries: 0, ...more }],
      prompts: [{ id: 'p', language: 'ja', messages: [{ role: 'user', content: 'やあ' }] }],
    };
    try {
      await runSuite(suite, folderStore(folder.path));
      return (await collect(folderStore(folder.path).samples()))[0];
    } finally {
      folder.remove();
    }
  }

  for (const { name, message, expected } of cases) {
    it(`of the form "${name}" keeps its channels apart`, async () => {
      reply = { choices: [{ message }] };
      const sample = await ask();
      expect({
        answer: sample?.answer,
        reasoning: sample?.reasoning,
        refusal: sample?.refusal,
      }).to.deep.equal({ reasoning: undefined, refusal: undefined, ...expected });
      expect(sample?.error).to.equal(undefined);
    });
  }

  const usages: readonly (readonly [string, unknown, Sample['usage']])[] = [
    ['numbers', { prompt_tokens: 3, completion_tokens: 0 }, { prompt_tokens: 3, completion_tokens: 0 }],
    ['texts', { prompt_tokens: '3', completion_tokens: '4' }, { prompt_tokens: 3, completion_tokens: 4 }],
    ['one side alone', { prompt_tokens: 3, total_tokens: 7 }, undefined],
    ['nothing', {}, undefined],
    ['a negative number', { prompt_tokens: -5, completion_tokens: 4 }, undefined],
    ['an empty text', { prompt_tokens: 3, completion_tokens: '' }, undefined],
    ['what no one counts to', { prompt_tokens: 3, completion_tokens: 1e300 }, undefined],
  ];
  for (const [name, usage, expected] of usages) {
    it(`has the tokens where both sides are counted, and never 0 for what is not known: ${name}`, async () => {
      reply = { choices: [{ message: { content: 'はい' } }], usage };
      expect((await ask())?.usage).to.deep.equal(expected);
    });
  }

  it('has the arguments of tool calls as a channel, whether the server sends them as text or as an object', async () => {
    const calls = ['{"q": "年玉"}', { q: '年玉' }].map((given) => ({
      function: { name: 'find', arguments: given },
    }));
    reply = { choices: [{ message: { content: null, tool_calls: calls } }] };
    expect((await ask())?.tool_calls).to.deep.equal([
      { name: 'find', arguments: '{"q": "年玉"}' },
      { name: 'find', arguments: '{"q":"年玉"}' },
    ]);
  });

  it('has compact probabilities, with the bytes of tokens that are pieces of a character', async () => {
    const entry = (token: string, logprob: number, bytes: number[] | null) => ({ token, logprob, bytes });
    const content = [
      { ...entry('は', -0.123456, [227, 129, 175]), top_logprobs: [entry('は', -0.123456, [227, 129, 175])] },
      { ...entry('\\xe3\\x81', -1, [227, 129]), top_logprobs: [entry('\ufffd', -2, [149])] },
      entry('い', -9999, null),
    ];
    reply = { choices: [{ message: { content: 'はい' }, logprobs: { content } }] };
    expect((await ask({ logprobs: 1 }))?.logprobs).to.deep.equal([
      ['は', -0.1235, [['は', -0.1235]]],
      [[227, 129], -1, [[[149], -2]]],
      ['い', -9999],
    ]);
    expect(body).to.deep.include({ logprobs: true, top_logprobs: 1 });
  });

  it('has the logarithms of probabilities that are given as such', async () => {
    const entry = (token: string, prob: unknown) => ({ token, prob, bytes: [...Buffer.from(token)] });
    const content = [
      { ...entry('は', 0.4), top_probs: [entry('は', 0.4), entry('を', 0.25), entry('の', 0)] },
      { ...entry('い', 'high'), top_probs: null },
    ];
    reply = { choices: [{ message: { content: 'はい' }, logprobs: { content } }] };
    expect((await ask({ logprobs: 3 }))?.logprobs).to.deep.equal([
      [
        'は',
        -0.9163,
        [
          ['は', -0.9163],
          ['を', -1.3863],
          ['の', null],
        ],
      ],
      ['い', null],
    ]);
  });

  it('has the text of a token whose bytes are none', async () => {
    for (const bytes of [[null], [[]], [{}], ['x'], [256], [-1], [0.5], 'x', {}]) {
      reply = {
        choices: [
          { message: { content: 'は' }, logprobs: { content: [{ token: 'は', logprob: -1, bytes }] } },
        ],
      };
      expect((await ask({ logprobs: 1 }))?.logprobs).to.deep.equal([['は', -1]]);
    }
  });

  it('that is none is an error: a body without a message, a body that is not JSON', async () => {
    for (const none of [{ error: { message: 'overloaded' } }, { choices: [] }, '{"choices": [']) {
      reply = none;
      const sample = await ask();
      expect([sample?.answer, sample?.error?.kind]).to.deep.equal([null, 'body']);
    }
  });

  it('is asked for with the sampling parameters, the extra body and the key of the target, and the key is nowhere in the run', async () => {
    process.env.OFFSCRIPT_TEST_KEY = 'sk-test-9f8e7d';
    reply = { choices: [{ message: { content: 'はい' } }] };
    try {
      await ask({
        api_key_env: 'OFFSCRIPT_TEST_KEY',
        sampling: { temperature: 0.5, max_tokens: 9 },
        extra_body: { top_k: 20 },
      });
      expect(headers.authorization).to.equal('Bearer sk-test-9f8e7d');
      expect(body).to.deep.include({ model: 'm', temperature: 0.5, max_tokens: 9, top_k: 20 });
      reply = { error: { message: 'bad key sk-test-9f8e7d' } };
      expect(JSON.stringify(await ask({ api_key_env: 'OFFSCRIPT_TEST_KEY' })))
        .to.contain('bad key [key]')
        .and.not.to.contain('sk-test');
      // A key from a file with a line feed at its end, and a server that says it back in its answer.
      process.env.OFFSCRIPT_TEST_KEY = 'sk-test-9f8e7d\n';
      reply = { choices: [{ message: { content: 'はい sk-test-9f8e7d' } }] };
      expect((await ask({ api_key_env: 'OFFSCRIPT_TEST_KEY' }))?.answer).to.equal('はい [key]');
      reply = { choices: [{ message: { content: 'はい', refusal: '' } }] };
      expect(await ask()).not.to.have.property('refusal');
      expect(headers.authorization).to.equal(undefined);
    } finally {
      delete process.env.OFFSCRIPT_TEST_KEY;
    }
  });
});
