import { expect } from 'chai';
import { uniform } from '../../bench/simulated/prompts.js';
import { buildReport, gate, renderTerminal, rulesOf, tallyRun } from '../../reports/index.js';
import { answers, CLEAN, CYRILLIC, ENGLISH, type Given, only, run } from './runs.js';

const HANGUL = '今日はとても 날씨 良い天気です。';
const RUSSIAN = 'Сегодня очень хорошая погода, и мы идём в парк.';
const RUSSIAN_MIXED = 'Сегодня очень 天気 хорошая погода, и мы идём в парк.';

/** Answers in two languages that slip, or are in another one, more or less often. */
function drawn(target: string, share: number, random: () => number): Given[] {
  const text = (): string => {
    const at = random();
    return at < share ? CYRILLIC : at < 1.5 * share ? HANGUL : at < 2 * share ? ENGLISH : CLEAN;
  };
  return [
    ...Array.from({ length: 60 }, (_, i) => ({
      target,
      prompt: `j${i >> 1}`,
      repeat: i % 2,
      answer: text(),
    })),
    ...Array.from({ length: 60 }, (_, i) => ({
      target,
      prompt: `r${i}`,
      language: 'ru',
      answer: random() < share ? RUSSIAN_MIXED : RUSSIAN,
    })),
  ];
}

describe('the verdicts of a comparison', () => {
  it('are what its intervals say: one that leaves out 0 is better, worse or degraded, any other inconclusive', async () => {
    const random = uniform(4);
    let decided = 0;
    for (let i = 0; i < 12; i++) {
      const given = [...drawn('a', 0.1, random), ...drawn('b', 0.02 + 0.04 * i, random)];
      const { comparisons } = await only(run('r', given, { baseline: 'a' }));
      expect(comparisons.length).to.be.above(8);
      for (const { low, high, verdict, level, p_adjusted: p, ...row } of comparisons) {
        const leavesOut = (low ?? 0) > 1e-9 || (high ?? 0) < -1e-9;
        expect(leavesOut, JSON.stringify({ ...row, low, high, level, p })).to.equal(
          verdict !== 'inconclusive',
        );
        expect(level).to.be.within(0.95, 1);
        decided += Number(leavesOut);
      }
    }
    expect(decided).to.be.above(20);
  });

  it('give the headline an interval of 95% whatever stands beside it, and others wider ones', async () => {
    const random = uniform(8);
    const report = await only(
      run('r', [...drawn('a', 0.1, random), ...drawn('b', 0.2, random)], { baseline: 'a' }),
    );
    const levelOf = (language: string, measure: string): number =>
      report.comparisons.find(
        (row) => row.language === language && row.measure === measure && row.script === '*',
      )?.level ?? 0;
    expect(levelOf('*', 'script_mixing')).to.equal(0.95);
    expect(levelOf('*', 'wrong_language')).to.be.above(0.96);
    expect(levelOf('ja', 'mixing')).to.be.above(0.96);
  });

  it('take for the headline what the gate of the suite names', async () => {
    const random = uniform(8);
    const given = [...drawn('a', 0.1, random), ...drawn('b', 0.2, random)];
    const { comparisons } = await only(
      run('r', given, { baseline: 'a', gate: { on: ['wrong_language', 'mixing'] } }),
    );
    const alone = comparisons
      .filter(({ level }) => level === 0.95)
      .map(({ measure, language }) => `${measure} ${language}`);
    expect(alone).to.include.members(['wrong_language *', 'mixing *']);
    expect(alone).not.to.include('script_mixing *');
  });

  it('are one where rows count the same samples: in one language, with one script', async () => {
    const { comparisons } = await only(
      run('r', [...answers('a', 60, 9), ...answers('b', 60, 0)], { baseline: 'a' }),
    );
    const mixing = comparisons.filter(({ measure }) => measure === 'mixing' || measure === 'script_mixing');
    expect(mixing.map(({ language, script }) => `${language} ${script}`)).to.deep.equal([
      '* *',
      '* *',
      'ja *',
      'ja Cyrl',
    ]);
    expect(
      new Set(mixing.map(({ low, high, level, verdict }) => JSON.stringify([low, high, level, verdict])))
        .size,
    ).to.equal(1);
    expect(mixing[0]).to.include({ verdict: 'better', level: 0.95 });
  });

  it('say of a single prompt that its repeats are the units: 47 to 1 of a hundred is better', async () => {
    const repeated = (target: string, mixed: number): Given[] =>
      answers(target, 100, mixed).map((one, repeat) => ({ ...one, prompt: 'one', repeat }));
    const { report } = await buildReport([
      run('r', [...repeated('before', 47), ...repeated('after', 1)], { baseline: 'before' }),
    ]);
    expect(report.comparisons[0]).to.include({
      verdict: 'better',
      units: 'repeats',
      test: 'miettinen-nurminen',
    });
    expect(report.targets[0]).to.include({ units: 'repeats' });
    expect(renderTerminal(report)).to.include(
      'Repeats are the units: it speaks of these prompts and no others.',
    );
  });

  it('speak of these prompts alone where the suite or the report says so', async () => {
    const often = (target: string, mixed: number): Given[] =>
      [0, 1, 2].flatMap((repeat) => answers(target, 40, mixed).map((one) => ({ ...one, repeat })));
    const given = [...often('a', 20), ...often('b', 10)];
    const bySuite = await only(run('r', given, { baseline: 'a', inference: 'these_prompts' }));
    const { report: asked } = await buildReport([run('r', given, { baseline: 'a' })], {
      inference: 'these_prompts',
    });
    for (const report of [bySuite, asked]) {
      expect(report.inference).to.equal('these_prompts');
      expect(report.comparisons.every(({ units }) => units === 'repeats')).to.equal(true);
    }
    const { report: usual } = await buildReport([run('r', given, { baseline: 'a' })]);
    expect(usual.comparisons.every(({ units }) => units === 'prompts')).to.equal(true);
  });
});

