import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { CanaryWatch } from '../../../harness/run/canary.js';
import type { SuiteTarget } from '../../../harness/suite/index.js';
import { canariesIn, type RunStore, readingsOf } from '../../../store/index.js';
import { memoryRuns } from '../../store/memory.js';

describe('a canary', () => {
  const cases: readonly (readonly [string, Partial<SuiteTarget>, object | null])[] = [
    ['one token in a chat', {}, { max_tokens: 1 }],
    [
      'one token by the name that the suite has for it',
      { sampling: { max_completion_tokens: 300, stop: 'x' } },
      { max_completion_tokens: 1 },
    ],
    [
      'one token of a text',
      { api: 'completions', sampling: { max_tokens: 300, temperature: 0.5 } },
      { max_tokens: 1, temperature: 0.5 },
    ],
    // OpenAI refuses fewer: "integer below minimum value. Expected a value >= 16".
    ['16 tokens by Responses, which has no fewer', { api: 'responses' }, { max_output_tokens: 16 }],
    ['nothing where there are no probabilities', { api: 'messages', sampling: { max_tokens: 9 } }, null],
  ];
  for (const [what, fields, asked] of cases)
    it(`asks for ${what}`, async () => {
      const bodies: Record<string, unknown>[] = [];
      const server = createServer(async (request, response) => {
        bodies.push(JSON.parse(await text(request)));
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const target: SuiteTarget = { id: 'a', model: 'm', base_url: `http://127.0.0.1:${port}/v1`, ...fields };
      try {
        const watch = await CanaryWatch.open([target], memoryRuns().run('r'), {});
        await watch.askAll();
        await watch.close(true);
      } finally {
        server.close();
      }
      expect(bodies).to.have.length(asked === null ? 0 : 1);
      if (asked === null) return;
      expect(bodies[0]).to.deep.include(asked);
      expect(bodies[0]).not.to.have.property('stop');
    });

  it('is kept as it comes, and where there are many in a few goes', async () => {
    const token = { token: '猫', logprob: -0.1, bytes: null, top_logprobs: [] };
    const server = createServer((request, response) => {
      request.resume();
      const choices = [{ message: { role: 'assistant', content: '猫' }, logprobs: { content: [token] } }];
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ choices }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const kept: number[] = [];
    const store: RunStore = {
      ...memoryRuns().run('r'),
      putTally: async (_, document) => {
        kept.push(readingsOf(canariesIn(JSON.parse(JSON.stringify(document))), 'a').length);
      },
    };
    const target: SuiteTarget = { id: 'a', model: 'm', base_url: `http://127.0.0.1:${port}/v1` };
    try {
      const watch = await CanaryWatch.open([target], store, {});
      for (let i = 0; i < 200; i++) await watch.askAll();
      await watch.close(true);
    } finally {
      server.close();
    }
    expect(kept.slice(0, 16)).to.deep.equal(Array.from({ length: 16 }, (_, i) => i + 1));
    expect(kept.length).to.be.below(80);
    expect(kept.at(-1)).to.equal(200);
  });
});
