/** What the commands about vocabularies share. */

export { writeResult } from './write.js';
