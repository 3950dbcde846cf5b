import { expect } from 'chai';
import type { SuiteTarget } from '../../../harness/suite/index.js';
import { DEEP } from '../../support/odd-values.js';
import { askServers, DONE, events, json } from './one-answer.js';

const data = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;

/** A body, and names of fields that its error holds; none where it is an empty answer. */
type Case = readonly [body: object, ...names: string[]];

const stop = { finish_reason: 'stop' };

describe('a body that nobody knows', () => {
  const { ask, close } = askServers();
  afterEach(close);

  async function errorOf(
    listener: Parameters<typeof ask>[0],
    fields: Partial<SuiteTarget>,
  ): Promise<string | null> {
    const { reply } = await ask(listener, { retries: 0, sampling: { max_tokens: 9 }, ...fields });
    if (reply?.error !== undefined) expect(reply.error.kind).to.equal('body');
    expect(reply?.answer || null).to.equal(null);
    return reply?.error?.message ?? null;
  }

  const unknown: readonly Case[] = [
    [{ output: { text: '東京' } }, 'output'],
    [{ generated_text: '東京', details: {} }, 'generated_text', 'details'],
    [{ choices: [{ text: '東京', ...stop }] }, 'choices', 'text'],
    [{ choices: [{ delta: { content: '東京' }, ...stop }] }, 'delta', 'content'],
    [{ choices: [{ message: { text: '東京' }, ...stop }] }, 'message', 'text'],
    [{ choices: [{ message: { content: { parts: ['東京'] } }, ...stop }] }, 'message', 'content'],
    [{ choices: [{ message: '東京', ...stop }] }, 'message'],
    [{ choices: ['東京'] }, 'choices'],
    [{ choices: { message: { content: '東京' } } }, 'choices'],
    [{ choices: '東京' }, 'choices'],
    [{ choices: [] }, 'choices'],
    [{}],
  ];
  for (const [body, ...names] of unknown)
    it(`is an error that names its fields: ${JSON.stringify(body)}`, async () => {
      const message = await errorOf(json(body), {});
      expect(message).to.be.a('string');
      for (const name of names) expect(message).to.include(`"${name}"`);
    });

  it('is an error of the body also where it is nested too deep to be quoted, and of its status where it has one', async () => {
    expect(await errorOf(json(`{"choices":${DEEP}}`), {})).to.include('nested too deep');
    expect(await errorOf(json(`{"error":${DEEP}}`), {})).to.include('nested too deep');
    for (const api of ['chat', 'messages'] as const) {
      const { reply } = await ask(json(`{"error":${DEEP}}`, {}, 400), {
        api,
        sampling: { max_tokens: 9 },
      });
      expect(reply?.error).to.deep.include({ kind: 'http', status: 400 });
    }
  });

  const streamed: readonly Case[] = [
    [{ response: '東京' }, 'response'],
    [{ choices: [{ delta: { text: '東京' }, ...stop }] }, 'delta', 'text'],
    [{ choices: [{ text: '東京', ...stop }] }, 'text'],
  ];
  for (const [body, ...names] of streamed)
    it(`is an error in a stream too: ${JSON.stringify(body)}`, async () => {
      const message = await errorOf(events([data(body), DONE]), { stream: true });
      for (const name of names) expect(message).to.include(`"${name}"`);
    });

  for (const api of ['chat', 'completions', 'responses', 'messages'] as const)
    it(`is an error by ${api}, where a stream says no more than that it is done`, async () => {
      expect(await errorOf(events([DONE]), { stream: true, api })).to.be.a('string');
      expect(await errorOf(events([data({ response: '東京' }), DONE]), { stream: true, api })).to.include(
        '"response"',
      );
    });

  const empty: readonly (readonly [SuiteTarget['api'], object])[] = [
    ['chat', { choices: [{ message: { content: null }, ...stop }] }],
    ['chat', { choices: [{ message: { content: '' }, ...stop }] }],
    ['chat', { choices: [{ message: { content: [] }, ...stop }] }],
    ['chat', { choices: [{ message: { role: 'assistant' }, ...stop }] }],
    ['chat', { choices: [{ index: 0, finish_reason: 'length', native_finish_reason: 'MAX_TOKENS' }] }],
    ['chat', { choices: [{ message: { content: null, provider_specific_fields: { a: 'b' } }, ...stop }] }],
    ['completions', { choices: [{ text: '', ...stop }] }],
    ['responses', { output: [], status: 'completed' }],
    ['messages', { content: [], stop_reason: 'end_turn' }],
  ];
  for (const [api, body] of empty)
    it(`is none where an answer is empty in its place: ${api} ${JSON.stringify(body)}`, async () => {
      expect(await errorOf(json(body), { ...(api && { api }) })).to.equal(null);
    });

  it('is none where pieces are empty in their place, whatever stands beside them', async () => {
    const chunks = [
      { choices: [], prompt_filter_results: [{ prompt_index: 0 }] },
      { type: 'ping', note: 'alive' },
      { choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] },
      { choices: [{ index: 0, delta: {}, ...stop }] },
      { choices: [], usage: { prompt_tokens: 1 } },
    ];
    expect(await errorOf(events([...chunks.map(data), DONE]), { stream: true })).to.equal(null);
  });
});
