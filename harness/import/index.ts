/** Other people's responses as runs. */

export type { ReadOptions } from './format.js';
export { formats } from './formats/index.js';
export { type LoggedRow, type RowDefaults, rowIn, UNREAD, type UnreadWhy } from './one-row.js';
export { readQuestions } from './questions.js';
export { readResponses } from './read.js';
export type { Double, Note, Response, ResponseChannels, Row } from './response.js';
export { type ScoreResult, scoreResponses } from './score.js';
