/** All of prompts but checking them, which detection stands behind: for rooms that read and ask them. */

export { AXES, type Axis, axisNames, axisOf } from '../axes.js';
export { bodyIn, messagesOfBody } from '../bodies.js';
export { type Crossing, canCross, crossPrompts, PLACES, type Place } from '../cross-lingual.js';
export { PROMPT_FIELDS, type PromptFields } from '../fields.js';
export { type FileOptions, type ReadPrompt, readPromptFile, readPrompts } from '../file.js';
export { openLcbPrompts, type PromptSource } from '../lcb.js';
export { roleOf, toMessages } from '../messages.js';
export {
  describePacks,
  type PackManifest,
  packHash,
  packLanguages,
  packManifest,
  packNames,
  packPath,
  readPack,
} from '../packs.js';
export { type Selection, selectPrompts } from '../select.js';
export { requestsIn, underSystem } from '../system.js';
export type * from '../types.js';
