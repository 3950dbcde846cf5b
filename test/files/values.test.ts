import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { sha256 } from '../../files/index.js';

/** What the keys of runs have been made of since the first version. */
function reference(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
  return createHash('sha256').update(text).digest('hex');
}

describe('the hash of a value', () => {
  for (const [name, value] of [
    ['fields in any order', { b: 1, a: { d: [{ f: 1, e: 2 }], c: null } }],
    [
      'names that are numbers, which keep an order of their own',
      { '50256': -100, b: { '9': 1, a: 2 }, '10': 0 },
    ],
    ['fields that are undefined', { a: undefined, b: [undefined, 1], c: { d: undefined } }],
    ['what says itself what its JSON is', { at: new Date(0), a: [new Date(1)] }],
    ['numbers that JSON has not', [Number.NaN, Number.POSITIVE_INFINITY, -0]],
    ['lone surrogates and quotation marks', { '"\ud800': '\udc00"\\\n' }],
    ['nothing', {}],
    ['a text', 'a'],
  ] as const)
    it(`is what it has always been: ${name}`, () => {
      expect(sha256(value)).to.equal(reference(value));
    });

  it('is what it has always been, whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(sha256(value)).to.equal(reference(value));
      }),
    );
  });

  it('does not depend on the order of fields', () => {
    expect(sha256({ a: 1, b: 2 })).to.equal(sha256({ b: 2, a: 1 }));
    expect(sha256({ a: 1, b: 2 })).not.to.equal(sha256({ a: 2, b: 1 }));
  });
});
