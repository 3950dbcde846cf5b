/** The run folder: `run.json`, `prompts.jsonl`, `samples.jsonl`. */

export { detectionEntries, detectionOf, detectionSchema, mergeDetection, policyName } from './detection.js';
export { promptHash, sampleKey, suiteHash, targetHash } from './key.js';
export { readLines } from './lines.js';
export { openPromptWriter, type PromptWriter } from './prompt-writer.js';
export { PROMPTS, readManifest, readPrompts } from './read.js';
export { readAnswered, readSampleLines, readSamples } from './samples.js';
export type * from './types.js';
export { versions } from './versions.js';
export { describeRun, openRunFolder, openSampleWriter, type SampleWriter } from './write.js';
