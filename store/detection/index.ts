/** Settings of detection: their fields in files, and what they come to. */

export { detectionEntries, detectionOf, detectionSchema, languageTag } from './schema.js';
export { mergeDetection, policyName } from './settings.js';
