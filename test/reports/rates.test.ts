import { expect } from 'chai';
import { francIdentifier } from '../../detectors/index.js';
import { type ResponseRow, report } from '../../reports/index.js';

const CLEAN = '今日は晴れていて、とても気持ちのいい一日でした。';

/** The report on a target whose answers to as many prompts are these. */
async function reportOf(answers: readonly string[], others: readonly string[] = []) {
  const row =
    (target: string) =>
    (text: string, i: number): ResponseRow => ({ target, promptId: `p${i}`, language: 'ja', text });
  const built = await report([...answers.map(row('a')), ...others.map(row('b'))], {
    baseline: 'a',
    identifierOf: async () => francIdentifier(),
  });
  return built.report;
}

const RATES = [
  'mixing',
  'script_mixing',
  'word_mixing',
  'wrong_language',
  'code_mixing',
  'damage',
  'punctuation',
] as const;

describe('the rates of a target', () => {
  const kinds: readonly (readonly [string, string, readonly (typeof RATES)[number][]])[] = [
    ['nothing', '', []],
    ['another script', 'посмотреть', ['mixing', 'script_mixing']],
    ['Han of another language', '这边的东西', ['mixing', 'script_mixing']],
    ['words in Latin script', 'とても important な日です', ['mixing', 'word_mixing']],
    ['a character that was cut in two', 'とて\ufffd\ufffd日です', ['damage']],
    ['a control token', '<|im_end|>', ['damage']],
    ['marks of another script', 'とても، 日です', ['punctuation']],
    ['a script and words', 'посмотреть と important です', ['mixing', 'script_mixing', 'word_mixing']],
    ['a script and damage', 'посмотреть \ufffd', ['mixing', 'script_mixing', 'damage']],
  ];
  for (const [what, slip, counted] of kinds)
    it(`count an answer with ${what}, of all that are scored`, async () => {
      const [target] = (await reportOf([CLEAN, `${CLEAN}${slip}`])).targets;
      for (const name of RATES)
        expect([target?.[name].mixed, target?.[name].of], name).to.deep.equal([
          counted.includes(name) ? 1 : 0,
          2,
        ]);
      expect(target?.languages.ja?.script_mixing).to.deep.equal(target?.script_mixing);
    });

  it('are compared: those of scripts in all languages always, those of words and damage where there are any', async () => {
    const rows = async (...sides: Parameters<typeof reportOf>) =>
      (await reportOf(...sides)).comparisons
        .filter(({ script }) => script === '*')
        .map(({ language, measure }) => `${language} ${measure}`);
    expect(await rows([CLEAN], [CLEAN])).to.deep.equal([
      '* script_mixing',
      '* mixing',
      '* wrong_language',
      'ja mixing',
    ]);
    expect(await rows([CLEAN], [`${CLEAN}とても important \ufffd です`])).to.include.members([
      '* word_mixing',
      '* damage',
      'ja word_mixing',
      'ja damage',
    ]);
  });
});
