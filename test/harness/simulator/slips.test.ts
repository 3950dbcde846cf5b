import { expect } from 'chai';
import { detect, type Policy, policyFor } from '../../../detectors/index.js';
import {
  afterModel,
  beforeModel,
  type Intruder,
  type SimulatedModel,
  startSimulator,
} from '../../../harness/simulator/index.js';
import { intruders, isOwn } from '../../../harness/simulator/intruders.js';
import { phrasesOf, simulatedLanguages } from '../../../harness/simulator/phrases.js';
import type { IntrudingScript } from '../../../harness/simulator/types.js';
import { ask, contentOf, japanese, simulators } from './client.js';

const REQUESTS = 400;

const prompts: Readonly<Record<string, string>> = {
  ja: japanese,
  ko: '오늘 점심에 대해 알려 주세요.',
  en: 'Tell me about your lunch.',
  ar: 'حدثني عن طعام الغداء اليوم.',
  he: 'ספר לי על ארוחת הצהריים שלך.',
  ta: 'உங்கள் மதிய உணவைப் பற்றிச் சொல்லுங்கள்.',
  th: 'เล่าเรื่องอาหารกลางวันวันนี้ให้ฟังหน่อย',
};

/** Share of responses that match, which must lie within four standard deviations of `rate`. */
function expectRate(texts: readonly string[], pattern: RegExp, rate: number): void {
  const found = texts.filter((text) => pattern.test(text)).length;
  const deviation = Math.sqrt(texts.length * rate * (1 - rate));
  expect(found).to.be.closeTo(texts.length * rate, 4 * deviation);
}

function policyOf(language: string): Policy {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(`there is no policy for ${language}`);
  return policy;
}

function anyOf(words: readonly string[]): RegExp {
  return new RegExp(words.join('|'), 'u');
}

