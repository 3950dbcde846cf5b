import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderStore } from '../../../store/index.js';
import { collect } from '../../support/collect.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const SYSTEM = 'Никогда не пиши по-русски.';
const PROMPTS = [
  { id: 'weather', language: 'ja', messages: [{ role: 'user', content: '天気は？' }] },
  { id: 'tempo', language: 'pt-BR', messages: [{ role: 'user', content: 'Que tempo faz?' }] },
];

/** Answers of each protocol, as its API writes them. */
const bodies: Readonly<Record<string, (text: string) => object>> = {
  chat: (content) => ({ choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }] }),
  completions: (text) => ({ object: 'text_completion', choices: [{ text, finish_reason: 'stop' }] }),
  responses: (text) => ({
    object: 'response',
    status: 'completed',
    output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] }],
  }),
};
const TEMPLATE = 'template: "{{system}}\\n\\n{{prompt}}\\n"';

describe('a Batch of each protocol', () => {
  let folder: ReturnType<typeof folderWith>;
  afterEach(() => folder.remove());

  async function roundTrip(api: string, more: string, words: readonly string[] = []) {
    folder = folderWith({
      's.yaml': `name: s
targets: [{ id: m, base_url: "http://127.0.0.1:9/v1", model: m, api: ${api}, system: "${SYSTEM}", sampling: { max_tokens: 9 }, ${more} }]
prompts: [{ file: p.jsonl }]
`,
      'p.jsonl': PROMPTS.map((prompt) => `${JSON.stringify(prompt)}\n`).join(''),
    });
    const written = await offscript(folder.path, ['run', 's.yaml', '--batch-out', 'in.jsonl']);
    expect([written.code, written.stderr]).to.deep.equal([0, '2 requests\n']);
    const requests = readFileSync(join(folder.path, 'in.jsonl'), 'utf8').trim().split('\n');
    const answers = requests.map((line) => {
      const { custom_id } = JSON.parse(line);
      const body = { model: 'm', ...bodies[api]?.('晴れです。') };
      return JSON.stringify({ custom_id, response: { status_code: 200, body }, error: null });
    });
    writeFileSync(join(folder.path, 'out.jsonl'), answers.join('\n'));
    const { code, stderr } = await offscript(folder.path, [
      'score',
      'out.jsonl',
      '--from',
      'openai-batch',
      '--requests',
      'in.jsonl',
      ...words,
      '-o',
      'run',
    ]);
    expect([code, stderr]).to.deep.equal([0, '2 samples of 1 target, 2 with their prompt\n']);
    const run = folderStore(join(folder.path, 'run'));
    const samples = await collect(run.samples());
    expect(samples.map(({ answer }) => answer)).to.deep.equal(['晴れです。', '晴れです。']);
    const prompts = await run.prompts();
    return samples.map(({ prompt, language }) => ({
      id: prompt,
      language,
      messages: prompts.get(prompt)?.messages,
    }));
  }

  const asked = PROMPTS.map(({ messages, ...prompt }) => ({
    ...prompt,
    messages: [{ role: 'system', content: SYSTEM }, ...messages],
  }));
  for (const api of ['chat', 'responses'])
    it(`comes back with what was asked: ${api}`, async () => {
      expect(await roundTrip(api, '')).to.deep.equal(asked);
    });

  it('comes back with the text that was asked to go on: completions', async () => {
    for (const more of ['', TEMPLATE]) {
      const end = more === '' ? '' : '\n';
      expect(await roundTrip('completions', more), more).to.deep.equal(
        PROMPTS.map(({ messages, ...prompt }) => ({
          ...prompt,
          messages: [{ role: 'user', content: `${SYSTEM}\n\n${messages[0]?.content}${end}` }],
        })),
      );
    }
  });

  it('has the prompts of a file by their ids where that is named', async () => {
    expect(await roundTrip('completions', TEMPLATE, ['--prompts', 'p.jsonl'])).to.deep.equal(PROMPTS);
  });
});
