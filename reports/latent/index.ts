/** How likely answers were to slip, by the probabilities of their tokens. */

export { latentOf } from './answer.js';
export { latentChangeSection, latentChangeValues, latentSentence } from './changes.js';
export {
  type LatentDifference,
  type LatentReport,
  latentDifference,
  latentReport,
  type Withheld,
} from './estimate.js';
export { type Sampler, samplerOf } from './sampler.js';
export { LatentTally, type LatentValue } from './tally.js';
export type { LatentOfAnswer } from './types.js';