describe('slips', () => {
  const start = simulators();

  async function answers(model: SimulatedModel, language: string): Promise<string[]> {
    const simulator = await start({ models: [model] });
    const text = prompts[language] ?? '';
    return Promise.all(
      Array.from({ length: REQUESTS }, (_, seed) => ask(simulator, text, { model: model.id, seed })),
    ).then((completions) => completions.map(contentOf));
  }

  it('come as often as the table says, each intruder by itself', async () => {
    const model = {
      id: 'm',
      slips: { ja: { Cyrl: 0.47, Hans: 0.05, Thai: 0.2 }, ko: { Hani: 0.49, wrong: 0.3 } },
    };
    const ja = await answers(model, 'ja');
    expectRate(ja, /\p{Script=Cyrillic}/u, 0.47);
    expectRate(ja, /\p{Script=Thai}/u, 0.2);
    expectRate(ja, anyOf(intruders.Hans), 0.05);
    expectRate(ja, /\p{Script=Cyrillic}.*\p{Script=Thai}|\p{Script=Thai}.*\p{Script=Cyrillic}/su, 0.47 * 0.2);
    expectRate(ja, /\p{Script=Hangul}/u, 0);
    const ko = await answers(model, 'ko');
    expectRate(ko, /\p{Script=Han}/u, 0.49);
    expectRate(ko, /^[^\p{Script=Hangul}]*$/u, 0.3);
  });

  it('of kind wrong are wholly in English, and in Chinese where English is the language', async () => {
    const slips = Object.fromEntries(Object.keys(prompts).map((language) => [language, { wrong: 1 }]));
    for (const language of ['ja', 'ko', 'ar', 'th'])
      for (const text of await answers({ id: 'm', slips }, language))
        expect(text).to.match(/^[\p{Script=Latin}\p{Script=Common}]+$/u);
    for (const text of await answers({ id: 'm', slips }, 'en'))
      expect(text).to.match(/^[\p{Script=Han}\p{Script=Common}]+$/u);
  });

  it('stand inside a sentence, one or two words of them', async () => {
    const words = anyOf(intruders.Cyrl).source;
    for (const language of ['ja', 'ko', 'ar', 'he', 'ta', 'th']) {
      const slips = { [language]: { Cyrl: 1 } };
      for (const text of await answers({ id: 'm', slips }, language)) {
        expect(text.match(/\p{Script=Cyrillic}+/gu)).to.have.length.within(1, 2);
        expect(text).to.match(new RegExp(`[\\p{L}\\p{M},،] ?(?:${words})(?: (?:${words}))?`, 'u'));
      }
    }
  });

  it('in Thai part no vowel from its consonant', async () => {
    const slips = { th: { Cyrl: 1 } };
    for (const text of await answers({ id: 'm', slips }, 'th'))
      expect(text).to.not.match(/[เ-ไ] ?\p{Script=Cyrillic}|\p{Script=Cyrillic} ?[\p{M}ะาำๅ]/u);
  });

  it('cannot be in the scripts of the language, by its policy; Latin script is English’s alone', () => {
    const own = (language: string) =>
      (Object.keys(intruders) as IntrudingScript[]).filter((script) => isOwn(language, script));
    expect(own('ja')).to.deep.equal(['Hani']);
    expect(own('zh-Hans')).to.deep.equal(['Hani', 'Hans']);
    expect(own('zh-Hant')).to.deep.equal(['Hani']);
    expect(own('en')).to.deep.equal(['Latn']);
    for (const language of ['cs', 'sw', 'bn', 'ta']) expect(own(language)).to.deep.equal([]);
    for (const language of ['ar', 'fa', 'ur']) expect(own(language)).to.deep.equal(['Arab']);
    for (const language of ['ru', 'uk']) expect(own(language)).to.deep.equal(['Cyrl']);
    expect([own('el'), own('he'), own('th')]).to.deep.equal([['Grek'], ['Hebr'], ['Thai']]);
  });

  it('are what the detector finds, and without slips it finds nothing, in every language', async () => {
    const scripts = (Object.keys(intruders) as IntrudingScript[]).filter((script) => script !== 'Latn');
    const english = new Intl.DisplayNames('en', { type: 'language' });
    for (const language of simulatedLanguages) {
      const policy = policyOf(language);
      const foreign = scripts.filter((script) => !isOwn(language, script));
      const models = [
        { id: 'clean', slips: {} },
        ...foreign.map((script) => ({ id: script, slips: { [language]: { [script]: 1 } } })),
      ];
      const simulator = await start({ models });
      for (const { id } of models) {
        for (let seed = 0; seed < 10; seed++) {
          const request = { model: id, seed };
          const text = contentOf(await ask(simulator, `Talk. Answer in ${english.of(language)}.`, request));
          const { mixed, wrongLanguage } = detect(text, policy);
          expect({ language, id, text, mixed, wrongLanguage }).to.include({
            mixed: id !== 'clean',
            wrongLanguage: null,
          });
        }
      }
    }
  });

  it('are made of words wholly in their script; those of Hans are foreign in Japanese too', () => {
    const names: Readonly<Record<IntrudingScript, string>> = {
      Arab: 'Arabic',
      Cyrl: 'Cyrillic',
      Deva: 'Devanagari',
      Grek: 'Greek',
      Hang: 'Hangul',
      Hani: 'Han',
      Hans: 'Han',
      Hebr: 'Hebrew',
      Latn: 'Latin',
      Thai: 'Thai',
    };
    for (const [script, words] of Object.entries(intruders)) {
      const own = new RegExp(`^\\p{Script=${names[script as IntrudingScript]}}{2,}$`, 'u');
      for (const word of words) expect(word).to.match(own);
    }
    for (const word of intruders.Hans)
      expect(detect(`これは${word}です。`, policyOf('ja')).findings, word).to.have.length(1);
  });

  it('cannot be asked for where they could not be seen', async () => {
    const cases: readonly [SimulatedModel['slips'], RegExp][] = [
      [{ ja: { Cyrl: 1.5 } }, /from 0 to 1, not 1.5/],
      [{ ja: { Cyrl: Number.NaN } }, /from 0 to 1, not NaN/],
      [{ ru: { Cyrl: 0.1 } }, /Cyrl cannot slip into ru/],
      [{ xx: { Cyrl: 0.1 } }, /no phrases in "xx"/],
    ];
    for (const [slips, message] of cases) {
      const error = await startSimulator({ models: [{ id: 'm', slips }] }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(RangeError).with.property('message').that.matches(message);
    }
  });

  it('of the demo get rarer in most cells, and more frequent in one', () => {
    const cells = Object.entries(beforeModel.slips).flatMap(([language, rates]) =>
      (Object.entries(rates) as [Intruder, number][]).map(
        ([intruder, rate]) => (afterModel.slips[language]?.[intruder] ?? 0) - rate,
      ),
    );
    expect(cells.filter((change) => change > 0)).to.have.length(1);
    expect(cells.filter((change) => change < 0).length).to.be.greaterThan(cells.length / 2);
    for (const language of Object.keys(beforeModel.slips))
      expect(phrasesOf(language).sentences).to.not.have.length(0);
  });
});
