import { expect } from 'chai';
import fc from 'fast-check';
import { pack, unpack } from '../../files/index.js';

const packed = (data: unknown): Buffer => Buffer.concat([...pack(data)]);

describe('packed data', () => {
  it('comes back as it was, columns of any integers and of any length among it', () => {
    const column = fc.oneof(
      fc.int32Array(),
      fc.int32Array({ min: 0, max: 255 }),
      fc.int32Array({ min: 0, max: 65535 }),
      fc.uint8Array(),
    );
    const data = fc.record({
      text: fc.string({ unit: 'binary' }),
      columns: fc.array(column),
      deep: fc.array(fc.record({ column })),
    });
    fc.assert(
      fc.property(data, (given) => {
        expect(unpack(packed(given))).to.deep.equal({ ...given });
      }),
    );
    expect(unpack(packed(Buffer.from([1, 2])))).to.deep.equal(Uint8Array.of(1, 2));
  });

  it('takes no more bytes for an integer than the largest of its column needs', () => {
    const sizeOf = (most: number): number => packed(new Int32Array(10_000).fill(most)).length;
    expect([255, 256, 65_535, 65_536, -1].map((most) => Math.round(sizeOf(most) / 10_000))).to.deep.equal([
      1, 2, 2, 4, 4,
    ]);
  });

  it('is refused with any byte of it changed, cut off, or another one behind it', () => {
    const whole = packed({ a: Int32Array.of(1, 2, 300), b: ['x', null, 1.5] });
    for (let i = 0; i < whole.length; i++) {
      const changed = Buffer.from(whole);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => unpack(changed), `byte ${i}`).to.throw();
      expect(() => unpack(whole.subarray(0, i)), `${i} bytes`).to.throw();
    }
    expect(() => unpack(Buffer.concat([whole, Buffer.alloc(1)]))).to.throw();
  });
});
