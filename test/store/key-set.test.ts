import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { KeySet } from '../../store/index.js';

const keyOf = (i: number): string => createHash('sha256').update(String(i)).digest('hex').slice(0, 24);

describe('a set of keys', () => {
  it('holds just what was added, however many', () => {
    const set = new KeySet();
    for (let i = 0; i < 50_000; i++) expect(set.add(keyOf(i))).to.equal(true);
    for (let i = 0; i < 50_000; i += 7) expect(set.add(keyOf(i))).to.equal(false);
    expect(set.size).to.equal(50_000);
    for (let i = 0; i < 50_000; i++) expect(set.has(keyOf(i))).to.equal(true);
    for (let i = 50_000; i < 100_000; i++) expect(set.has(keyOf(i))).to.equal(false);
  });

  it('tells keys apart that share a part, and keeps keys of any other form', () => {
    const keys = [
      '000000000000000000000000',
      '000000000000000000000001',
      '000000010000000000000000',
      '000000000000000100000000',
      'k1',
      '',
      'ABCDEF000000000000000000',
      'abcdef000000000000000000',
    ];
    const set = new KeySet();
    for (const key of keys) {
      expect(set.has(key), key).to.equal(false);
      expect(set.add(key), key).to.equal(true);
      expect(set.add(key), key).to.equal(false);
    }
    expect(set.size).to.equal(keys.length);
  });
});
