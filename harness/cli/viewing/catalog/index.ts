/** The index of a run: what its samples can be chosen by and searched for. */

export { Catalog } from './catalog.js';
export { isIndexError } from './file/index.js';
export { NO_PROMPT, type Rows } from './rows.js';
export { askedIn, folded, SHORTEST, saidIn, trigramsOf } from './searched.js';
export { bitOf, valuesIn } from './traits.js';
