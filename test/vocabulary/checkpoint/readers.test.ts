import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { UserError } from '../../../files/index.js';
import { type Checkpoint, type Matrix, openCheckpoint } from '../../../vocabulary/checkpoint/index.js';
import { bf16, f32, gguf, matrix, safetensors, type Written } from '../../support/checkpoint.js';
import { folderWith } from '../../support/offscript.js';

const { path: folder, remove } = folderWith({});
after(remove);

let made = 0;

/** A new folder with these files. */
function folderOf(files: Readonly<Record<string, Uint8Array | string>>): string {
  const path = join(folder, String(made++));
  mkdirSync(path);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(path, name), bytes);
  return path;
}

async function rowsOf(one: Matrix): Promise<number[][]> {
  const rows: number[][] = [];
  for (let row = 0; row < one.rows; row++) {
    const bytes = new Uint8Array(one.rowBytes);
    await one.read(row, bytes);
    const into = new Float32Array(one.columns);
    one.widen(row, bytes, into);
    rows.push([...into]);
  }
  return rows;
}

async function withHead<T>(address: string, look: (checkpoint: Checkpoint) => Promise<T>): Promise<T> {
  const checkpoint = await openCheckpoint(address);
  try {
    return await look(checkpoint);
  } finally {
    await checkpoint.close();
  }
}

const headRows = (address: string): Promise<number[][]> => withHead(address, ({ head }) => rowsOf(head));

const NAMES = { head: 'lm_head.weight', input: 'model.embed_tokens.weight' } as const;
const ROWS = [
  [1, 2],
  [-0.5, 4],
  [0, 8],
];
const OTHERS = [
  [3, 3],
  [3, 3],
  [3, 3],
];

