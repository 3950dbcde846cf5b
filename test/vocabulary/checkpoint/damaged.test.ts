import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { UserError } from '../../../files/index.js';
import { openCheckpoint } from '../../../vocabulary/checkpoint/index.js';
import { f32, gguf, matrix, safetensors } from '../../support/checkpoint.js';
import { folderWith } from '../../support/offscript.js';
import { rejected } from '../../support/rejected.js';
import { foldersIn, NAMES, OTHERS, ROWS, rowsOf } from './written.js';

const { path: folder, remove } = folderWith({});
after(remove);
const folderOf = foldersIn(folder);

describe('a checkpoint that is damaged', () => {
  const good = safetensors({ [NAMES.head]: matrix(ROWS) });
  const said = (over: object): Buffer => safetensors({ [NAMES.head]: matrix(ROWS) }, { [NAMES.head]: over });
  const begun = (length: bigint, rest = Buffer.alloc(0)): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(length);
    return Buffer.concat([bytes, rest]);
  };
  const json = (value: string): Buffer => begun(BigInt(value.length), Buffer.from(value));
  const files: readonly (readonly [string, Readonly<Record<string, Uint8Array | string>>, RegExp])[] = [
    ['an empty folder', {}, /no checkpoint in safetensors or GGUF/],
    ['an empty file', { 'model.safetensors': '' }, /too short/],
    [
      'a header of 2^63 bytes',
      { 'model.safetensors': begun(1n << 63n) },
      /header has 9223372036854775808 bytes/,
    ],
    [
      'a header longer than its file',
      { 'model.safetensors': begun(100n, Buffer.from('{}')) },
      /header has 100 bytes/,
    ],
    ['a header of 40 MiB', { 'model.safetensors': begun(40n << 20n, Buffer.alloc(40 << 20)) }, /more than/],
    ['a header of brackets alone', { 'model.safetensors': json('['.repeat(6_000_001)) }, /3,000,000 values/],
    ['a header that is no JSON', { 'model.safetensors': json('{"a":') }, /no JSON object/],
    ['a header that is a list', { 'model.safetensors': json('[1]') }, /no JSON object/],
    ['a header of null', { 'model.safetensors': json('null') }, /no JSON object/],
    [
      'a tensor that is no object',
      { 'model.safetensors': json('{"lm_head.weight":7}') },
      /type, shape and place/,
    ],
    [
      'a tensor that is null',
      { 'model.safetensors': json('{"lm_head.weight":null}') },
      /type, shape and place/,
    ],
    [
      'offsets outside',
      { 'model.safetensors': said({ data_offsets: [0, 12e6] }) },
      /bytes 0 to 12000000 of 12/,
    ],
    ['offsets backwards', { 'model.safetensors': said({ data_offsets: [12, 0] }) }, /bytes 12 to 0/],
    [
      'offsets below zero',
      { 'model.safetensors': said({ data_offsets: [-12, 0] }) },
      /type, shape and place/,
    ],
    [
      'a shape that does not fit',
      { 'model.safetensors': said({ shape: [3, 3] }) },
      /18 bytes by its shape, and has 12/,
    ],
    ['a shape of 2^53', { 'model.safetensors': said({ shape: [2 ** 53 - 1, 2 ** 53 - 1] }) }, /by its shape/],
    ['a vector', { 'model.safetensors': said({ shape: [6] }) }, /no matrix/],
    ['no rows', { 'model.safetensors': said({ shape: [0, 2], data_offsets: [0, 0] }) }, /no matrix/],
    ['integers', { 'model.safetensors': said({ dtype: 'I16' }) }, /in I16.*not quantized/],
    [
      'a file that ends early',
      { 'model.safetensors': good.subarray(0, good.length - 1) },
      /bytes 0 to 12 of 11/,
    ],
    [
      'tensors over each other',
      {
        'model.safetensors': safetensors(
          { [NAMES.head]: matrix(ROWS), b: matrix(ROWS) },
          { b: { data_offsets: [10, 22] } },
        ),
      },
      /stand over each other/,
    ],
    ['no rows that it knows', { 'model.safetensors': safetensors({ a: matrix(ROWS) }) }, /name it by --head/],
    [
      'scales of another shape',
      {
        'model.safetensors': safetensors({
          [NAMES.head]: { dtype: 'F8_E4M3', shape: [3, 2], bytes: Buffer.alloc(6) },
          [`${NAMES.head}_scale`]: { dtype: 'F32', shape: [7, 1], bytes: f32([1, 1, 1, 1, 1, 1, 1]) },
        }),
      },
      /scales .* 7 x 1, which does not fit 3 x 2/,
    ],
    ['an index without a map', { 'model.safetensors.index.json': '{}' }, /no "weight_map"/],
    ['an index that is null', { 'model.safetensors.index.json': 'null' }, /no "weight_map"/],
    [
      'an index that leads out',
      {
        'model.safetensors.index.json': JSON.stringify({ weight_map: { [NAMES.head]: '../a.safetensors' } }),
      },
      /no name of safetensors in this folder/,
    ],
    [
      'an index of a file that is not there',
      { 'model.safetensors.index.json': JSON.stringify({ weight_map: { [NAMES.head]: 'a.safetensors' } }) },
      /there is no such file/,
    ],
    [
      'an index of a file that is called as no system takes it',
      {
        'model.safetensors.index.json': JSON.stringify({
          weight_map: { [NAMES.head]: `${'a'.repeat(300)}.safetensors` },
        }),
      },
      /there is no such file/,
    ],
    [
      'an index that is wrong',
      {
        'model.safetensors.index.json': JSON.stringify({ weight_map: { [NAMES.head]: 'a.safetensors' } }),
        'a.safetensors': safetensors({ b: matrix(ROWS) }),
      },
      /does not hold lm_head.weight/,
    ],
    [
      'a file without a tensor',
      { 'model.safetensors': json('{}') },
      /output matrices or embeddings are; it holds no tensors$/,
    ],
    [
      'a file called GGUF that is none',
      { 'a.gguf': 'these are the words of a page' },
      /this is no GGUF file/,
    ],
    ['several files of GGUF', { 'a.gguf': 'GGUF', 'b.gguf': 'GGUF' }, /several files of GGUF/],
    [
      'GGUF that is cut off',
      { 'a.gguf': gguf({ 'output.weight': matrix(ROWS) }).subarray(0, 60) },
      /cut off|ends before|bytes are left/,
    ],
    [
      'GGUF with a tensor outside',
      { 'a.gguf': gguf({ 'output.weight': matrix(ROWS) }, { 'output.weight': 1n << 63n }) },
      /said to end/,
    ],
    [
      'GGUF with tensors over each other',
      {
        'a.gguf': gguf(
          { 'output.weight': matrix(ROWS), 'token_embd.weight': matrix(ROWS) },
          { 'token_embd.weight': 8n },
        ),
      },
      /over each other/,
    ],
    [
      'GGUF that is quantized',
      { 'a.gguf': gguf({ 'output.weight': { dtype: 'Q4_0', shape: [1, 32], bytes: Buffer.alloc(18) } }) },
      /in Q4_0/,
    ],
  ];
  it('in a folder that is called as no system takes it: one line', async () => {
    const { message } = await rejected(openCheckpoint('a'.repeat(5000)));
    expect(message)
      .to.match(/cannot be read \(ENAMETOOLONG\)$/)
      .and.not.to.include('\n');
  });
  for (const [what, written, line] of files)
    it(`${what}: one line`, async () => {
      const path = folderOf(written);
      const error = await openCheckpoint(path).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(UserError);
      expect((error as UserError).message)
        .to.match(line)
        .and.not.to.include('\n');
    });

  it('in any of its bytes opens or says why in one line, and takes no more memory than its size', async function () {
    this.timeout(60_000);
    const whole = [
      safetensors({ [NAMES.head]: matrix(ROWS), [NAMES.input]: matrix(OTHERS) }),
      gguf({ 'output.weight': matrix(ROWS), 'token_embd.weight': matrix(OTHERS) }),
    ];
    const values = [0x00, 0x22, 0x39, 0x7f, 0x80, 0xff];
    let refused = 0;
    for (const bytes of whole)
      for (let at = 0; at < bytes.length; at++)
        for (const value of values) {
          const broken = Buffer.from(bytes);
          broken[at] = value;
          const path = join(folder, 'broken.safetensors');
          writeFileSync(path, broken);
          const before = process.memoryUsage().arrayBuffers;
          try {
            const { head, close } = await openCheckpoint(path);
            await rowsOf(head);
            await close();
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
            expect(error.message).not.to.include('\n');
            refused++;
          }
          expect(process.memoryUsage().arrayBuffers - before, `byte ${at} is ${value}`).to.be.below(16 << 20);
        }
    expect(refused).to.be.above(300);
  });
});