describe('flips', () => {
  it('are the prompts without a mixed answer on one side alone, over the repeats that both have scored', async () => {
    const of = (target: string, texts: Readonly<Record<string, readonly string[]>>): Given[] =>
      Object.entries(texts).flatMap(([prompt, own]) =>
        own.map((answer, repeat) => ({ target, prompt, repeat, answer })),
      );
    const before = {
      kept: [CYRILLIC, CLEAN],
      clean: [CLEAN, CLEAN],
      new: [CLEAN, CLEAN],
      gone: [CYRILLIC, CYRILLIC],
      lost: [CLEAN, ''],
    };
    const after = {
      kept: [CLEAN, CYRILLIC],
      clean: [CLEAN, CLEAN],
      new: [CLEAN, CYRILLIC],
      gone: [CLEAN, CLEAN],
      lost: [CLEAN, CYRILLIC],
    };
    const { flips } = await only(run('r', [...of('a', before), ...of('b', after)], { baseline: 'a' }));
    expect(flips).to.deep.equal([
      {
        baseline: 'a',
        candidate: 'b',
        prompts: 5,
        became_mixed: [
          { language: 'ja', prompt: 'new', baseline: { mixed: 0, of: 2 }, candidate: { mixed: 1, of: 2 } },
        ],
        became_clean: [
          { language: 'ja', prompt: 'gone', baseline: { mixed: 2, of: 2 }, candidate: { mixed: 0, of: 2 } },
        ],
      },
    ]);
  });

  it('are none where no prompt is shared', async () => {
    const other = answers('b', 10, 2).map((one) => ({ ...one, prompt: `other ${one.prompt}` }));
    const { flips } = await only(run('r', [...answers('a', 10, 2), ...other], { baseline: 'a' }));
    expect(flips).to.deep.equal([]);
  });
});

describe('a gate of several candidates', () => {
  it('comes to the worst of them, with a verdict and rows of each', async () => {
    const given = [...answers('a', 800, 8), ...answers('good', 800, 4), ...answers('bad', 800, 80)];
    const { tally } = await tallyRun(run('r', given, { made_by: 'score' }));
    const side = (target: string) => ({ name: target, target, tally });
    const result = gate(side('a'), [side('good'), side('bad')], rulesOf({}, '2026-01-01', ''));
    expect(result.candidates.map(({ candidate, verdict }) => [candidate, verdict])).to.deep.equal([
      ['good', 'pass'],
      ['bad', 'fail'],
    ]);
    expect(result.verdict).to.equal('fail');
    expect(new Set(result.rows.map(({ candidate }) => candidate))).to.deep.equal(new Set(['good', 'bad']));
  });
});
