/** The run folder: `run.json`, `prompts.jsonl`, `samples.jsonl`. */

export { readLines } from '../files/index.js';
export { openSampleWriter, type SampleWriter } from './append.js';
export {
  detectionEntries,
  detectionOf,
  detectionSchema,
  languageTag,
  mergeDetection,
  policyName,
} from './detection.js';
export { promptHash, sampleKey, suiteHash, targetHash } from './key.js';
export { KeySet } from './key-set.js';
export { type Merged, mergeRuns } from './merge.js';
export { outcomeName } from './outcome.js';
export { openPromptWriter, type PromptWriter } from './prompt-writer.js';
export { PROMPTS, readManifest, readPrompts } from './read.js';
export { readAnswered, readSampleLines, readSamples } from './samples.js';
export type * from './types.js';
export { describeRun, openRunFolder } from './write.js';
