import { expect } from 'chai';
import type { PromptRecord } from '../../store/index.js';
import { promptRecord } from '../../store/manifest.js';
import { type Given, only, run } from './runs.js';

const PROMPTS = 12;

const record = (n: number, content: string, more: Partial<PromptRecord> = {}): PromptRecord => ({
  id: `p${n}`,
  language: 'ja',
  messages: [{ role: 'user', content }],
  ...more,
});

/** Answers of which the first `slips` hold Cyrillic, to prompts that ask for Russian words. */
async function asked(
  slips: number,
  more: Partial<PromptRecord> = {},
  content = '挨拶をロシア語で教えてください。',
) {
  const given = Array.from(
    { length: PROMPTS },
    (_, n): Given => ({
      target: 'a',
      prompt: `p${n}`,
      answer: n < slips ? 'こんにちはは привет といいます。' : 'それはよく知りません。',
    }),
  );
  const report = await only(
    run(
      'r',
      given,
      {},
      given.map((_, n) => record(n, content, more)),
    ),
  );
  const cell = report.targets[0]?.languages.ja;
  return { warnings: report.warnings, mixed: cell?.mixing.mixed, excused: cell?.excused_by_prompt };
}

describe('what prompts excuse', () => {
  it('is counted, and warned of where it rivals what was found', async () => {
    expect(await asked(5)).to.deep.equal({
      warnings: [
        { kind: 'excused_by_prompt', target: 'a', language: 'ja', excused: 5, mixed: 0, of: PROMPTS },
      ],
      mixed: 0,
      excused: 5,
    });
  });

  it('is no matter where it is hardly any', async () => {
    expect(await asked(2)).to.deep.equal({ warnings: undefined, mixed: 0, excused: 2 });
  });

  it('is nothing where they ask for nothing', async () => {
    const content = 'ロシア語が公用語の国はどこですか。';
    expect(await asked(5, {}, content)).to.deep.equal({ warnings: undefined, mixed: 5, excused: undefined });
  });

  it('is nothing where the prompt says so', async () => {
    expect(await asked(5, { exempt: false })).to.deep.equal({
      warnings: undefined,
      mixed: 5,
      excused: undefined,
    });
  });
});

describe('a conversation', () => {
  it('asks for a language by the messages of its user, the last one that asks for any', async () => {
    const english = 'This is a letter to a friend, and it says that the weather was nice all week.';
    const said = ['次の文を英語にしてください。', '日本語で説明してください。'] as const;
    const conversations = [said, [...said].reverse()].map(
      ([first = '', last = ''], n): PromptRecord => ({
        ...record(n, first),
        messages: [
          { role: 'user', content: first },
          { role: 'assistant', content: 'はい。' },
          { role: 'user', content: last },
        ],
      }),
    );
    const given = conversations.map(({ id }): Given => ({ target: 'a', prompt: id, answer: english }));
    const { targets } = await only(run('r', given, {}, conversations));
    expect(targets[0]?.wrong_language.mixed).to.equal(1);
    expect(targets[0]?.excluded.asked_otherwise).to.equal(1);
  });
});

describe('the switch of a prompt', () => {
  it('is true or false', () => {
    expect(promptRecord.problem(record(1, 'a', { exempt: false }))).to.equal(undefined);
    expect(promptRecord.problem({ ...record(1, 'a'), exempt: 'no' })).to.equal(
      '"exempt" must be true or false',
    );
  });
});
