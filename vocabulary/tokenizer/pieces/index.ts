/** Texts encoded by ranks, where their pattern is one that is known. */

export { PieceEncoder, type Ranked } from './encoder.js';
export { rulesOf } from './rules.js';
export type { Rules } from './split.js';
