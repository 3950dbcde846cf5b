import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderWith, offscript } from '../../support/offscript.js';
import { rowsOf } from '../../support/rows.js';

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

  it('bring reasoning and what the answer ended with', async () => {
    file(
      'a.jsonl',
      json({ text: '一', reasoning_content: '考える', finish_reason: 'length', language: 'ja', model: 'm' }),
    );
    const { responses } = await rowsOf(join(folder.path, 'a.jsonl'));
    expect(responses[0]?.channels).to.include({ answer: '一', reasoning: '考える', finish_reason: 'length' });
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
