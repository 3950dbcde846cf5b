import { expect } from 'chai';
import {
  EXPRESSIONS,
  foreignAloneIn,
  isInternational,
  languagesWith,
  lexiconBit,
  wordNumber,
} from '../../detectors/words/index.js';

describe('the lexicon', () => {
  const has = (word: string, language: string): boolean =>
    (languagesWith(wordNumber(word, 0, word.length)) & lexiconBit(language)) !== 0;

  it('knows whose a word is, loans among them', () => {
    expect([has('the', 'en'), has('the', 'es'), has('und', 'de'), has('und', 'en')]).to.deep.equal([
      true,
      false,
      true,
      false,
    ]);
    for (const language of ['es', 'de', 'fr', 'it', 'pt'])
      expect(has('marketing', language), language).to.equal(true);
  });

  it('does not know every word', () => {
    expect(wordNumber('qwrtzpl', 0, 7)).to.equal(0);
    expect(languagesWith(0)).to.equal(0);
    expect(lexiconBit('sw')).to.equal(0);
  });

  it('says which words of English are foreign by themselves', () => {
    const isAlone = (word: string, language: string): boolean =>
      (foreignAloneIn(wordNumber(word, 0, word.length)) & lexiconBit(language)) !== 0;
    expect([isAlone('becoming', 'es'), isAlone('software', 'es'), isAlone('becoming', 'en')]).to.deep.equal([
      true,
      false,
      false,
    ]);
  });
});

describe('expressions that all languages take as they are', () => {
  const all = EXPRESSIONS.flat();

  it('are sorted, each there once, and their plurals not beside them', () => {
    for (const list of EXPRESSIONS) expect(list).to.deep.equal([...list].sort());
    const plurals = new Set(all.map((expression) => `${expression}s`));
    expect(all.filter((expression) => plurals.has(expression))).to.deep.equal([]);
    expect(new Set(all).size).to.equal(all.length);
  });

  it('are known as they are listed, with hyphens and in capitals, and by a word of them beside the others', () => {
    for (const expression of all) {
      const [first = '', ...others] = expression.split(' ');
      for (const written of [expression, expression.replaceAll(' ', '-'), expression.toUpperCase()])
        expect(isInternational(written, '', ''), written).to.equal(true);
      if (others.length < 3)
        expect(isInternational(first, 'une ', ` ${others.join(' ')} de la`), expression).to.equal(true);
    }
    expect(isInternational('until further notice', '', '')).to.equal(false);
  });
});
