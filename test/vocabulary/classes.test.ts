/** Classes of texts and tokens. */

import { expect } from 'chai';
import { classOf, classOfText, openVocabulary } from '../../vocabulary/index.js';
import { sentencePiece } from './real.js';

const CASES: readonly (readonly [text: string, name: string])[] = [
  [' hello', 'Latn'],
  ['naïve', 'Latn'],
  ['привет', 'Cyrl'],
  ['ที่', 'Thai'],
  ['ا', 'Arab'],
  ['किताब', 'Deva'],
  ['사람', 'Hang'],
  // Han by who writes it: the tables have 这 in Simplified Chinese alone, 込 in Japanese alone, 国 and 東 in two of three.
  ['这', 'Hans'],
  ['马嘉祺', 'Hans'],
  ['嘉祺', 'Hani'],
  ['的', 'Hani'],
  ['国', 'Hani'],
  ['東', 'Hani'],
  ['們', 'Hani'],
  ['込', 'Jpan'],
  ['働く', 'Jpan'],
  ['漢字かな', 'Jpan'],
  ['カタカナ', 'Hrkt'],
  ['ひらがな', 'Hrkt'],
  ['这込', 'several'],
  ['这か', 'several'],
  ['\u{20000}', 'Hani'],
  ['韓國의', 'Kore'],
  ['亚洲AV', 'several'],
  ['μg', 'several'],
  ['123', 'none'],
  ['१२३', 'none'],
  ['\n//', 'none'],
  ['。「', 'none'],
  ['😀', 'none'],
  ['\u0301', 'none'],
  ['', 'none'],
];

describe('the class of a text', () => {
  for (const [text, name] of CASES)
    it(`is ${name} for ${JSON.stringify(text)}`, () => expect(classOfText(text)).to.equal(name));
});

describe('the class of a token', () => {
  it('is what else it is, where it is no text', async () => {
    const vocabulary = await openVocabulary(sentencePiece);
    expect([1, 3 + 0x41, 3 + 0xe4, 40_000].map((id) => classOf(vocabulary, id))).to.deep.equal([
      'special',
      'byte',
      'partial',
      'padding',
    ]);
  });
});
