/** Lists of off-script tokens, pieces of characters among them. */

import { expect } from 'chai';
import { letterScriptOf, policyFor } from '../../../detectors/index.js';
import { offScriptIds } from '../../../harness/biasing/index.js';
import { openVocabulary, type Vocabulary } from '../../../vocabulary/index.js';
import { qwen3 } from '../../vocabulary/real.js';

describe('tokens that write what a language does not', () => {
  let vocabulary: Vocabulary;
  before(async () => {
    vocabulary = await openVocabulary(qwen3);
  });
  const listOf = (language: string, scripts?: readonly string[]) => {
    const policy = policyFor(language);
    if (policy === undefined) throw new Error(language);
    return offScriptIds(vocabulary, policy, scripts);
  };
  const idOf = (text: string | Buffer): number => vocabulary.idOf(Buffer.from(text)) ?? -1;

  it('are whole texts of other scripts, and Han in a form that the language does not write', () => {
    const ids = new Set(listOf('ja').ids);
    expect(['привет', '사람', '这', 'а'].map((text) => ids.has(idOf(text)) || idOf(text) < 0)).to.not.include(
      false,
    );
    for (const text of ['の', '東京', 'hello', '的', '。', '123'])
      expect(ids.has(idOf(text)), text).to.equal(false);
  });

  it('are those of scripts that are named alone', () => {
    const { ids } = listOf('ja', ['Cyrl']);
    expect(ids.length).to.be.above(1000);
    for (const id of ids) expect(vocabulary.textOf(id)).to.match(/\p{Script=Cyrillic}/u);
  });

  it('are pieces that only such characters begin with, whatever bytes follow', () => {
    const { pieces } = listOf('ko', ['Hani', 'Hira', 'Kana']);
    expect(pieces.length).to.be.above(100);
    let looked = 0;
    for (const id of pieces) {
      const bytes = Buffer.from(vocabulary.bytesOf(id));
      if (bytes.length !== 2 || (bytes[0] ?? 0) < 0xe0 || (bytes[0] ?? 0) > 0xef) continue;
      looked++;
      for (let last = 0x80; last < 0xc0; last++) {
        const character = Buffer.concat([bytes, Buffer.from([last])]).toString('utf8');
        const script = letterScriptOf(character.codePointAt(0) ?? 0);
        expect(script === undefined || ['Hani', 'Hira', 'Kana'].includes(script), character).to.equal(true);
      }
    }
    expect(looked).to.be.above(20);
  });

  it('are no pieces of characters that the language writes some of', () => {
    const kana = idOf(Buffer.from([0xe3, 0x81]));
    const cyrillic = idOf(Buffer.from([0xd0]));
    const [ja, ko, ru] = ['ja', 'ko', 'ru'].map((language) => new Set(listOf(language).pieces));
    expect([ja?.has(kana), ko?.has(kana)]).to.deep.equal([false, true]);
    expect([ja?.has(cyrillic), ru?.has(cyrillic)]).to.deep.equal([true, false]);
  });

  it('are none that steer', () => {
    const { ids } = listOf('ja');
    for (const id of ids) expect(vocabulary.kindOf(id)).to.equal('text');
  });
});
