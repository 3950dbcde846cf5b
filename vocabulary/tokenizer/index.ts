/** Tokenizers: their files read, whatever the format, into what each token is and how texts are cut. */

export { findTokenizer, openVocabulary } from './open.js';
export { CUTTING_SIGNS } from './patterns.js';
export { isSteering } from './steering.js';
export { type Piece, pieceOf, rangeOf } from './torn.js';
export {
  type Encoding,
  type OpenOptions,
  TOKENIZER_FORMATS,
  TOKENIZER_MODELS,
  type TokenId,
  type TokenizerFormat,
  type TokenizerId,
  type TokenKind,
  type Vocabulary,
  type VocabularySource,
} from './types.js';
export { encodingWithin } from './within.js';
