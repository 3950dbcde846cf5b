/** Offscript as a library: run suites, score responses, build reports. Detection alone is `offscript/detectors`. */

export { type Detection, detect, type Finding, type Policy, policyFor } from '../detectors/index.js';
export { UserError } from '../files/index.js';
export {
  checkPrompts,
  crossPrompts,
  openLcbPrompts,
  type Prompt,
  packNames,
  readPack,
  readPromptFile,
  selectPrompts,
} from '../prompts/index.js';
export {
  buildReport,
  type Comparison,
  type Judge,
  type Rate,
  type Report,
  type RunInput,
  renderCsv,
  renderHtml,
  renderMarkdown,
  renderTerminal,
} from '../reports/index.js';
export { type RunManifest, readManifest, readPrompts, readSamples, type Sample } from '../store/index.js';
export { type IdentifierName, loadFastText, loadIdentifier } from './identifier/index.js';
export {
  type ReadOptions,
  readBatchRequests,
  readResponses,
  type ScoreResult,
  scoreResponses,
} from './import/index.js';
export { type ClosableJudge, type JudgingOptions, openJudge } from './judging/index.js';
export { openRun } from './open.js';
export { type RunOptions, type RunResult, runSuite, writeBatch } from './run/index.js';
export { type Simulator, type SimulatorOptions, startSimulator } from './simulator/index.js';
export { loadSuite, type Suite } from './suite/index.js';
