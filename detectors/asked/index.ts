/** What a prompt gives and asks for: its words, the languages that it wants an answer in or words of, the scripts that it cites; what it forbids is none of these. */

export { isWrittenIn } from './languages.js';
export { type PromptTerms, promptTerms } from './prompt-terms.js';
export { inParts, LETTERS, languageFile, sourceOf } from './words.js';
