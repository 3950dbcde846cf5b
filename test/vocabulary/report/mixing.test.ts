/** The table by language of several states, out of a report. */

import { expect } from 'chai';
import { type ResponseRow, report } from '../../../reports/index.js';
import { mixingSections } from '../../../vocabulary/formats/report/mixing.js';
import { type Mixing, mixingOf } from '../../../vocabulary/report/index.js';

const JA = '海の水は太陽の光のうち青い光をよく散らすので、青く見えます。';
const KO = '바닷물은 햇빛 가운데 파란빛을 잘 흩뜨리기 때문에 파랗게 보입니다.';

/** Answers of a target, of which so many hold a word in another script. */
const answers = (target: string, language: string, mixed: number, word: string, of = 30): ResponseRow[] =>
  Array.from({ length: of }, (_, i) => ({
    target,
    language,
    promptId: `${language}${i}`,
    text: `${language === 'ja' ? JA : KO}${i < mixed ? word : ''}`,
  }));

const RUSSIAN = '太陽の свет です。';
const CHINESE = '태양의 阳光 이다.';

async function mixing(rows: readonly ResponseRow[]): Promise<Mixing> {
  const { report: built } = await report(rows, { baseline: 'before' });
  return mixingOf(built);
}

const line = ({ language, measure, script }: Mixing['languages'][number]): string =>
  [language, measure, script].join(' ');

describe('mixing by language', () => {
  it('has a line for each language and each script that came into it, all languages first', async () => {
    const { languages } = await mixing([
      ...answers('before', 'ja', 15, RUSSIAN),
      ...answers('before', 'ko', 12, CHINESE),
      ...answers('after', 'ja', 0, RUSSIAN),
      ...answers('after', 'ko', 11, CHINESE),
    ]);
    expect(languages.map(line)).to.deep.equal([
      '* script_mixing *',
      'ja script_mixing *',
      'ja mixing Cyrl',
      'ko script_mixing *',
      languages.map(line).at(-1),
    ]);
    const counts = languages.map(({ rates }) => rates.map(({ mixed, of }) => `${mixed} of ${of}`));
    expect(counts.slice(0, 3)).to.deep.equal([
      ['27 of 60', '11 of 60'],
      ['15 of 30', '0 of 30'],
      ['15 of 30', '0 of 30'],
    ]);
  });

  it('says beside the rates of others what is significant, and nothing of the baseline', async () => {
    const { languages } = await mixing([
      ...answers('before', 'ja', 15, RUSSIAN),
      ...answers('before', 'ko', 12, CHINESE),
      ...answers('after', 'ja', 0, RUSSIAN),
      ...answers('after', 'ko', 11, CHINESE),
    ]);
    const verdicts = new Map(languages.map((row) => [line(row), row.rates.map(({ verdict }) => verdict)]));
    expect(verdicts.get('ja mixing Cyrl')).to.deep.equal([undefined, 'better']);
    expect(verdicts.get('ko script_mixing *')).to.deep.equal([undefined, 'inconclusive']);
  });

  it('tells the only language once, with the verdict that all languages have', async () => {
    const { languages, changes } = await mixing([
      ...answers('before', 'ja', 15, RUSSIAN),
      ...answers('after', 'ja', 0, RUSSIAN),
    ]);
    expect(languages.map(line)).to.deep.equal(['ja script_mixing *', 'ja mixing Cyrl']);
    expect(languages.map(({ rates }) => rates[1]?.verdict)).to.deep.equal(['better', 'better']);
    const rows = changes.flatMap((change) => change.rows).filter(({ measure }) => measure.includes('mixing'));
    expect(rows.map(({ language, measure, script }) => [language, measure, script].join(' '))).to.deep.equal([
      'ja script_mixing *',
      'ja mixing Cyrl',
    ]);
  });

  it('calls mixing of words so, where no script is mixed', async () => {
    const { languages, changes } = await mixing([
      ...answers('before', 'ja', 15, '太陽の light です。'),
      ...answers('before', 'ko', 3, CHINESE),
      ...answers('after', 'ja', 0, ''),
      ...answers('after', 'ko', 3, CHINESE),
    ]);
    const ja = changes.flatMap((change) => change.rows).filter(({ language }) => language === 'ja');
    expect(ja.map(({ measure, script }) => `${measure} ${script}`)).to.include('word_mixing *');
    expect(ja.map(({ measure, script }) => `${measure} ${script}`)).to.not.include('mixing *');
    const script = languages.find((row) => line(row) === 'ja script_mixing *');
    expect(script?.rates.map(({ mixed }) => mixed)).to.deep.equal([0, 0]);
  });

  it('says of two states that are both clean that they are', async () => {
    const clean = await mixing([...answers('before', 'ja', 0, ''), ...answers('after', 'ja', 0, '')]);
    const change = mixingSections(clean).find(({ id }) => id === 'change-1');
    expect(change?.lead).to.equal('0 of 1 rate changed significantly.');
    expect(change?.table?.rows.map((cells) => cells.slice(0, 4))).to.deep.equal([
      ['Japanese', 'Script mixing', '0 of 30', '0 of 30'],
    ]);
  });

  it('gives states their rates without a comparison where there is one state alone', async () => {
    const { languages, changes, baseline } = await mixing(answers('before', 'ja', 15, RUSSIAN));
    expect([baseline, changes]).to.deep.equal(['before', []]);
    expect(
      languages.flatMap(({ rates }) => rates.map(({ mixed, verdict }) => [mixed, verdict])),
    ).to.deep.equal([
      [15, undefined],
      [15, undefined],
    ]);
  });

  it('compares with a second baseline too, and no pair both ways', async () => {
    const rows = [
      ...answers('before', 'ja', 15, RUSSIAN),
      ...answers('after', 'ja', 0, RUSSIAN),
      ...answers('other', 'ja', 14, RUSSIAN),
    ];
    const { report: first } = await report(rows, { baseline: 'before' });
    const { report: second } = await report(rows, { baseline: 'after' });
    const { changes, baseline } = mixingOf(first, [second]);
    expect(baseline).to.equal('before');
    expect(changes.map((one) => [one.baseline, one.candidate, one.headline?.verdict])).to.deep.equal([
      ['before', 'after', 'better'],
      ['before', 'other', 'inconclusive'],
      ['after', 'other', 'worse'],
    ]);
  });
});
