/** Reasoning in what a model wrote: the one place that knows its forms. */

export { type SplitOptions, splitReasoning } from './split.js';
export type { SplitContent, TornMarkup } from './types.js';