describe('a checkpoint', () => {
  it('is one file of safetensors, by its folder or its name', async () => {
    const path = folderOf({
      'model.safetensors': safetensors({ [NAMES.input]: matrix(OTHERS), [NAMES.head]: matrix(ROWS) }),
    });
    expect(await headRows(path)).to.deep.equal(ROWS);
    expect(await headRows(join(path, 'model.safetensors'))).to.deep.equal(ROWS);
    await withHead(path, async (checkpoint) => {
      expect(checkpoint.isTied).to.equal(false);
      expect(await rowsOf(await checkpoint.input())).to.deep.equal(OTHERS);
    });
  });

  it('is several files, of which the index says what is where; those that nothing is wanted of need not be there', async () => {
    const path = folderOf({
      'model.safetensors.index.json': JSON.stringify({
        weight_map: {
          [NAMES.input]: 'one.safetensors',
          [NAMES.head]: 'two.safetensors',
          'a.weight': 'three.safetensors',
        },
      }),
      'one.safetensors': safetensors({ [NAMES.input]: matrix(OTHERS) }),
      'two.safetensors': safetensors({ [NAMES.head]: matrix(ROWS) }),
    });
    expect(await headRows(path)).to.deep.equal(ROWS);
  });

  it('whose output is tied to its input has the embeddings for both', async () => {
    const path = folderOf({ 'model.safetensors': safetensors({ [NAMES.input]: matrix(ROWS) }) });
    await withHead(path, async (checkpoint) => {
      expect(checkpoint.isTied).to.equal(true);
      expect(await rowsOf(checkpoint.head)).to.deep.equal(ROWS);
      expect(await checkpoint.input()).to.equal(checkpoint.head);
    });
  });

  const names = [
    'lm_head.weight',
    'language_model.lm_head.weight',
    'output.weight',
    'model.language_model.embed_tokens.weight',
    'transformer.wte.weight',
    'gpt_neox.embed_in.weight',
    'head.weight',
  ];
  for (const name of names)
    it(`has its rows in ${name}, and in no tensor of a layer`, async () => {
      const path = folderOf({
        'model.safetensors': safetensors({
          'model.layers.61.shared_head.head.weight': matrix(OTHERS),
          'model.layers.0.attention.output.weight': matrix(OTHERS),
          'visual.embed_tokens.weight': matrix(OTHERS),
          [name]: matrix(ROWS),
        }),
      });
      expect(await headRows(path)).to.deep.equal(ROWS);
    });

  it('may have its rows in a tensor that is named', async () => {
    const path = folderOf({ 'model.safetensors': safetensors({ strange: matrix(ROWS) }) });
    const checkpoint = await openCheckpoint(path, { head: 'strange' });
    expect(await rowsOf(checkpoint.head)).to.deep.equal(ROWS);
    await checkpoint.close();
  });

  const scaled = (scales: Written, ending: string, config = '{}'): string =>
    folderOf({
      'model.safetensors': safetensors({
        // E4M3: 1, 2 / 4, 8 / 1, 2
        [NAMES.head]: {
          dtype: 'F8_E4M3',
          shape: [3, 2],
          bytes: Buffer.from([0x38, 0x40, 0x48, 0x50, 0x38, 0x40]),
        },
        [`${NAMES.head}${ending}`]: scales,
      }),
      'config.json': config,
    });
  const scales: readonly (readonly [string, Written, string, string | undefined, readonly number[][]])[] = [
    [
      'one for the tensor',
      { dtype: 'F32', shape: [1], bytes: f32([0.5]) },
      '_scale',
      undefined,
      [
        [0.5, 1],
        [2, 4],
        [0.5, 1],
      ],
    ],
    [
      'one for the tensor, of no axis',
      { dtype: 'F32', shape: [], bytes: f32([2]) },
      '_scale',
      undefined,
      [
        [2, 4],
        [8, 16],
        [2, 4],
      ],
    ],
    [
      'one a row',
      { dtype: 'BF16', shape: [3, 1], bytes: bf16([1, 2, 4]) },
      '_scale',
      undefined,
      [
        [1, 2],
        [8, 16],
        [4, 8],
      ],
    ],
    [
      'one a block, as the configuration says',
      { dtype: 'F32', shape: [2, 2], bytes: f32([1, 10, 100, 1000]) },
      '_scale_inv',
      JSON.stringify({ quantization_config: { weight_block_size: [2, 1] } }),
      [
        [1, 20],
        [4, 80],
        [100, 2000],
      ],
    ],
    [
      'one a block, by their number',
      { dtype: 'F32', shape: [2, 1], bytes: f32([1, 10]) },
      '_scale_inv',
      undefined,
      [
        [1, 2],
        [4, 8],
        [10, 20],
      ],
    ],
    [
      'powers of two',
      { dtype: 'F8_E8M0', shape: [1, 1], bytes: Buffer.from([128]) },
      '_scale_inv',
      undefined,
      [
        [2, 4],
        [8, 16],
        [2, 4],
      ],
    ],
  ];
  for (const [what, written, ending, config, rows] of scales)
    it(`in FP8 has scales: ${what}`, async () => {
      expect(await headRows(scaled(written, ending, config))).to.deep.equal(rows);
    });

  const half = (values: readonly number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer);
  const block = Buffer.concat([half([0x3c00]), Buffer.from(Array.from({ length: 32 }, (_, i) => i))]);
  const ggufs: readonly (readonly [string, Written, readonly number[][]])[] = [
    ['F32', { dtype: 'F32', shape: [3, 2], bytes: f32(ROWS.flat()) }, ROWS],
    ['BF16', matrix(ROWS), ROWS],
    [
      'F16',
      { dtype: 'F16', shape: [2, 2], bytes: half([0x3c00, 0xc000, 0x0000, 0x3800]) },
      [
        [1, -2],
        [0, 0.5],
      ],
    ],
    [
      'Q8_0',
      { dtype: 'Q8_0', shape: [2, 32], bytes: Buffer.concat([block, block]) },
      [[...Array(32).keys()], [...Array(32).keys()]],
    ],
  ];
  for (const [what, written, rows] of ggufs)
    it(`is GGUF in ${what}`, async () => {
      const path = folderOf({
        'model.gguf': gguf({
          'blk.0.attn.weight': { dtype: 'Q4_0', shape: [1, 32], bytes: Buffer.alloc(18) },
          'output.weight': written,
        }),
      });
      expect(await headRows(path)).to.deep.equal(rows);
    });
});

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
