import { expect } from 'chai';
import { formats, type Report, type ResponseRow, renderTerminal, report } from '../../reports/index.js';

const PROMPTS = 40;
const REPEATS = 5;

/** Answers of one target to 40 questions, each asked five times. */
const rows = (target: string, textOf: (prompt: number, repeat: number) => string): ResponseRow[] =>
  Array.from({ length: PROMPTS * REPEATS }, (_, i) => {
    const [prompt, repeat] = [Math.floor(i / REPEATS), i % REPEATS];
    return { target, language: 'ja', text: textOf(prompt, repeat), promptId: `p${prompt}`, repeat };
  });

const clean = (prompt: number, draw = ''): string =>
  `質問の番号は${prompt}番です。今日はいい天気ですね。${draw}`;
const slip = (prompt: number): string => `質問の番号は${prompt}番です。今日は хорошая いい天気ですね。`;

const reportOn = async (given: readonly ResponseRow[], baseline?: string): Promise<Report> =>
  (await report(given, { ...(baseline !== undefined && { baseline }) })).report;

describe('repeats that are the same text', () => {
  it('count as samples, and as one observation of their prompt in intervals', async () => {
    const [same] = (await reportOn(rows('same', (prompt) => clean(prompt)))).targets;
    const [drawn] = (await reportOn(rows('drawn', (prompt, repeat) => clean(prompt, `その${repeat}。`))))
      .targets;
    const [once] = (
      await reportOn(rows('once', (prompt) => clean(prompt)).filter(({ repeat }) => repeat === 0))
    ).targets;
    expect(same?.mixing).to.include({ mixed: 0, of: PROMPTS * REPEATS });
    expect(same?.identical_repeats).to.deep.equal({ prompts: PROMPTS, of: PROMPTS });
    expect(same?.mixing.high).to.equal(once?.mixing.high);
    expect(drawn).not.to.have.property('identical_repeats');
    expect(drawn?.mixing.high).to.be.below(same?.mixing.high ?? 0);
  });

  it('are what they are where few prompts have them: short answers are the same by chance', async () => {
    const [some] = (
      await reportOn(rows('some', (prompt, repeat) => clean(prompt, prompt < 15 ? '' : `その${repeat}。`)))
    ).targets;
    const [drawn] = (await reportOn(rows('drawn', (prompt, repeat) => clean(prompt, `その${repeat}。`))))
      .targets;
    expect(some).not.to.have.property('identical_repeats');
    expect(some?.mixing).to.deep.equal(drawn?.mixing);
  });

  it('are observed by language', async () => {
    const german = rows('t', (_, repeat) => `Das ist die ${repeat}. Antwort auf eine lange Frage.`);
    const given = [
      ...rows('t', (prompt) => clean(prompt)),
      ...german.map((row): ResponseRow => ({ ...row, language: 'de' })),
    ];
    const [target] = (await reportOn(given)).targets;
    expect(target?.identical_repeats).to.deep.equal({ prompts: PROMPTS, of: PROMPTS });
    expect(target?.languages.ja).to.have.property('identical_repeats');
    expect(target?.languages.de).not.to.have.property('identical_repeats');
  });

  it('make no change certain: forty repeats of two prompts are two observations', async () => {
    const two = (target: string, textOf: (prompt: number) => string, from: number): ResponseRow[] =>
      Array.from({ length: 80 }, (_, i) => ({
        target,
        language: 'ja',
        text: textOf(from + (i % 2)),
        promptId: `p${from + (i % 2)}`,
      }));
    const { comparisons } = await reportOn([...two('a', clean, 0), ...two('b', slip, 2)], 'a');
    const [whole] = comparisons;
    expect(whole).to.include({ test: 'miettinen-nurminen', delta: 1, verdict: 'inconclusive' });
  });

  for (const baseline of ['a', 'b'])
    it(`tell of a change between shared prompts as much as each prompt asked once, from ${baseline}`, async () => {
      const both = [
        ...rows('a', (prompt) => clean(prompt)),
        ...rows('b', (prompt) => (prompt < 20 ? slip(prompt) : clean(prompt))),
      ];
      const [often] = (await reportOn(both, baseline)).comparisons;
      const first = both.filter(({ repeat }) => repeat === 0);
      const [once] = (await reportOn(first, baseline)).comparisons;
      expect(often).to.include({ test: 'tango', delta: baseline === 'a' ? 0.5 : -0.5 });
      expect(often?.low).to.be.closeTo(once?.low ?? 0, 0.008);
      expect(often?.high).to.be.closeTo(once?.high ?? 0, 0.008);
    });

  it('are named in every format', async () => {
    const { report: built, examples } = await report(rows('same', (prompt) => clean(prompt)));
    const said = `all repeats of ${PROMPTS} of ${PROMPTS} prompts are the same text`;
    for (const name of ['html', 'md'] as const)
      expect(formats[name].render(built, examples), name).to.include(said);
    expect(renderTerminal(built)).to.include(said);
    expect(formats.csv.render(built)).to.include(`,identical_repeats,${PROMPTS},${PROMPTS},1`);
  });
});
