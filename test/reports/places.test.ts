import { expect } from 'chai';
import { buildReport, plainJudge, type Rate, RunTally, readCases, tallyRun } from '../../reports/index.js';
import type { PromptRecord } from '../../store/index.js';
import { CLEAN, ENGLISH, type Given, only, run } from './runs.js';

const WORD = 'хорошо';

/** An answer of `length` code units with a Russian word at `at`. */
function answer(length: number, at?: number): string {
  const text = CLEAN.repeat(Math.ceil(length / CLEAN.length)).slice(0, length);
  return at === undefined ? text : `${text.slice(0, at)}${WORD}${text.slice(at + WORD.length)}`;
}

const given = (all: readonly string[]): Given[] =>
  all.map((text, i) => ({ target: 'a', prompt: `p${i}`, answer: text }));

const counts = (all: readonly { readonly mixed: number; readonly of: number }[] = []) =>
  all.map(({ mixed, of }) => [mixed, of]);

/** Twenty prompts with five answers each, half of all with a slip at the beginning: of every other prompt all, or of every prompt some. */
const repeated = (which: 'alike' | 'apart', length: number): Given[] =>
  Array.from({ length: 100 }, (_, i) => {
    const [prompt, repeat] = [Math.floor(i / 5), i % 5];
    const isMixed = (which === 'alike' ? prompt : i) % 2 === 0;
    return {
      target: 'a',
      prompt: `${which}${prompt}`,
      repeat,
      // No two of a prompt are one text.
      answer: `${repeat}${answer(length, isMixed ? 50 : undefined)}`,
    };
  });

const widthOf = (rate: Pick<Rate, 'low' | 'high'> | undefined): number =>
  (rate?.high ?? 0) - (rate?.low ?? 0);

describe('script mixing by length and position', () => {
  it('counts an answer in the class of its length, without white space at its ends', async () => {
    const report = await only(
      run('a', given([answer(99, 40), `  ${answer(99)}\n\n`, answer(100), answer(7000, 6500)])),
    );
    const [target] = report.targets;
    expect(target?.by_length?.map(({ from, to, mixed, of }) => [from, to, mixed, of])).to.deep.equal([
      [0, 100, 1, 2],
      [100, 200, 0, 1],
      [6400, null, 1, 1],
    ]);
  });

  it('counts by position only those that get so far, and their first slip alone', async () => {
    const report = await only(
      run('a', given([answer(150, 20), answer(450, 250), answer(450, 350), answer(90, 10)])),
    );
    const [target] = report.targets;
    expect(target?.by_position?.map(({ within }) => within)).to.deep.equal([100, 200, 400]);
    expect(counts(target?.by_position)).to.deep.equal([
      [1, 3],
      [0, 2],
      [2, 2],
    ]);
  });

  it('says nothing of answers that are not scored, and counts those in the wrong language as clean', async () => {
    const none = await only(run('a', [{ target: 'a', prompt: 'p', answer: '' }]));
    expect(none.targets[0]).not.to.have.any.keys('by_length', 'by_position', 'intruders', 'by_tag');
    const wrong = await only(run('a', given([ENGLISH])));
    expect(counts(wrong.targets[0]?.by_length)).to.deep.equal([[0, 1]]);
  });

  it('has the interval of its own prompts: of repeats that are alike a wider one than of those that are not', async () => {
    const [alike, apart] = [repeated('alike', 150), repeated('apart', 300)];
    const [target] = (await only(run('a', [...alike, ...apart]))).targets;
    const [short, long] = target?.by_length ?? [];
    expect([short?.mixed, short?.of]).to.deep.equal([long?.mixed, long?.of]);
    expect(widthOf(short)).to.be.above(1.5 * widthOf(long));
    const [whole] = (await only(run('a', alike))).targets;
    expect(short).to.deep.equal({ from: 100, to: 200, ...whole?.script_mixing });
    expect(whole?.by_position?.[0]).to.deep.equal({ within: 100, ...whole?.script_mixing });
  });

  it('speaks of the prompts that were asked where a report does', async () => {
    const all = run('a', repeated('alike', 150));
    const { report } = await buildReport([all], { inference: 'these_prompts' });
    const [target] = report.targets;
    const [row] = target?.by_length ?? [];
    expect(row).to.deep.equal({ from: 100, to: 200, ...target?.script_mixing });
    expect(widthOf(row)).to.be.below(widthOf((await only(all)).targets[0]?.script_mixing));
  });
});

