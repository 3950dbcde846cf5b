/** The judge of stored samples: in one thread or in several. */

export { type ClosableJudge, type JudgingOptions, openJudge, type Threads } from './judge.js';
export { batchJudge } from './worker.js';
