/** What the commands about vocabularies share. */

export { type DriftGiven, driftsOf } from './drifts.js';
export { type ModelOptions, sayProgress, withModels } from './models.js';
export { checkNames, type StateValue, stateNames, stateValue } from './states.js';
export { examplesOption, patternOption, tokenizerArgument } from './tokenizer.js';
export { painterFor, refusedAs, writeResult, writeWhole } from './write.js';
