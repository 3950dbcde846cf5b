import { expect } from 'chai';
import { buildReport, formats, type Report, renderTerminal } from '../../reports/index.js';
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

describe('a rate of mixing that fell', () => {
  const ASKS = '挨拶をロシア語で教えてください。';
  const PLAIN = '挨拶をひとつ教えてください。';
  const SLIP = 'こんにちはは привет といいます。';
  const FINE = 'それはよく知りません。';
  const MANY = 60;

  /** The report on two targets, each with the prompts of its run: `[slips of the baseline, slips of the candidate]`. */
  async function changed([before, after]: readonly [slips: number, prompt: string][]): Promise<Report> {
    const runOf = (target: string, [slips, content]: readonly [number, string] = [0, PLAIN]) => {
      const given = Array.from(
        { length: MANY },
        (_, n): Given => ({ target, prompt: `p${n}`, answer: n < slips ? SLIP : FINE }),
      );
      return run(
        target,
        given,
        {},
        given.map((_, n) => record(n, content)),
      );
    };
    const { report } = await buildReport([runOf('before', before), runOf('after', after)], {
      baseline: 'before',
    });
    return report;
  }

  const rowsOf = ({ comparisons }: Report) =>
    comparisons
      .filter(({ measure }) => measure === 'mixing')
      .map(({ verdict, collapse = [] }) => [verdict, ...collapse]);

  it('is not better where prompts excuse instead what was found before, and every format says so', async () => {
    const built = await changed([
      [30, PLAIN],
      [30, ASKS],
    ]);
    expect(built.targets[1]?.mixing.mixed).to.equal(0);
    expect(rowsOf(built)).to.deep.equal(Array(3).fill(['degraded', 'excused']));
    for (const text of [
      renderTerminal(built, { width: 400 }),
      ...Object.values(formats).map(({ render }) => render(built, { shown: [], flagged: 0 })),
    ]) {
      expect(text).to.include('degraded');
      expect(text).to.match(/what only the prompt excuses|excused/);
    }
    expect(renderTerminal(built, { width: 400 })).to.include(
      'Answers got worse in Japanese: more of them hold what only the prompt excuses, with which the rate has not fallen; that fewer are mixed',
    );
  });

  it('is better where it fell with what prompts excuse beside it, too', async () => {
    const few = await changed([
      [30, PLAIN],
      [4, ASKS],
    ]);
    expect(few.warnings?.map(({ target }) => target)).to.deep.equal(['after']);
    expect(rowsOf(few)).to.deep.equal(Array(3).fill(['better']));
  });

  it('is better where prompts excuse nothing', async () => {
    const none = await changed([
      [30, PLAIN],
      [2, PLAIN],
    ]);
    expect(rowsOf(none)).to.deep.equal(Array(3).fill(['better']));
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
