/** What works on pairs of rows: WebAssembly with SIMD, or plain JavaScript where an engine has none. */

import type { Matrix } from '../../checkpoint/index.js';
import { plainKernel } from './plain.js';
import { simdKernel } from './simd.js';
import type { Kernel } from './types.js';

export { MOST_QUERIES } from './simd.js';
export { type Kernel, roomRows, type Side, SLOTS, TILE_ROWS, type Tile } from './types.js';

/** `fastest` takes SIMD where the engine has it. */
export type KernelKind = 'fastest' | 'plain';

/** A kernel for two matrices of as many columns. */
export function openKernel(base: Matrix, post: Matrix, kind: KernelKind = 'fastest'): Kernel {
  return (kind === 'plain' ? undefined : simdKernel(base, post)) ?? plainKernel(base, post);
}
