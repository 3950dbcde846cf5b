/** Rows of any fields. */

export { csv, jsonl, parquet, rowsHoldResponses } from './plain.js';
export { responsesOfRows } from './row.js';
