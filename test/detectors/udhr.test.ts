import { expect } from 'chai';
import type { IdentifierName } from '../../detectors/index.js';
import { detect, type Identifier, languages, policyFor } from '../../detectors/index.js';
import { loadIdentifier } from '../../harness/identifier/index.js';
import { DECLARATIONS, declaration, MISPRINT } from './declaration.js';

function judge(text: string, language: string, identifier: Identifier | undefined) {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(`no policy for ${language}`);
  const { findings, wrongLanguage } = detect(text, policy, identifier && { identifier });
  return { findings, wrongLanguage };
}

const CLEAN = { findings: [], wrongLanguage: null };

for (const name of ['fasttext', 'franc'] satisfies IdentifierName[])
  describe(`the Universal Declaration of Human Rights, lines by ${name}`, () => {
    let identifier: Identifier;
    before(async () => {
      identifier = await loadIdentifier(name, languages);
    });

    for (const [language, codes] of Object.entries(DECLARATIONS))
      it(`has no finding in ${language}, as a whole, by article and by paragraph`, () => {
        for (const code of codes) {
          const { paragraphs, articles, whole } = declaration(code);
          expect(articles, code).to.have.length(31);
          for (const text of [whole, ...articles, ...paragraphs])
            expect(judge(text, language, identifier), `${code}: ${text}`).to.deep.equal(CLEAN);
        }
      });

    it('has one where the Traditional edition is misprinted with a Japanese form', () => {
      const { whole } = declaration(MISPRINT.code);
      const printed = whole.replace(MISPRINT.right, MISPRINT.printed);
      expect(printed).not.to.equal(whole);
      const { findings, wrongLanguage } = judge(printed, 'zh-Hant', identifier);
      expect(findings.map(({ kind, text }) => `${kind} ${text}`)).to.deep.equal(['han 痩']);
      expect(wrongLanguage).to.equal(null);
    });

    it('has none in Chinese whose variant is left open', () => {
      for (const code of ['cmn_hans', 'cmn_hant']) {
        const { paragraphs, articles, whole } = declaration(code);
        for (const text of [whole, ...articles, ...paragraphs])
          expect(judge(text, 'zh', identifier), `${code}: ${text}`).to.deep.equal(CLEAN);
      }
    });

    it('has a finding in every language where an article is in English, and in English where one is in French', () => {
      for (const [language, [code = '']] of Object.entries(DECLARATIONS)) {
        const { articles } = declaration(code);
        const foreign = declaration(language === 'en' ? 'fra' : 'eng').articles[19] ?? '';
        const { findings, wrongLanguage } = judge(
          articles.with(19, foreign).join('\n\n'),
          language,
          identifier,
        );
        expect(wrongLanguage, language).to.equal(null);
        expect(findings.map(({ text }) => text).join('\n'), language).to.include(foreign.split('\n').at(-1));
      }
    });
  });

/** Languages in Latin script that have no policy of their own, with the code of their declaration. */
const OTHERS = {
  ca: 'cat',
  cy: 'cym',
  da: 'dan',
  et: 'est',
  eu: 'eus',
  fi: 'fin',
  fil: 'tgl',
  ga: 'gle',
  hr: 'hrv',
  hu: 'hun',
  is: 'isl',
  lv: 'lav',
  nb: 'nob',
  sk: 'slk',
};

describe('the Universal Declaration in languages without a policy of their own', () => {
  const identifiers: (readonly [string, () => Promise<Identifier | undefined>])[] = [
    ['what detection falls back on', async () => undefined],
    ['franc among all it knows', () => loadIdentifier('franc')],
    ['franc among the languages with a policy', () => loadIdentifier('franc', languages)],
    ['fastText', () => loadIdentifier('fasttext')],
  ];
  for (const [name, load] of identifiers)
    it(`has no finding either, lines by ${name}`, async () => {
      const identifier = await load();
      for (const [language, code] of Object.entries(OTHERS)) {
        const { whole, paragraphs } = declaration(code);
        for (const text of [whole, ...paragraphs])
          expect(judge(text, language, identifier), `${language}: ${text}`).to.deep.equal(CLEAN);
      }
    });

  it('has one in Finnish, Hungarian and Catalan where an article is in English, without an identifier given', () => {
    const foreign = declaration('eng').articles[19] ?? '';
    for (const code of ['fin', 'hun', 'cat'] as const) {
      const text = declaration(code).articles.with(19, foreign).join('\n\n');
      const { findings } = judge(text, { fin: 'fi', hun: 'hu', cat: 'ca' }[code], undefined);
      expect(findings.map(({ text }) => text).join('\n'), code).to.include(foreign.split('\n').at(-1));
    }
  });
});

describe('the languages with a policy', () => {
  it('all have their declaration here', () => {
    const expected = languages.filter((language) => language !== 'zh');
    expect(Object.keys(DECLARATIONS).sort()).to.deep.equal([...expected].sort());
  });
});
