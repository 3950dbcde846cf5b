/** Prompts: packs that come with Offscript, files of the user's own, choosing from both, and checking them. */

export * from './bare/index.js';
export {
  type CheckOptions,
  checkPrompts,
  type PromptEntry,
  type PromptProblem,
  type RuleName,
} from './check/index.js';
