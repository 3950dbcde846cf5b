/** What is seen of a run before it begins, while it goes on, and when it ends. */

export { countRun, type RunCounts, type TargetCounts } from './counts.js';
export { showPlan } from './plan.js';
export { type Progress, type ProgressForm, showProgress } from './progress.js';
export { type Shown, showRun, writePage } from './show.js';