describe('what slips most', () => {
  it('counts answers, not places, and leaves out what is no word', async () => {
    const twice = `${CLEAN}${WORD} と ${WORD}。`;
    const long = `${CLEAN}${'хорошо '.repeat(9)}${CLEAN}`;
    const report = await only(run('a', given([twice, answer(100, 20), `${CLEAN}душа。`, long, CLEAN])));
    const [target] = report.targets;
    expect(target?.intruders?.slice(0, 2)).to.deep.equal([
      { script: 'Cyrl', text: WORD, answers: 2 },
      { script: 'Cyrl', text: 'душа', answers: 1 },
    ]);
    for (const { text } of target?.intruders ?? []) expect(text.length).to.be.at.most(24);
  });
});

describe('script mixing by tag', () => {
  const prompts = [['short'], ['short', 'team:a', 'short'], []].map(
    (tags, i): PromptRecord => ({
      id: `p${i}`,
      language: 'ja',
      tags,
      messages: [{ role: 'user', content: `質問${i}` }],
    }),
  );

  it('counts an answer once for each tag of its prompt', async () => {
    const report = await only(run('a', given([answer(60, 20), answer(60), answer(60, 20)]), {}, prompts));
    const by = report.targets[0]?.by_tag ?? {};
    expect(Object.entries(by).map(([tag, { mixed, of }]) => [tag, mixed, of])).to.deep.equal([
      ['short', 1, 2],
      ['team:a', 0, 1],
    ]);
  });

  it('has the interval of the prompts with a tag, be they alike or not', async () => {
    const sides = (['alike', 'apart'] as const).map((which) => ({ which, given: repeated(which, 150) }));
    const tagged = sides.flatMap(({ which, given: all }) =>
      [...new Set(all.map(({ prompt }) => prompt))].map(
        (id): PromptRecord => ({
          id,
          language: 'ja',
          tags: [which, 'all'],
          messages: [{ role: 'user', content: id }],
        }),
      ),
    );
    const report = await only(
      run(
        'a',
        sides.flatMap((side) => side.given),
        {},
        tagged,
      ),
    );
    const [{ by_tag: by = {}, script_mixing } = { script_mixing: undefined }] = report.targets;
    expect(by.all).to.deep.equal(script_mixing);
    expect([by.alike?.mixed, by.alike?.of]).to.deep.equal([by.apart?.mixed, by.apart?.of]);
    expect(widthOf(by.alike)).to.be.above(1.5 * widthOf(by.apart));
  });

  it('adds up, with lengths and what slips: the tallies of halves are that of the whole', async () => {
    const all = given([answer(60, 20), answer(300), answer(900, 700)]);
    const whole = await tallyRun(run('a', all, {}, prompts));
    const [first, second] = [run('a', all.slice(0, 1), {}, prompts), run('a', all.slice(1), {}, prompts)];
    const joined = RunTally.fromJSON(JSON.parse(JSON.stringify((await tallyRun(first)).tally)));
    joined.merge((await tallyRun(second)).tally);
    const fields = (tally: RunTally) => {
      const { measures, languages: outcomes } = tally.target('a');
      const { by_length, by_position, by_tag, intruders } = measures.ofTarget({
        inference: 'prompts',
        outcomes,
      });
      return { by_length, by_position, by_tag, intruders };
    };
    expect(fields(joined)).to.deep.equal(fields(whole.tally));
    expect(fields(joined).by_length).to.have.length(3);
  });
});

describe('the language of an answer in the wrong one', () => {
  const cases = [
    { text: `${ENGLISH} ${ENGLISH}`, instead: 'en' },
    {
      text: 'Das Wetter ist heute sehr schön, und wir gehen zusammen in den Park, um dort zu spielen.',
      instead: 'de',
    },
    {
      text: '# Park\n\nLe temps est très beau aujourd’hui et nous allons nous promener au parc.',
      instead: 'fr',
    },
  ] as const;
  for (const { text, instead } of cases)
    it(`is named, not its script: ${instead}`, async () => {
      const said: (string | null)[] = [];
      for await (const { judgement } of plainJudge().judge(readCases(run('a', given([text]))), {}))
        said.push(judgement.outcome.state, judgement.instead);
      expect(said).to.deep.equal(['wrong_language', instead]);
    });
});
