/** What is seen of a run while it goes on and when it ends. */

export { countRun, type RunCounts, type TargetCounts } from './counts.js';
export { type Progress, type ProgressForm, showProgress } from './progress.js';
export { showRun, writePage } from './show.js';
