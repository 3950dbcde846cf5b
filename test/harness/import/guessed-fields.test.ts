import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderWith } from '../../support/offscript.js';
import { rowsOf } from '../../support/rows.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const json = (...rows: unknown[]): string => rows.map((row) => JSON.stringify(row)).join('\n');

describe('rows whose fields nobody named', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  const file = (name: string, content: string): void => writeFileSync(join(folder.path, name), content);

  it('say which field was read, in whatever case it is written', async () => {
    file('a.jsonl', json({ ID: 1, ModelAnswer: '一', Language: 'ja', Model: 'm', Question: '数' }));
    const { code, stderr } = await offscript(folder.path, ['score', 'a.jsonl', '-o', 'run']);
    expect([code, stderr]).to.deep.equal([
      0,
      '1 sample of 1 target, 1 with their prompt, read from "ModelAnswer"\n',
    ]);
  });

  for (const [more, named] of [
    [{ answer: 'gold', prediction: '一' }, '"answer", "prediction"'],
    [{ text: 'prompt', response: '一' }, '"text", "response"'],
    [{ output: 'reference', ModelAnswer: '一' }, '"output", "ModelAnswer"'],
    [{ answer: 'gold', model_outputs: '一' }, '"answer", "model_outputs"'],
    [{ output: 'gold', responses: ['一', '二'] }, '"output", "responses"'],
  ] as const)
    it(`that could have their response in several fields are one line and exit code 2: ${named}`, async () => {
      file('a.jsonl', json({ language: 'ja', model: 'm', ...more }));
      const { code, stdout, stderr } = await offscript(folder.path, ['score', 'a.jsonl', '-o', 'run']);
      expect([code, stdout, stderr]).to.deep.equal([
        2,
        '',
        `offscript: a.jsonl:1: the response could be in ${named}; name the field with --text\n`,
      ]);
      const [first = ''] = Object.keys(more);
      const other = await offscript(folder.path, ['score', 'a.jsonl', '--prompt', first, '-o', 'run']);
      expect(other.code).to.equal(0);
    });

  for (const [more, named] of [
    [{ answer: 'gold', llmReply: '一' }, '"answer", "llmReply"'],
    [{ answer: 'gold', choices: [{ message: { content: '一' } }] }, '"answer", "choices"'],
    [{ output: 'gold', generated: '一' }, '"output", "generated"'],
    [{ completion: 'gold', 'candidate 1': '一' }, '"completion", "candidate 1"'],
  ] as const)
    it(`are not read by a name that gold answers have, beside one that speaks of a model: ${named}`, async () => {
      file('a.jsonl', json({ language: 'ja', model: 'm', ...more }));
      const { code, stderr } = await offscript(folder.path, ['score', 'a.jsonl', '-o', 'run']);
      expect([code, stderr]).to.deep.equal([
        2,
        `offscript: a.jsonl:1: the response could be in ${named}; name the field with --text\n`,
      ]);
    });

  it('are read where what stands beside tells something else', async () => {
    const beside = { category: 'x', generation_time: 'slow', output_tokens: 'few', answer_language: 'ja' };
    file(
      'a.jsonl',
      json({ answer: '一', language: 'ja', model: 'm', result: true, response: null, ...beside }),
    );
    const { responses } = await rowsOf(join(folder.path, 'a.jsonl'), { prompt: 'response' });
    expect(responses[0]?.channels.answer).to.equal('一');
  });

  it('have an instruction and its input as one prompt', async () => {
    const row = (input: string) => ({ instruction: '要約', input, output: '一', language: 'ja', model: 'm' });
    file('a.jsonl', json(row('甲'), row('乙'), row('')));
    const { responses } = await rowsOf(join(folder.path, 'a.jsonl'));
    expect(responses.map(({ messages }) => messages?.[0]?.content)).to.deep.equal([
      '要約\n\n甲',
      '要約\n\n乙',
      '要約',
    ]);
    expect(new Set(responses.map(({ promptId }) => promptId)).size).to.equal(3);
  });

  it('bring reasoning and what the answer ended with', async () => {
    file(
      'a.jsonl',
      json({ text: '一', reasoning_content: '考える', finish_reason: 'length', language: 'ja', model: 'm' }),
    );
    const { responses } = await rowsOf(join(folder.path, 'a.jsonl'));
    expect(responses[0]?.channels).to.include({ answer: '一', reasoning: '考える', finish_reason: 'length' });
  });

  const lists: readonly (readonly [what: string, row: object, answers: readonly unknown[]])[] = [
    ['texts', { responses: ['一', '二'] }, ['一', '二']],
    [
      'completions',
      {
        outputs: [
          { index: 0, text: '一' },
          { index: 1, text: '二' },
        ],
      },
      ['一', '二'],
    ],
    [
      'parts',
      {
        output: [
          { type: 'text', text: '一' },
          { type: 'text', text: '二' },
        ],
      },
      ['一二'],
    ],
    [
      'messages',
      {
        generated_text: [
          { role: 'user', content: '数' },
          { role: 'assistant', content: '一' },
        ],
      },
      ['一'],
    ],
    ['what the model says', { prompt: '数', output: [{ role: 'assistant', content: '一' }] }, ['一']],
    ['nothing that is known', { output: [{ model: 'x', said: '一' }] }, []],
  ];
  for (const [what, row, answers] of lists)
    it(`may be lists: ${what}`, async () => {
      file('a.jsonl', json({ language: 'ja', model: 'm', ...row }));
      const { responses, unread } = await rowsOf(join(folder.path, 'a.jsonl'));
      expect(responses.map(({ channels }) => channels.answer)).to.deep.equal(answers);
      expect(unread.length).to.equal(answers.length === 0 ? 1 : 0);
      const isAsked = 'prompt' in row || 'generated_text' in row;
      expect(responses[0]?.messages).to.deep.equal(isAsked ? [{ role: 'user', content: '数' }] : undefined);
    });

  it('are asked by nothing that holds their answer', async () => {
    const messages = ['一', '数', '二'].map((content, i) => ({
      role: i === 1 ? 'user' : 'assistant',
      content,
    }));
    file('a.jsonl', json({ language: 'ja', model: 'm', messages }));
    for (const options of [{}, { text: 'messages' }]) {
      const { responses } = await rowsOf(join(folder.path, 'a.jsonl'), options);
      expect(responses.map((one) => one.messages)).to.deep.equal([undefined, messages.slice(0, 2)]);
    }
  });

  it('without a text and with an error have failed', async () => {
    const row = { language: 'ja', model: 'm', prompt: '数' };
    file(
      'a.jsonl',
      json(
        { ...row, response: null, error: 'sk-secret: quota' },
        { ...row, response: '', error: { code: 429, message: 'sk-secret' } },
        { ...row, response: '', error: null },
        { ...row, response: '一', error: 'retried' },
      ),
    );
    const { responses } = await rowsOf(join(folder.path, 'a.jsonl'));
    expect(
      responses.map(({ channels: { answer, error } }) => [answer, error?.kind, error?.status]),
    ).to.deep.equal([
      [null, 'body', undefined],
      [null, 'http', 429],
      ['', undefined, undefined],
      ['一', undefined, undefined],
    ]);
    expect(JSON.stringify(responses.map(({ channels }) => channels))).not.to.contain('sk-secret');
  });

  it('bring reasoning that is a list of parts, in the response or beside it', async () => {
    const row = { language: 'ja', model: 'm' };
    const parts = [
      { type: 'reasoning', text: '考える' },
      { type: 'text', text: '一' },
    ];
    file(
      'a.jsonl',
      `${json({ ...row, response: parts })}
${json({ ...row, response: '一', reasoning_details: [{ type: 'reasoning.text', text: '考える' }] })}`,
    );
    const { responses } = await rowsOf(join(folder.path, 'a.jsonl'));
    expect(responses.map(({ channels: { answer, reasoning } }) => [answer, reasoning])).to.deep.equal([
      ['一', '考える'],
      ['一', '考える'],
    ]);
  });
});
