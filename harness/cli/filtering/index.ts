/** Judging as a filter: rows in, judged rows or what they add up to out. */

export { judgedLines } from './lines.js';
export { partOf } from './part.js';
export { readParts } from './parts.js';
