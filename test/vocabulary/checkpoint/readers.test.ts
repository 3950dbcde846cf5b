import { join } from 'node:path';
import { expect } from 'chai';
import { openCheckpoint } from '../../../vocabulary/checkpoint/index.js';
import { f32, gguf, matrix, safetensors, type Written } from '../../support/checkpoint.js';
import { folderWith } from '../../support/offscript.js';
import { foldersIn, headRows, NAMES, OTHERS, ROWS, rowsOf, withHead } from './written.js';

const { path: folder, remove } = folderWith({});
after(remove);
const folderOf = foldersIn(folder);

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
