/** Offscript as a library: run suites, score responses, build reports. Detection alone is `offscript/detectors`. */

export { type Detection, detect, type Finding, type Policy, policyFor } from './detectors/index.js';
export { UserError } from './files/index.js';
export { readBatchRequests, writeBatch } from './harness/batch/index.js';
export {
  openFullJudge as openJudge,
  openFullRun as openRun,
  reportFully as report,
} from './harness/cli/judging/index.js';
export { loadFastText, loadIdentifier } from './harness/identifier/index.js';
export { type ReadOptions, readResponses, type ScoreResult, scoreResponses } from './harness/import/index.js';
export { type RunOptions, type RunResult, runSuite } from './harness/run/index.js';
export { type Simulator, type SimulatorOptions, startSimulator } from './harness/simulator/index.js';
export { loadSuite, type Suite } from './harness/suite/index.js';
export {
  checkPrompts,
  crossPrompts,
  openLcbPrompts,
  type Prompt,
  packNames,
  readPack,
  readPromptFile,
  selectPrompts,
} from './prompts/index.js';
export {
  type Built,
  buildReport,
  type Comparison,
  type Examples,
  type FormatName,
  formats,
  type Judge,
  type LanguageReport,
  type Rate,
  type Report,
  type ResponseRow,
  type RowOptions,
  type RunInput,
  RunTally,
  renderCsv,
  renderHtml,
  renderMarkdown,
  renderTerminal,
  type TargetReport,
  tallyRun,
} from './reports/index.js';
export type { ClosableJudge, JudgingOptions } from './reports/judging/threads/index.js';
export {
  folderPlace,
  folderRuns,
  folderStore,
  type RunManifest,
  type RunStore,
  type Sample,
} from './store/index.js';
