import { expect } from 'chai';
import { bf16, f32, safetensors, type Written } from '../../support/checkpoint.js';
import { folderWith } from '../../support/offscript.js';
import { foldersIn, headRows, NAMES } from './written.js';

const { path: folder, remove } = folderWith({});
after(remove);
const folderOf = foldersIn(folder);

describe('a checkpoint in FP8', () => {
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
    it(`has scales: ${what}`, async () => {
      expect(await headRows(scaled(written, ending, config))).to.deep.equal(rows);
    });
});
