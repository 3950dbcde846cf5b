/** Prompts: packs that come with Offscript, files of the user's own, and choosing from both. */

export { readPromptFile } from './file.js';
export { packLanguages, readPack } from './packs.js';
export { isLanguageTag } from './record.js';
export { type Selection, selectPrompts } from './select.js';
export type * from './types.js';
export { UserError } from './user-error.js';
