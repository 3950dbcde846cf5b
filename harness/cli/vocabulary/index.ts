/** What the commands about vocabularies share. */

export { painterFor, writeResult, writeWhole } from './write.js';
