/** Words: which are ordinary, which are terms. */

export { isCommonEnglish } from './english.js';
export { isFunctionWord, isFunctionWordAnywhere } from './function-word.js';
export { isInternational, LATIN_TERMS } from './international.js';
export {
  foreignAloneIn,
  hashedWord,
  languagesHardlyWith,
  languagesWith,
  lexiconBit,
  lexiconLanguages,
  numberOfHash,
  WORD_SEED,
  wordNumber,
} from './lexicon.js';
export { isBorrowedBySoftware, isOfSoftware } from './terms.js';
