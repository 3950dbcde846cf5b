/** What the commands about vocabularies share. */

export { examplesOption, patternOption, tokenizerArgument } from './tokenizer.js';
export { painterFor, writeResult, writeWhole } from './write.js';
