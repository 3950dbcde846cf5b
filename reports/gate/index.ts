/** The gate: two targets and the rules of a suite in, one verdict with its reasons out. */

export {
  type GateFormatName,
  type GateFormatOptions,
  type GateTextOptions,
  gateFormats,
  inertOnGithub,
  renderGateGithub,
  renderGateJson,
  renderGateJunit,
  renderGateMarkdown,
  renderGateText,
} from './formats/index.js';
export { type Compare, gate, type Standing, standingOf } from './gate.js';
export { ALPHA as GATE_ALPHA, clustersIn } from './margin.js';
export { type GateRules, rulesOf } from './rules.js';
export { type GateSide, isJudgedAlike } from './sides.js';
export type { GateCandidate, GateResult, GateRow, GateRule, GateVerdict } from './types.js';
export {
  groupedRows,
  methodText,
  rowFigures,
  rowName,
  rowReason,
  sequentialText,
  unansweredText,
} from './wording.js';
