/**
 * Offscript as a library: runs suites, scores responses, reports on both. This entry gives what most programs need, and all types; the
 * rooms behind it have entries of their own, which load less: `offscript/detectors`, `offscript/prompts`, `offscript/store`,
 * `offscript/reports`.
 */

export type * from './detectors/index.js';
export { detect, policyFor } from './detectors/index.js';
export { type Problem, type Unread, UserError } from './files/index.js';
export {
  type BatchFile,
  type BatchRequest,
  type BatchRequests,
  readBatchRequests,
  writeBatch,
} from './harness/batch/index.js';
export {
  openFullJudge as openJudge,
  openFullRun as openRun,
  reportFully as report,
} from './harness/cli/judging/index.js';
export { loadFastText, loadIdentifier } from './harness/identifier/index.js';
export {
  type Double,
  type ReadOptions,
  type Response,
  type ResponseChannels,
  type Row,
  readResponses,
  type ScoreResult,
  scoreResponses,
} from './harness/import/index.js';
export {
  type Estimate,
  estimateRun,
  type Failures,
  type NotAsked,
  type Part,
  type RunOptions,
  type RunResult,
  runSuite,
  type TargetPlan,
} from './harness/run/index.js';
export {
  type Faults,
  type Intruder,
  type IntrudingScript,
  type SimulatedModel,
  type Simulator,
  type SimulatorOptions,
  type SimulatorStats,
  type SlipTable,
  startSimulator,
} from './harness/simulator/index.js';
export { loadSuite, type Suite, type SuiteFile, type SuiteTarget } from './harness/suite/index.js';
export type * from './prompts/index.js';
export { checkPrompts, crossPrompts, readPack, readPromptFile, selectPrompts } from './prompts/index.js';
export type * from './reports/index.js';
export {
  buildReport,
  formats,
  gate,
  renderCsv,
  renderGateJson,
  renderGateJunit,
  renderGateText,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderTerminal,
  rulesOf,
} from './reports/index.js';
export type { ClosableJudge, JudgingOptions } from './reports/judging/threads/index.js';
export type * from './store/index.js';
export { folderPlace, folderRuns, folderStore, mergeRuns } from './store/index.js';
