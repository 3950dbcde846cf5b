import { expect } from 'chai';
import fc from 'fast-check';
import { detect, languages, policyFor } from '../../detectors/index.js';
import { normalised } from '../../detectors/unicode/index.js';

describe('normalisation', () => {
  it('costs nothing where the text is composed', () => {
    expect(normalised('Café が 각 й')).to.equal(undefined);
  });

  it('finds the way back', () => {
    const text = 'Cafe\u0301 か\u3099く ж';
    const composed = normalised(text);
    expect(composed?.text).to.equal('Café がく ж');
    const at = composed?.text.indexOf('ж') ?? 0;
    expect(text.slice(composed?.startOf(at), composed?.endOf(at + 1))).to.equal('ж');
    const ga = composed?.text.indexOf('が') ?? 0;
    expect(text.slice(composed?.startOf(ga), composed?.endOf(ga + 1))).to.equal('か\u3099');
  });

  it('is that of String.prototype.normalize', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'aeo\u0301\u0323\u0308か\u3099ᄀ\u1161\u11a8각क\u093cक़й\u0306и'),
    });
    fc.assert(
      fc.property(letters, (text) => {
        expect(normalised(text)?.text ?? text).to.equal(text.normalize('NFC'));
      }),
    );
  });

  it('maps every span of the composed text onto the span that composes to it', () => {
    const cluster = fc.constantFrom(
      'a',
      'e\u0301',
      'é',
      'か\u3099',
      '\u1112\u1161\u11ab',
      '한',
      'क\u093c',
      'ж',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(cluster), fc.nat(), fc.nat(), (clusters, from, to) => {
        const text = clusters.join('');
        const composed = normalised(text);
        if (composed === undefined) return;
        const parts = clusters.map((each) => each.normalize('NFC'));
        const [start, end] = [from % (parts.length + 1), to % (parts.length + 1)].sort((a, b) => a - b) as [
          number,
          number,
        ];
        const left = parts.slice(0, start).join('').length;
        const right = parts.slice(0, end).join('').length;
        if (left === right) return;
        expect(text.slice(composed.startOf(left), composed.endOf(right))).to.equal(
          clusters.slice(start, end).join(''),
        );
      }),
    );
  });
});

describe('canonically equivalent texts', () => {
  const words = [
    'Café',
    'naïve',
    'Ürün',
    'được',
    'một',
    'решение',
    'йод',
    'їжак',
    'ёлка',
    'が',
    'パン',
    'です。',
    '値段',
    '한국어',
    '각각',
    'यह क़लम',
    'ड़',
    'هؤلاء',
    'الآن',
    'שָׁלוֹם',
    'ก็',
    'தொ',
    'বো',
    'the',
    'house',
    '问题',
    '. ',
    '\n',
    ' ',
    ', ',
  ];
  const texts = fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join(' '));

  it('come to the same verdict, and to findings of the same text', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...languages), (text, language) => {
        const policy = policyFor(language);
        if (policy === undefined) return false;
        const composed = detect(text.normalize('NFC'), policy);
        const decomposed = detect(text.normalize('NFD'), policy);
        const forms = (findings: typeof composed.findings) =>
          findings.map(({ kind, script, text }) => `${kind} ${script} ${text.normalize('NFC')}`);
        expect(forms(decomposed.findings)).to.deep.equal(forms(composed.findings));
        expect(decomposed.wrongLanguage).to.deep.equal(composed.wrongLanguage);
        expect(decomposed.mixed).to.equal(composed.mixed);
        expect(decomposed.letters).to.equal(composed.letters);
        return true;
      }),
      { numRuns: 300 },
    );
  });
});
