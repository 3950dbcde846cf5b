import { expect } from 'chai';
import * as v from 'valibot';
import { parseJson, parseYaml } from '../../files/index.js';
import { rejected } from '../support/rejected.js';

describe('numbers that a double does not keep', () => {
  for (const [text, value] of [
    ['{"id": 1234567890123456789}', { id: '1234567890123456789' }],
    ['{"id":-9007199254740993,"n":-9007199254740991}', { id: '-9007199254740993', n: -9007199254740991 }],
    ['[1234567890123456789,1234567890123456790]', ['1234567890123456789', '1234567890123456790']],
    ['[\n12345678901234567890\n]', ['12345678901234567890']],
    [
      '{"p": -0.1234567890123456789, "q": 1e21, "r": 1234567890123456.5}',
      { p: Number('-0.1234567890123456789'), q: 1e21, r: 1234567890123456.5 },
    ],
    [
      '{"t": "a, 1234567890123456789, \\" 1234567890123456789 "}',
      { t: 'a, 1234567890123456789, " 1234567890123456789 ' },
    ],
    [
      '{"id": 1234567890123456789, "p": NaN, "q": -Infinity, "t": "NaN"}',
      { id: '1234567890123456789', p: null, q: null, t: 'NaN' },
    ],
  ] as const)
    it(`are texts where a log holds them, and nothing else is changed: ${JSON.stringify(text)}`, () => {
      expect(parseJson(text)).to.deep.equal(value);
    });

  it('are no JSON where the text is none', () => {
    expect(() => parseJson('{"id": 01234567890123456789 x}')).to.throw(SyntaxError);
    expect(() => parseJson('1234567890123456789 1')).to.throw(SyntaxError);
    expect(() => parseJson('{"id": 01234567890123456789}')).to.throw(SyntaxError);
  });

  const schema = v.looseObject({});
  for (const [text, place] of [
    ['seed: 9007199254740993', '1:7'],
    ['a: 1\nb: { c: [1, -12345678901234567890] }', '2:13'],
    ['a: 0xfffffffffffffffff', '1:4'],
  ] as const)
    it(`are refused by their place in a suite: ${JSON.stringify(text)}`, async () => {
      const { message } = await rejected(parseYaml(text, 's.yaml', schema, 'a suite'));
      expect(message).to.match(new RegExp(`^s\\.yaml:${place}: the whole number .+ is beyond 2\\^53: `));
    });

  it('are none where a suite holds a fraction, a text, or digits that are kept', async () => {
    const text = 'a: "12345678901234567890"\nb: 0.12345678901234567890\nc: 9007199254740991\nd: 1e300\n';
    expect(await parseYaml(text, 's.yaml', schema, 'a suite')).to.deep.equal({
      a: '12345678901234567890',
      b: Number('0.1234567890123456789'),
      c: 9007199254740991,
      d: 1e300,
    });
  });
});

describe('YAML that no reader should take for what it seems', () => {
  const schema = v.looseObject({});
  for (const [name, text, says] of [
    ['a cycle', 'a: &x { b: *x }', /^s\.yaml: malformed YAML: an alias stands within its own anchor$/],
    ['what is nested too deep', `a: ${'['.repeat(5000)}`, /^s\.yaml:1:\d+: nested more than 100 deep$/],
    ['a key twice', 'a: 1\nb: { c: 1, c: 2 }', /^s\.yaml:2:12: malformed YAML: Map keys must be unique$/],
    [
      'very many aliases',
      `a: &a 1\nb: [${'*a,'.repeat(6000)}]`,
      /^s\.yaml:2:\d+: malformed YAML: there are more than 5000 aliases$/,
    ],
  ] as const)
    it(`is refused in a line: ${name}`, async () => {
      expect((await rejected(parseYaml(text, 's.yaml', schema, 'a suite'))).message).to.match(says);
    });

  it('may merge one mapping into several', async () => {
    const text = 'base: &base { a: 1 }\nx: { <<: *base, b: 2 }\ny:\n  <<: *base\n  a: 3\n';
    expect(await parseYaml(text, 's.yaml', schema, 'a suite')).to.deep.equal({
      base: { a: 1 },
      x: { a: 1, b: 2 },
      y: { a: 3 },
    });
  });
});
