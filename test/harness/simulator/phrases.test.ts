import { expect } from 'chai';
import { policies } from '../../../detectors/index.js';
import { phrasesOf, simulatedLanguages } from '../../../harness/simulator/phrases.js';

/** What a language's phrases are made of, capitals too, beside the punctuation that follows. */
const letters: Readonly<Record<string, string>> = {
  ar: '\\p{Script=Arabic}\\p{Script=Inherited}',
  bn: '\\p{Script=Bengali}',
  cs: 'a-záčďéěíňóřšťúůýž',
  el: 'α-ωάέήίόύώϊϋΐΰ',
  fa: 'آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئ\\u0654\\u200c',
  he: 'א-ת',
  hi: '\\p{Script=Devanagari}',
  ja: '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー',
  ko: '\\p{Script=Hangul}',
  ms: 'a-z',
  nl: 'a-z',
  pl: 'a-ząćęłńóśźż',
  ro: 'a-zăâîșț',
  ru: 'а-яё',
  sv: 'a-zåäö',
  sw: 'a-z',
  ta: '\\p{Script=Tamil}',
  te: '\\p{Script=Telugu}',
  th: '\\p{Script=Thai}',
  uk: 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’',
  ur: 'آئابپتٹثجچحخدڈذرڑزسشصضطظعغفقکگلمنںوہھیے',
  'zh-Hans': '\\p{Script=Han}',
  'zh-Hant': '\\p{Script=Han}',
};

const punctuation: Readonly<Record<string, string>> = {
  ar: '،؛؟. ',
  bn: '।, ',
  fa: '،. ',
  hi: '।, -',
  ja: '、。',
  th: ' ',
  ur: '،۔ ',
  'zh-Hans': '，。',
  'zh-Hant': '，。',
};

/** The national character set that a language's Han forms are all in: label, lead bytes, first trail byte. */
const charsets: readonly [string, string, readonly [number, number], number][] = [
  ['ja', 'euc-jp', [0xb0, 0xf4], 0xa1],
  ['zh-Hans', 'gb2312', [0xb0, 0xf7], 0xa1],
  ['zh-Hant', 'big5', [0xa4, 0xf9], 0x40],
];

function hanOf(encoding: string, [first, last]: readonly [number, number], trail: number): string {
  const decoder = new TextDecoder(encoding);
  let found = '';
  for (let high = first; high <= last; high++)
    for (let low = trail; low <= 0xfe; low++) found += decoder.decode(Uint8Array.of(high, low));
  return found;
}

function allOf(language: string): string[] {
  const { sentences, headings } = phrasesOf(language);
  return [...sentences, ...headings];
}

describe('the phrases', () => {
  it('are in every language that has a policy; bare zh leaves open which Chinese', () => {
    const listed = policies.map(({ language }) => language).filter((language) => language !== 'zh');
    expect(simulatedLanguages).to.deep.equal(listed);
  });

  for (const language of simulatedLanguages)
    it(`in ${language} are clean, complete, composed (NFC), and all different`, () => {
      const own = letters[language] ?? '\\p{Script=Latin}';
      const clean = new RegExp(`^[${own}${punctuation[language] ?? ",. '\\-"}]+$`, 'iu');
      const { sentences } = phrasesOf(language);
      expect(sentences.length).to.be.at.least(14);
      for (const phrase of allOf(language)) {
        expect(phrase).to.match(clean);
        expect(phrase).to.equal(phrase.normalize('NFC').trim());
      }
      const end = language === 'th' ? /\p{Script=Thai}$/u : /[.。।۔]$/u;
      for (const sentence of sentences) expect(sentence).to.match(end);
      expect(new Set(allOf(language)).size).to.equal(allOf(language).length);
    });

  for (const [language, encoding, lead, trail] of charsets)
    it(`in ${language} use only characters of ${encoding}`, () => {
      const known = new Set(hanOf(encoding, lead, trail));
      const foreign = allOf(language)
        .flatMap((phrase) => phrase.match(/\p{Script=Han}/gu) ?? [])
        .filter((character) => !known.has(character));
      expect(foreign).to.deep.equal([]);
    });
});
