import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  applyPolicy,
  canonicalTag,
  detect,
  EXEMPTIONS,
  isLanguageTag,
  isScript,
  languages,
  type Policy,
  policies,
  policiesOf,
  policyFor,
} from '../../detectors/index.js';
import { root } from '../support/needs.js';

function listed(tag: string): Policy {
  const policy = policyFor(tag);
  if (policy === undefined) throw new Error(tag);
  return policy;
}

const summary = ({ language, scripts, latin, han }: Policy): string =>
  [language, scripts.join('+'), latin, han ?? '-'].join(' ');

describe('a language tag', () => {
  for (const tag of ['a-'.repeat(1 << 19), `en-x-${'abc-'.repeat(1 << 18)}abc`, 'x'.repeat(1 << 20)])
    it(`is none where it has no end: ${tag.slice(0, 10)}...`, () => {
      expect(isLanguageTag(tag)).to.equal(false);
      expect(policyFor(tag)).to.equal(undefined);
      expect(() => canonicalTag(tag)).to.throw(RangeError);
    });

  it('may have extensions, and is written as BCP 47 writes it', () => {
    expect(canonicalTag('ZH-hans-u-ca-chinese')).to.equal('zh-Hans-u-ca-chinese');
    expect(isLanguageTag('de-CH-1996')).to.equal(true);
  });
});

describe('the policies', () => {
  it('are of 32 languages and the bare tag zh, each once, sorted', () => {
    expect(languages.join(' ')).to.equal(
      'ar bn cs de el en es fa fr he hi id it ja ko ms nl pl pt ro ru sv sw ta te th tr uk ur vi zh zh-Hans zh-Hant',
    );
    expect([...languages].sort()).to.deep.equal([...languages]);
    expect(new Set(languages).size).to.equal(33);
  });

  it("name scripts of Unicode, Latin as own just where it is among them, and the engine's likely script first", () => {
    const likely: Record<string, string> = { Jpan: 'Hani', Kore: 'Hang', Hans: 'Hani', Hant: 'Hani' };
    for (const { language, scripts, tolerated, latin, essential = [], origin } of policies) {
      expect([...scripts, ...tolerated, ...essential].every(isScript), language).to.equal(true);
      expect(latin === 'own', language).to.equal(scripts.includes('Latn'));
      expect(scripts, language).to.include.members([...essential]);
      const { script = '' } = new Intl.Locale(language).maximize();
      expect(scripts[0], language).to.equal(likely[script] ?? script);
      expect(origin, language).to.equal('listed');
    }
  });

  it('take closeness for mutual', () => {
    for (const { language, close } of policies) {
      for (const other of close) {
        if (policyFor(other)?.latin === 'own')
          expect(policyFor(other)?.close, `${other}, ${language}`).to.include(language);
      }
    }
    expect(listed('id').close).to.deep.equal(['ms']);
    expect(listed('pt').close).to.include('es');
    expect(listed('cs').close).to.deep.equal(['sk']);
    expect(listed('sv').close).to.deep.equal(['da', 'nb', 'nn', 'no']);
  });

  it('stand in docs/policies.md as they are', () => {
    const page = readFileSync(join(root, 'docs/policies.md'), 'utf8');
    const [, table = ''] = /## The languages\n([^#]+)/.exec(page) ?? [];
    const rows = [...table.matchAll(/^\| `([\w-]+)` \|(.*)\|$/gm)].map(([, tag, rest = '']) => {
      const [, scripts, latin, han, close] = rest.split('|').map((cell) => cell.trim());
      return [tag, scripts, latin, han, close].join(' | ');
    });
    const expected = policies.map(({ language, scripts, latin, han = '', close }) =>
      [language, scripts.join(' '), latin, han, close.join(' ')].join(' | '),
    );
    expect(rows).to.deep.equal(expected);
    for (const name of EXEMPTIONS) expect(page).to.contain(`\`${name}\``);
  });

  it('find a foreign script in each language, and nothing in its own', () => {
    const texts: Record<string, string> = {
      bn: 'আজ আবহাওয়া খুব ভালো।',
      el: 'Σήμερα ο καιρός είναι πολύ καλός.',
      fa: 'امروز هوا خیلی خوب است.',
      he: 'היום מזג האוויר נעים מאוד.',
      ta: 'இன்று வானிலை மிகவும் நன்றாக உள்ளது.',
      te: 'ఈ రోజు వాతావరణం చాలా బాగుంది.',
      th: 'วันนี้อากาศดีมาก',
      uk: 'Сьогодні дуже гарна погода.',
      ur: 'آج موسم بہت اچھا ہے۔',
    };
    for (const [language, text] of Object.entries(texts)) {
      expect(detect(text, listed(language)).findings, language).to.deep.equal([]);
      const { findings } = detect(`${text}\n${text} 한국`, listed(language));
      expect(
        findings.map(({ script }) => script),
        language,
      ).to.deep.equal(['Hang']);
    }
  });
});

