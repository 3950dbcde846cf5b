/** The judge of stored samples: in one thread or in several. */

export { type ClosableJudge, type JudgingOptions, openJudge } from './judge.js';
