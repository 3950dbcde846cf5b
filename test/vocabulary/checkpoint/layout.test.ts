import { expect } from 'chai';
import { type Layout, rowBytesOf, widen } from '../../../vocabulary/checkpoint/layout.js';

const read = (layout: Layout, bytes: readonly number[], count: number): number[] => {
  const into = new Float32Array(count);
  widen(layout, Uint8Array.from(bytes), into);
  return [...into];
};

describe('values of a row', () => {
  const cases: readonly (readonly [Layout, string, readonly number[], readonly number[]])[] = [
    [
      'bf16',
      'one, minus two, infinity',
      [0x80, 0x3f, 0x00, 0xc0, 0x80, 0x7f],
      [1, -2, Number.POSITIVE_INFINITY],
    ],
    ['f16', 'one, minus two, the largest', [0x00, 0x3c, 0x00, 0xc0, 0xff, 0x7b], [1, -2, 65504]],
    ['f16', 'the smallest, the largest subnormal', [0x01, 0x00, 0xff, 0x03], [2 ** -24, 1023 * 2 ** -24]],
    ['f16', 'infinity, NaN', [0x00, 0xfc, 0x01, 0x7e], [Number.NEGATIVE_INFINITY, Number.NaN]],
    ['f32', 'a half', [0x00, 0x00, 0x00, 0x3f], [0.5]],
    [
      'f8_e4m3',
      'one, the smallest, the largest, NaN',
      [0x38, 0x01, 0x7e, 0x7f],
      [1, 2 ** -9, 448, Number.NaN],
    ],
    ['f8_e4m3', 'minus 0.4375', [0xae], [-0.4375]],
    [
      'f8_e5m2',
      'one, the smallest, the largest, infinity',
      [0x3c, 0x01, 0x7b, 0x7c],
      [1, 2 ** -16, 57344, Number.POSITIVE_INFINITY],
    ],
  ];
  for (const [layout, what, bytes, values] of cases)
    it(`${layout}: ${what}`, () => {
      expect(read(layout, bytes, values.length)).to.deep.equal(values);
    });

  it('q8_0: 32 integers by their scale, of which each block has its own', () => {
    const block = (scale: readonly number[]): number[] => [
      ...scale,
      ...Array.from({ length: 32 }, (_, i) => i + 112),
    ];
    const integers = Array.from({ length: 32 }, (_, i) => (i + 112 > 127 ? i - 144 : i + 112));
    const got = read('q8_0', [...block([0x00, 0x38]), ...block([0x00, 0xbc])], 64);
    expect(got).to.deep.equal([...integers.map((one) => one / 2), ...integers.map((one) => -one)]);
  });

  it('are read wherever they begin', () => {
    const into = new Float32Array(1);
    widen('bf16', new Uint8Array([0, 0x80, 0x3f]).subarray(1), into);
    expect(into[0]).to.equal(1);
  });

  it('have their bytes a row, and no row where blocks do not fill it', () => {
    expect(rowBytesOf('bf16', 10)).to.equal(20);
    expect(rowBytesOf('f8_e5m2', 10)).to.equal(10);
    expect(rowBytesOf('q8_0', 64)).to.equal(68);
    expect(rowBytesOf('q8_0', 40)).to.equal(undefined);
  });
});
