import { expect } from 'chai';
import { buildReport, formats, type Report, type ResponseRow, renderTerminal } from '../../reports/index.js';
import { CANNED, LETTERS, mixing, PROMPTS, reportOnRows, rowOf, rows, SLIP, story } from './answers.js';
import { ENGLISH, type Given, run } from './runs.js';

describe('a rate of mixing that falls', () => {
  const verdicts = async (candidate: (i: number) => string): Promise<Report> =>
    reportOnRows([...rows('before', mixing), ...rows('after', candidate)], 'before');

  it('is better where answers are what they were', async () => {
    const built = await verdicts((i) => story(i));
    expect(rowOf(built, 'mixing')).to.include({ verdict: 'better' }).and.not.to.have.property('collapse');
    expect(rowOf(built, 'repeats')).to.equal(undefined);
    const [length] = built.lengths;
    expect(length?.language).to.equal('*');
    expect(length?.ratio).to.be.within(0.9, 1);
    expect(length?.low).to.be.below(length?.ratio ?? 0);
  });

  const dead: readonly (readonly [string, (i: number) => string, string])[] = [
    ['repeat each other', (i) => (i % 2 === 0 ? CANNED : story(i)), 'repeats'],
    [
      'copy their prompts',
      (i) => (i % 2 === 0 ? `${story(i, 1)}それについて短い話を書いてください。` : story(i)),
      'copies',
    ],
    ['loop', (i) => (i % 2 === 0 ? `${story(i, 1)}${'小さな'.repeat(60)}` : story(i)), 'loops'],
    ['are empty', (i) => (i % 3 === 1 ? story(i) : ''), 'empty'],
    [
      'are in another language',
      (i) => (i % 3 === 1 ? story(i) : `${i}: ${ENGLISH} ${LETTERS[i % LETTERS.length]}`),
      'wrong_language',
    ],
    ['are signs alone', (i) => (i % 3 === 1 ? story(i) : '…'), 'shorter'],
    ['are short', (i) => `${LETTERS[i % LETTERS.length]}だと思います。`, 'shorter'],
  ];
  for (const [what, candidate, sign] of dead)
    it(`is not better where answers ${what}, and every format says so`, async () => {
      const built = await verdicts(candidate);
      for (const language of ['*', 'ja']) {
        const row = rowOf(built, 'mixing', language);
        expect(row?.delta).to.be.below(-0.2);
        expect(row?.verdict).to.equal('degraded');
        expect(row?.collapse).to.include(sign);
      }
      if (sign !== 'shorter') expect(rowOf(built, sign as 'loops')).to.include({ verdict: 'worse' });
      for (const text of [
        renderTerminal(built),
        ...Object.values(formats).map(({ render }) => render(built, { shown: [], flagged: 0 })),
      ]) {
        expect(text).to.include('degraded');
        expect(text).to.match(/Answers got worse in Japanese|shorter|repeats|copies|loops/);
      }
      expect(renderTerminal(built, { width: 400 })).to.match(
        /Answers got worse in Japanese: [^;]*; that fewer .* is no improvement\./,
      );
    });

  it('is told in the numbers of the language where it was seen, and beside a collapsed baseline says little', async () => {
    const both = (target: string, ja: (i: number) => string, zh: (i: number) => string): ResponseRow[] => [
      ...rows(target, ja),
      ...rows(target, zh, { language: 'zh-Hans' }).map((row) => ({ ...row, promptId: `zh${row.promptId}` })),
    ];
    const chinese = (i: number): string =>
      story(i).replace(/[ぁ-ん]/g, (kana) =>
        String.fromCodePoint(0x4eba + (kana.codePointAt(0) ?? 0) - 0x3041),
      );
    const chant = (i: number): string => `${chinese(i).slice(0, 6)}，`.repeat(40);
    const short = (i: number): string => `${LETTERS[i % LETTERS.length]}だと思います。`;
    const given = [...both('before', mixing, chinese), ...both('after', short, chant)];
    const said = (built: Report): string => renderTerminal(built, { width: 1000 });
    const forth = said(await reportOnRows(given, 'before'));
    expect(forth).to.match(
      /Answers got worse in Japanese and Simplified Chinese: 0\.0% → 100\.0% loop in Simplified Chinese and they are 0\.0\d times \(\S+\) as long in Japanese, /,
    );
    expect(forth).not.to.include("The baseline's own answers");
    expect(said(await reportOnRows(given, 'after'))).to.include(
      "The baseline's own answers are bad in Simplified Chinese: 100.0% loop; a change from there says little.",
    );
  });

  it('is better of answers half as long where it fell by far more than that', async () => {
    const built = await reportOnRows(
      [...rows('before', (i) => `${SLIP}${story(i, 5)}`), ...rows('after', (i) => story(i, 2))],
      'before',
    );
    expect(built.lengths[0]?.high).to.be.below(0.6);
    expect(rowOf(built, 'mixing')).to.include({ verdict: 'better' });
  });

  const many = (target: string, prompts: number, textOf: (i: number) => string): ResponseRow[] =>
    Array.from({ length: prompts }, (_, i) => ({
      target,
      language: 'ja',
      text: textOf(i),
      promptId: `p${i}`,
    }));

  it('is better of answers a fifth shorter: so much is no collapse', async () => {
    const slips = (sentences: number, has: (i: number) => boolean) => (i: number) =>
      `${has(i) ? SLIP : ''}${story(i, sentences)}`;
    const built = await reportOnRows(
      [
        ...many(
          'before',
          300,
          slips(5, (i) => i % 10 !== 0),
        ),
        ...many(
          'after',
          300,
          slips(4, (i) => i % 10 !== 0 && i % 12 !== 0),
        ),
      ],
      'before',
    );
    expect(built.lengths[0]?.high).to.be.within(0.75, 0.85);
    expect(rowOf(built, 'mixing')).to.include({ verdict: 'better' });
  });

  it('is better where so few answers loop that nobody would act on it', async () => {
    const few = (i: number): string => (i < 12 ? `${story(i, 1)}${'小さな'.repeat(60)}` : story(i, 1));
    const built = await reportOnRows(
      [...many('before', 1600, mixing), ...many('after', 1600, few)],
      'before',
    );
    expect(rowOf(built, 'loops')).to.include({ verdict: 'worse', delta: 12 / 1600 });
    expect(rowOf(built, 'mixing')).to.include({ verdict: 'better' });
  });

  it('is compared with what became empty of the answers that came', async () => {
    const answers = (target: string, textOf: (i: number) => string | null): Given[] =>
      Array.from({ length: PROMPTS }, (_, i): Given => {
        const answer = textOf(i);
        const error = { kind: 'timeout', message: 'late' } as const;
        return { target, prompt: `p${i}`, answer, ...(answer === null && { more: { error } }) };
      });
    const samples = [
      ...answers('before', (i) => story(i)),
      ...answers('after', (i) => (i < 24 ? null : i < 36 ? '' : story(i))),
    ];
    const { report: built } = await buildReport([run('r', samples, { baseline: 'before' })]);
    expect(rowOf(built, 'empty')?.candidate_rate).to.include({ mixed: 12, of: 36 });
  });

  for (const [sign, more] of [
    ['refused', { finish_reason: 'content_filter' }],
    ['error', { error: { kind: 'http', status: 500, message: 'down' } }],
  ] as const)
    it(`is not better where two answers of three are lost: ${sign}`, async () => {
      const samples = Array.from({ length: PROMPTS }, (_, i): Given[] => [
        { target: 'before', prompt: `p${i}`, answer: `${i % 2 === 0 ? SLIP : ''}${story(i)}` },
        {
          target: 'after',
          prompt: `p${i}`,
          answer: i % 3 === 1 ? story(i) : null,
          ...(i % 3 !== 1 && { more }),
        },
      ]).flat();
      const { report: built } = await buildReport([run('r', samples, { baseline: 'before' })]);
      expect(rowOf(built, sign)).to.include({ verdict: 'worse' });
      expect(rowOf(built, 'mixing')).to.deep.include({ verdict: 'degraded', collapse: [sign] });
    });

  it('goes by the lengths of the answers to each prompt, however different prompts are', async () => {
    const long = (i: number): string => story(i, 2 ** (1 + (i % 5)));
    const half = (i: number): string => story(i, 2 ** (i % 5));
    const [length] = (await reportOnRows([...rows('before', long), ...rows('after', half)], 'before'))
      .lengths;
    expect(length?.ratio).to.be.closeTo(0.5, 0.01);
    expect((length?.high ?? 1) - (length?.low ?? 0)).to.be.below(0.01);
  });

  it('is better in a language whose answers are alive, whatever became of another one', async () => {
    const both = (target: string, ja: (i: number) => string, zh: (i: number) => string): ResponseRow[] => [
      ...rows(target, ja),
      ...rows(target, zh, { language: 'zh-Hans' }).map((row) => ({ ...row, promptId: `zh${row.promptId}` })),
    ];
    const chinese = (i: number): string =>
      `第${i}个故事讲的是一个孩子怎样学会唱歌，又怎样在${i + 3}天以后忘记了它。`;
    const built = await reportOnRows(
      [
        ...both('before', mixing, (i) => (i % 2 === 0 ? `${chinese(i)} хорошо` : chinese(i))),
        ...both('after', () => CANNED, chinese),
      ],
      'before',
    );
    expect(rowOf(built, 'mixing', 'ja')).to.include({ verdict: 'degraded' });
    expect(rowOf(built, 'mixing', 'zh-Hans')).to.include({ verdict: 'better' });
    expect(rowOf(built, 'mixing', '*')).to.include({ verdict: 'degraded' });
  });
});
