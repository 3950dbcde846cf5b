/** Texts encoded by ranks, where their pattern is one that is known. */

export { categoriesOf, isPair, LETTER, MARK, WHITE } from './characters.js';
export { PieceEncoder, type Ranked } from './encoder.js';
export { rulesOf } from './rules.js';
export type { Rules } from './split.js';
