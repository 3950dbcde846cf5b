/** Reasoning that stands in the text of an answer: the one place that knows in which forms. */

export { blankReasoning, type SplitContent, type SplitOptions, splitReasoning } from './split.js';
