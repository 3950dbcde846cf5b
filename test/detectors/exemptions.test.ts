import { expect } from 'chai';
import {
  type Detection,
  detect,
  EXEMPTIONS,
  type ExemptionName,
  exemptionRules,
  policiesOf,
  policyFor,
} from '../../detectors/index.js';
import { loadIdentifier } from '../../harness/identifier/index.js';

const spans = ({ findings }: Detection): string[] => findings.map(({ text }) => text);

const excused = ({ exemptions }: Detection, name: ExemptionName): string[] =>
  exemptions.filter(({ reason }) => reason === name).map(({ text }) => text);

describe('the examples of the exemptions', () => {
  for (const { name, examples } of exemptionRules) {
    for (const { language, text, exempt, found = [], ...context } of examples) {
      it(`${name} in ${language}: ${JSON.stringify(text)}`, async () => {
        const identifier = await loadIdentifier('fasttext');
        const policy = policyFor(language);
        if (policy === undefined) throw new Error(language);
        const detection = detect(text, policy, { ...context, identifier });
        expect(excused(detection, name)).to.deep.equal(exempt);
        expect(spans(detection)).to.deep.equal(found);
        // Without the exemption something else excuses it, or it is found.
        const without = policiesOf({ policies: { [language]: { exempt: { [name]: false } } } })(language);
        if (without === undefined) throw new Error(language);
        const bare = detect(text, without, { ...context, identifier });
        expect(excused(bare, name)).to.deep.equal([]);
      });
    }
  }

  it('are there for each exemption, one of them with something excused', () => {
    for (const { name, examples } of exemptionRules)
      expect(
        examples.some(({ exempt }) => exempt.length > 0),
        name,
      ).to.equal(true);
  });

  it('are of exemptions that have priorities and names of their own', () => {
    expect(new Set(exemptionRules.map(({ priority }) => priority)).size).to.equal(exemptionRules.length);
    expect(new Set(EXEMPTIONS).size).to.equal(EXEMPTIONS.length);
  });
});

describe('an exemption that is switched off', () => {
  function run(language: string, off: readonly ExemptionName[], text: string, prompt?: string): Detection {
    const exempt = Object.fromEntries(off.map((name) => [name, false]));
    const policy = policiesOf({ policies: { [language]: { exempt } } })(language);
    if (policy === undefined) throw new Error(language);
    return detect(text, policy, prompt === undefined ? {} : { prompt });
  }

  it('leaves what a weaker one excuses to that one', () => {
    const text = 'データベースの Sharding は便利です。';
    const detection = run('ja', ['name'], text, 'Explain how Sharding works in a database.');
    expect(spans(detection)).to.deep.equal([]);
    expect(excused(detection, 'prompt')).to.deep.equal(['Sharding']);
    expect(spans(run('ja', ['name', 'prompt'], text, 'Explain how Sharding works.'))).to.deep.equal([
      'Sharding',
    ]);
  });

  it('leaves the address inside code to that of addresses', () => {
    const detection = run('ko', ['code'], '자세한 내용은 `https://example.org/путь` 를 보세요.');
    expect(spans(detection)).to.deep.equal([]);
    expect(excused(detection, 'url')).to.deep.equal(['https', 'example', 'org', 'путь']);
  });

  it('leaves a bracket around a name to names', () => {
    const detection = run('ru', ['gloss'], 'Компания (Google) известна давно.');
    expect(excused(detection, 'name')).to.deep.equal(['Google']);
  });

  it('leaves what is quoted and given by the prompt to the prompt', () => {
    const detection = run(
      'ja',
      ['quotation'],
      '彼は「sharding」と言いました。',
      'Explain how sharding works in a database.',
    );
    expect(excused(detection, 'prompt')).to.deep.equal(['sharding']);
  });
});
