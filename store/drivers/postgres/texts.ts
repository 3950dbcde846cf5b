/** Texts as a column takes them: PostgreSQL has neither U+0000 nor halves of surrogate pairs, and its indices no long ones. */

import { hash } from 'node:crypto';

/** Units of a key that stands in an index as it is: of those that Offscript makes, all. */
const LONGEST_KEY = 200;

/** A name as a column takes it; what it cannot hold is escaped as in JSON. */
export const columnText = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : JSON.stringify(text);

/** A key of any characters as a column with an index takes it: another text for another key. */
export const columnKey = (key: string): string =>
  key.length <= LONGEST_KEY && /^[\w.:-]+$/.test(key) ? key : `"${hash('sha256', JSON.stringify(key))}"`;
