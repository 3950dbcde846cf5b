/** tokenizer.json. */

export { VocabularyApart, withoutVocabulary } from './apart.js';
export { encodingOf } from './encoder.js';
export { learnMerges, learnScores } from './order.js';
export { readTokenizerJson } from './read.js';
export type { TokenizerDocument } from './shape.js';
export { byteSpelling, pieceSpelling, type Spelling } from './spelling.js';
