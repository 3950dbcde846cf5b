/** Other people's responses as runs. */

export { readLcb } from './lcb.js';
export { openLcbPrompts } from './lcb-prompts.js';
export type { Response } from './response.js';
export { type ScoreResult, scoreResponses } from './score.js';