describe('policyFor', () => {
  const cases: [tag: string, policy: string][] = [
    ['zh', 'zh Hani+Bopo guest chinese'],
    ['zh-TW', 'zh-Hant Hani+Bopo guest traditional'],
    ['zh-HK', 'zh-Hant Hani+Bopo guest traditional'],
    ['zh-CN', 'zh-Hans Hani guest simplified'],
    ['zh-SG', 'zh-Hans Hani guest simplified'],
    ['zh-hant-CN', 'zh-Hant Hani+Bopo guest traditional'],
    ['ja-JP', 'ja Hani+Hira+Kana guest japanese'],
    ['JA', 'ja Hani+Hira+Kana guest japanese'],
    ['pt-BR', 'pt Latn own -'],
    ['ko-Hang', 'ko Hang guest -'],
    ['ko-KP', 'ko Hang guest -'],
    ['iw', 'he Hebr guest -'],
    ['ur-Aran', 'ur Arab guest -'],
    ['en-u-nu-arab', 'en Latn own -'],
  ];
  for (const [tag, policy] of cases) {
    it(`takes ${tag} to the listed policy of ${policy.split(' ', 1)[0]}`, () => {
      expect(summary(listed(tag))).to.equal(policy);
      expect(listed(tag).origin).to.equal('listed');
    });
  }

  const assumed: [tag: string, policy: string][] = [
    ['sr', 'sr Cyrl guest -'],
    ['sr-RS', 'sr Cyrl guest -'],
    ['sr-Latn', 'sr-Latn Latn own -'],
    ['kk', 'kk Cyrl guest -'],
    ['az', 'az Latn own -'],
    ['uz', 'uz Latn own -'],
    ['uz-Cyrl', 'uz-Cyrl Cyrl guest -'],
    ['uz-AF', 'uz-Arab Arab guest -'],
    ['hi-Latn', 'hi-Latn Latn own -'],
    ['yue', 'yue Hani+Bopo guest traditional'],
    ['ain-Jpan', 'ain-Jpan Hani+Hira+Kana guest japanese'],
    ['ain-Hrkt', 'ain-Hrkt Hira+Kana guest -'],
    ['jje-Kore', 'jje-Kore Hang+Hani guest -'],
    ['und-Cyrl', 'und-Cyrl Cyrl guest -'],
  ];
  for (const [tag, policy] of assumed) {
    it(`makes a policy for ${tag} from its script, and says so: ${policy}`, () => {
      expect(summary(listed(tag))).to.equal(policy);
      expect(listed(tag).origin).to.equal('likely-script');
      expect(policyFor(tag)).to.equal(policyFor(tag));
    });
  }

  it('knows nothing of malformed tags, of tags without a script and of what is not written', () => {
    for (const tag of ['', 'j_', 'zh_TW', 'x', 'qaa', 'und', 'en-Zxxx', 'en-Zyyy', 'en-Zmth'])
      expect(policyFor(tag), tag).to.equal(undefined);
  });

  it('counts a language assumed by its script like any other', () => {
    const { findings, wrongLanguage } = detect('Данас је лепо време. 天气 је лепо.', listed('sr'));
    expect(findings.map(({ text }) => text)).to.deep.equal(['天气']);
    expect(wrongLanguage).to.equal(null);
  });
});

