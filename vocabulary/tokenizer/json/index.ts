/** tokenizer.json. */

export { encodingOf } from './encoder.js';
export { learnMerges, learnScores } from './order.js';
export { readTokenizerJson } from './read.js';
export type { TokenizerDocument } from './shape.js';
export { withoutMerges } from './skip.js';
export { byteSpelling, pieceSpelling, type Spelling } from './spelling.js';
