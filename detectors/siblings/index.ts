/** Words of one language in a text in another that is written with the same letters: Ukrainian in Russian, Persian in Arabic. */

export { type SiblingRun, siblingRuns } from './runs.js';