describe('applyPolicy', () => {
  it('changes what the override names, keeps the rest, and leaves the base as it was', () => {
    const base = listed('ja');
    const before = structuredClone(base);
    const changed = applyPolicy(base, {
      tolerated: ['Latn'],
      close: ['ko'],
      allow: ['привет'],
      exempt: { gloss: false, code: true },
      min_letters: 5,
    });
    expect(changed).to.deep.equal({
      ...before,
      origin: 'overridden',
      tolerated: ['Latn'],
      close: ['ko'],
      allow: ['привет'],
      disabled: ['gloss'],
      minLetters: 5,
    });
    expect(base).to.deep.equal(before);
    expect(applyPolicy(changed, { exempt: { gloss: true } }).disabled).to.deep.equal([]);
  });

  it('keeps Latin, essential scripts and forms of Han in step with the scripts', () => {
    expect(applyPolicy(listed('ru'), { latin: 'own' }).scripts).to.deep.equal(['Cyrl', 'Latn']);
    expect(applyPolicy(listed('ru'), { scripts: ['Cyrl', 'Latn'] }).latin).to.equal('own');
    const both = applyPolicy(listed('ru'), { scripts: ['Cyrl', 'Latn'] });
    expect(summary(applyPolicy(both, { latin: 'guest' }))).to.equal('ru Cyrl guest -');
    const kana = applyPolicy(listed('ja'), { scripts: ['Hira', 'Kana'] });
    expect(summary(kana)).to.equal('ja Hira+Kana guest -');
    expect(kana.essential).to.deep.equal(['Hira', 'Kana']);
    expect(applyPolicy(listed('ja'), { scripts: ['Hani'] }).essential).to.equal(undefined);
    expect(applyPolicy(listed('ja'), { han: 'any' }).han).to.equal(undefined);
    expect(applyPolicy(listed('zh'), { han: 'traditional' }).han).to.equal('traditional');
  });

  it('decides what is found', () => {
    const text = '値段を посмотреть しましょう。これは exploration という考え方です。';
    const found = (policy: Policy): string[] => detect(text, policy).findings.map(({ script }) => script);
    expect(found(listed('ja'))).to.deep.equal(['Cyrl', 'Latn']);
    expect(found(applyPolicy(listed('ja'), { tolerated: ['Cyrl'] }))).to.deep.equal(['Latn']);
    expect(found(applyPolicy(listed('ja'), { tolerated: ['Latn'] }))).to.deep.equal(['Cyrl']);
  });
});

describe('policiesOf', () => {
  it('is policyFor where nothing is set', () => {
    const policyOf = policiesOf();
    for (const tag of [...languages, 'zh-TW', 'sr', 'qaa']) expect(policyOf(tag)).to.equal(policyFor(tag));
  });

  it('gives an override to its tag and to tags that come to the same policy, the very tag first', () => {
    const policyOf = policiesOf({
      policies: {
        pt: { min_letters: 3 },
        'PT-pt': { min_letters: 4 },
        'zh-Hant': { min_letters: 5 },
        sr: { scripts: ['Cyrl', 'Latn'] },
      },
    });
    const least = (tag: string) => policyOf(tag)?.minLetters;
    expect([least('pt'), least('pt-BR'), least('pt-PT')]).to.deep.equal([3, 3, 4]);
    expect([least('zh'), least('zh-TW'), least('zh-Hans')]).to.deep.equal([2, 5, 2]);
    expect(policyOf('sr')?.scripts).to.deep.equal(['Cyrl', 'Latn']);
    expect(policyOf('sr-RS')).to.include({ origin: 'overridden', latin: 'own' });
    expect(policyOf('sr-Latn')?.origin).to.equal('likely-script');
    expect(policyOf('de')).to.equal(policyFor('de'));
    expect(policyOf('pt-BR')).to.equal(policyOf('pt-BR'));
  });

  it('makes a policy for a language of which nothing is known but its scripts', () => {
    const policyOf = policiesOf({ policies: { qaa: { scripts: ['Cher'] }, qab: { close: [] } } });
    expect(policyOf('qaa')).to.include({ language: 'qaa', origin: 'overridden', latin: 'guest' });
    expect(policyOf('qaa-US')?.scripts).to.deep.equal(['Cher']);
    expect(policyOf('qab')).to.equal(undefined);
  });

  it('puts the terms that are allowed everywhere into every policy', () => {
    const policyOf = policiesOf({ allow: ['kubectl'], policies: { ja: { allow: ['привет'] } } });
    expect(policyOf('ja')?.allow).to.deep.equal(['привет', 'kubectl']);
    expect(policyOf('de')).to.deep.equal({ ...policyFor('de'), allow: ['kubectl'] });
    expect(policyOf('qaa')).to.equal(undefined);
  });
});
