/** Words: which are ordinary, which are terms. */

export { isCommonEnglish } from './english.js';
export { isFunctionWord, isFunctionWordAnywhere } from './function-word.js';
export { EXPRESSIONS, isInternational, LATIN_TERMS } from './international.js';
export {
  foreignAloneIn,
  languagesHardlyWith,
  languagesWith,
  lexiconBit,
  lexiconLanguages,
  numberOfHash,
  wordNumber,
} from './lexicon.js';
export {
  hashedWord,
  hashOf,
  numberIn,
  putWord,
  WORD_SEED,
  type WordTable,
  wordTable,
} from './table.js';
export { isBorrowedBySoftware, isOfSoftware } from './terms.js';
