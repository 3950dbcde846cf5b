/** lm-evaluation-harness, and what descends from it. */

export { lmEval } from './lm-eval.js';
export { lmmsEval } from './lmms-eval.js';
