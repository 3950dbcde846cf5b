import { expect } from 'chai';
import { UserError } from '../../files/index.js';
import { report as reportFully } from '../../index.js';
import { buildReport, formats, type ResponseRow, report } from '../../reports/index.js';
import type { PromptRecord } from '../../store/index.js';
import { CLEAN, CYRILLIC, ENGLISH, type Given, run } from './runs.js';

const row = (target: string, text: string | null, more: Partial<ResponseRow> = {}): ResponseRow => ({
  target,
  language: 'ja',
  text,
  ...more,
});

describe('a report on responses in memory', () => {
  it('is that on a run of the same responses', async () => {
    const prompts: PromptRecord[] = ['今日の天気は？', 'Explain how wobbegongs hunt.'].map((content, i) => ({
      id: `p${i}`,
      language: 'ja',
      messages: [{ role: 'user', content }],
    }));
    const given: Given[] = prompts.flatMap(({ id }, i) =>
      [0, 1].flatMap((repeat) => [
        {
          target: 'before',
          prompt: id,
          repeat,
          answer: repeat === 0 ? CYRILLIC : 'wobbegongs は海にいます。',
        },
        { target: 'after', prompt: id, repeat, answer: i === 0 ? CLEAN : null },
      ]),
    );
    const rows = given.map(({ target, prompt, repeat = 0, answer = null }) =>
      row(target, answer, {
        promptId: prompt,
        repeat,
        prompt: prompts.find(({ id }) => id === prompt)?.messages ?? [],
      }),
    );
    const { report: own } = await report(rows, { baseline: 'before' });
    const { report: expected } = await buildReport([run('rows', given, { made_by: 'score' }, prompts)], {
      baseline: 'before',
    });
    const known = ({ requests: _, attempts: __, ...target }: (typeof own.targets)[number]) => target;
    expect(own.targets.map(known)).to.deep.equal(expected.targets.map(known));
    expect(own.comparisons).to.deep.equal(expected.comparisons);
    expect(own.targets[0]?.exemptions).to.have.keys('prompt');
  });

  it('numbers repeats, pairs targets by their prompts, and tells rows without one apart', async () => {
    const rows = [
      ...[CYRILLIC, CLEAN, CYRILLIC].map((text) => row('a', text, { prompt: '天気は？' })),
      ...[CLEAN, CLEAN, CLEAN].map((text) => row('b', text, { prompt: '天気は？' })),
    ];
    const { report: paired } = await report(rows, { baseline: 'a' });
    expect(paired.comparisons[0]).to.deep.include({
      test: 'miettinen-nurminen',
      units: 'repeats',
      candidate: 'b',
    });
    const two = rows.flatMap((one) => [one, { ...one, prompt: '地震は？' }]);
    const { report: ofTwo } = await report(two, { baseline: 'a' });
    expect(ofTwo.comparisons[0]).to.deep.include({ test: 'tango', units: 'prompts' });
    expect(paired.runs[0]).to.include({ path: 'rows', suite: 'rows', repeats: 3 });
    const alone = [CYRILLIC, CLEAN].flatMap((text) => [row('a', text), row('b', CLEAN)]);
    const { report: unpaired } = await report(alone, { baseline: 'a', name: 'mine' });
    expect(unpaired.comparisons[0]?.test).to.equal('miettinen-nurminen');
    expect(unpaired.targets[0]?.mixing).to.include({ mixed: 1, of: 2 });
    expect(unpaired.runs[0]?.path).to.equal('mine');
  });

  it('is written in every form', async () => {
    const { report: own, examples } = await report([row('a', CYRILLIC), row('b', CLEAN)]);
    for (const { render } of Object.values(formats)) expect(render(own, examples).length).to.be.above(100);
    expect(formats.html.render(own, examples)).to.include('>хорошо</mark>');
  });

  it('knows fastText by the front door, and the settings of a suite', async () => {
    const dutch = 'De kat zit op de mat en kijkt naar de vogels in de tuin van de buren.'.repeat(3);
    const rows = [row('a', dutch, { language: 'de' }), row('a', ENGLISH, { language: 'de' })];
    const { report: strict } = await reportFully(rows);
    expect(strict.targets[0]?.wrong_language).to.include({ mixed: 2, of: 2 });
    const { report: lenient } = await reportFully(rows, {
      detection: { policies: { de: { close: ['nl'] } } },
    });
    expect(lenient.targets[0]?.wrong_language).to.include({ mixed: 1, of: 2 });
  });

  it('takes one id in two languages for two prompts', async () => {
    const rows = [
      row('a', CLEAN, { promptId: 'p', prompt: 'x' }),
      row('a', '네, 알겠습니다.', { promptId: 'p', prompt: 'y', language: 'ko' }),
    ];
    const { report: own } = await report(rows);
    expect(own.targets[0]).to.include({ scored: 2 });
    expect(Object.keys(own.targets[0]?.languages ?? {})).to.deep.equal(['ja', 'ko']);
  });

  it('has no targets where there are no rows', async () => {
    const { report: own } = await report([]);
    expect(own.targets).to.deep.equal([]);
  });

  for (const [what, rows, line] of [
    [
      'a repeat that stands twice',
      [row('a', CLEAN, { promptId: 'p', repeat: 1 }), row('a', CLEAN, { promptId: 'p', repeat: 1 })],
      'rows:2: repeat 1 of the prompt "p" stands twice for the target "a"; leave repeat out, or number it',
    ],
    [
      'a repeat that is none',
      [row('a', CLEAN, { repeat: 0.5 })],
      'rows:1: "0.5" is no repeat; a repeat is a whole number from 0 to 999999',
    ],
    [
      'one id for two prompts',
      [row('a', CLEAN, { promptId: 'p', prompt: 'x' }), row('b', CLEAN, { promptId: 'p', prompt: 'y' })],
      'rows:2: the prompt "p" has another text than in a row before; give it another promptId',
    ],
    [
      'a language without a policy',
      [row('a', CLEAN, { language: 'qaa' })],
      'rows:1: no policy for the language "qaa"',
    ],
    [
      'a text that is none',
      [row('a', CLEAN), { target: 'a', language: 'ja' } as unknown as ResponseRow],
      'rows:2: "text" must be a text, or null where there is none',
    ],
    [
      'a prompt that is none',
      [row('a', CLEAN, { prompt: null as unknown as string })],
      'rows:1: "prompt" must be a text or a list of messages, each {role, content}',
    ],
  ] as const)
    it(`says in a line what is wrong with ${what}`, async () => {
      const failed = await report(rows).catch((error: unknown) => error);
      expect(failed).to.be.instanceOf(UserError);
      expect((failed as UserError).message).to.equal(line);
    });
});
