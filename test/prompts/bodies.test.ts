import { join } from 'node:path';
import { expect } from 'chai';
import { messagesOfBody, readPrompts } from '../../prompts/index.js';
import { collect } from '../support/collect.js';
import { folderWith } from '../support/offscript.js';

const user = { role: 'user', content: '天気は？' };

describe('bodies of requests', () => {
  const said = (body: unknown) =>
    messagesOfBody(body)
      ?.map(({ role, content }) => `${role[0]} ${content}`)
      .join(', ');

  const bodies: readonly (readonly [api: string, body: object, said: string | undefined])[] = [
    ['chat completions', { messages: [{ role: 'developer', content: '短く' }, user] }, 's 短く, u 天気は？'],
    ['Messages', { system: '短く', messages: [user] }, 's 短く, u 天気は？'],
    ['Responses, of a text', { instructions: '短く', input: '天気は？' }, 's 短く, u 天気は？'],
    [
      'Responses, of items',
      {
        input: [
          { type: 'message', role: 'user', content: [{ type: 'input_text', text: '天気は？' }] },
          { type: 'function_call_output', output: 'x' },
        ],
      },
      'u 天気は？',
    ],
    [
      'Gemini',
      {
        systemInstruction: { parts: [{ text: '短く' }] },
        contents: [
          { role: 'user', parts: [{ text: '今日は' }] },
          { role: 'model', parts: [{ text: 'はい' }] },
          { role: 'user', parts: [{ text: '天気' }, { text: 'は？' }] },
        ],
      },
      's 短く, u 今日は, a はい, u 天気は？',
    ],
    ['completions', { prompt: '今日は' }, 'u 今日は'],
    ['pictures', { contents: [{ parts: [{ inlineData: {} }] }] }, undefined],
    ['nothing', { model: 'm' }, undefined],
  ];
  for (const [api, body, messages] of bodies)
    it(`ask what they ask: ${api}`, () => {
      expect(said(body)).to.equal(messages);
    });

  it('are prompts of a file, by their ids, where they can be asked in text', async () => {
    const rows: readonly object[] = [
      { messages: [{ role: '_input', content: '短く' }, user], check_type: ['x'], tools: [] },
      { custom_id: 'b', method: 'POST', body: { model: 'm', messages: [user] } },
      { key: 'k', request: { contents: [{ parts: [{ text: '天気は？' }] }] } },
      {
        id: 'd',
        language: 'ko',
        messages: [{ ...user, name: 'n', content: [{ type: 'text', text: '天気は？' }] }],
      },
      { messages: [user, { role: 'assistant', content: '', tool_calls: [{ id: '1' }] }] },
      { messages: [user, { role: 'tool', content: 'x' }] },
      { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: {} }] }] },
      { key: 'p', request: { contents: [{ parts: [{ inlineData: {} }, { text: '何？' }] }] } },
      { custom_id: 'i', body: { input: [user, { type: 'function_call', name: 'f', arguments: '{}' }] } },
      { custom_id: 'j', body: { input: [{ ...user, content: [{ type: 'input_image' }] }] } },
      { custom_id: 'k', body: { input: [{ ...user, content: [{ type: 'input_text', text: '天気は？' }] }] } },
      { id: 'l', text: '天気は？', input: [{ a: 1 }], contents: [{}] },
    ];
    const folder = folderWith({ 'p.jsonl': rows.map((row) => `${JSON.stringify(row)}\n`).join('') });
    try {
      const path = join(folder.path, 'p.jsonl');
      const read = await collect(readPrompts(path, { language: 'ja' }));
      expect(
        read.map((one) =>
          one.kind === 'wrong'
            ? one.error.message.slice(path.length + 1)
            : [one.prompt.id, one.prompt.language, said(one.prompt)],
        ),
      ).to.deep.equal([
        ['p-1', 'ja', 's 短く, u 天気は？'],
        ['b', 'ja', 'u 天気は？'],
        ['k', 'ja', 'u 天気は？'],
        ['d', 'ko', 'u 天気は？'],
        "5: the message 2 is a tool's or calls one, which is not asked; leave the record out",
        "6: the message 2 is a tool's or calls one, which is not asked; leave the record out",
        '7: the message 1 is not of text alone; leave the record out',
        '8: the message 1 is not of text alone; leave the record out',
        "9: the message 2 is a tool's or calls one, which is not asked; leave the record out",
        '10: the message 1 is not of text alone; leave the record out',
        ['k', 'ja', 'u 天気は？'],
        ['l', 'ja', 'u 天気は？'],
      ]);
    } finally {
      folder.remove();
    }
  });
});
