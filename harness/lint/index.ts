/** Linting a text: what was asked of it, what was detected, and the record that says so. The command `detect` and the server share it. */

export { type DetectedAnswer, detectAnswer, isFound } from './answer.js';
export { type Asked, askedIn } from './asked.js';
export { toRecord } from './record.js';
