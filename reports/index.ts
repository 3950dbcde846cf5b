/** Reports: runs in, tables and pages out. */

export { headlineOf, namesOf, type Pair, pairsOf } from './arrange.js';
export type { ReportRequest } from './asked.js';
export { type Besides, besidesOf } from './besides.js';
export { type Built, buildReport, builtOn, type ReportOptions } from './build.js';
export { checkRows, type Extent, type Rows, rowsFrom } from './chosen.js';
export { type ExemplifiedRun, type Taking, type TalliedRun, tallyRun } from './counted.js';
export {
  type Choice,
  type Format,
  type FormatName,
  type FormatOptions,
  formats,
  type PageOptions,
  renderCsv,
  renderHtml,
  renderHtmlTable,
  renderJson,
  renderJunit,
  renderLatex,
  renderMarkdown,
  renderSarif,
  renderTerminal,
  type TerminalOptions,
} from './formats/index.js';
export {
  type GateCandidate,
  type GateFormatName,
  type GateFormatOptions,
  type GateResult,
  type GateRow,
  type GateRule,
  type GateRules,
  type GateSide,
  type GateTextOptions,
  type GateVerdict,
  gate,
  gateFormats,
  inertOnGithub,
  renderGateGithub,
  renderGateJson,
  renderGateJunit,
  renderGateMarkdown,
  renderGateText,
  rulesOf,
  type Standing,
  standingOf,
} from './gate/index.js';
export {
  type Count,
  isSameJudge,
  JUDGED_BY,
  JUDGEMENT,
  type JudgedBy,
  type Moved,
  Recorder,
  type Rejudged,
  type Remembered,
  rejudge,
  rememberedIn,
  type StateChange,
} from './judgement/index.js';
export {
  type Case,
  type Channel,
  type ChannelFields,
  type ChannelLanguageReport,
  type ChannelReport,
  type CollapseFields,
  type CollapseReport,
  type Excluded,
  type ExemptedSpans,
  type ExemptionCounts,
  type ExemptionFields,
  type ExpectedFields,
  type HintCounts,
  type HintsOfAnswer,
  type IdenticalRepeats,
  type IdentifierOf,
  type Judge,
  type Judged,
  type JudgedChannels,
  type JudgedFields,
  type Judgement,
  type JudgeOptions,
  type LanguageMeasures,
  type LcbLanguageFields,
  type LcbPassRates,
  type LcbReport,
  type LcbResult,
  type LcbTargetFields,
  type LcbTaskReport,
  type MarkupCounts,
  type MeasureValues,
  type MixingIndexFields,
  type MixingIndices,
  type MixingUnits,
  type Outcome,
  plainJudge,
  type Sign,
  type SignsOfAnswer,
  type State,
  type TargetMeasures,
  type TextJudgement,
} from './judging/index.js';
export { countStored, type JudgedExtent, type Keeping, type Shelf } from './kept.js';
export {
  CORRECTABLE,
  type Correctable,
  type CorrectedRate,
  type Draw,
  Drawer,
  type DrawPlan,
  type Label,
  type LabelledDraw,
  type LabelledStratum,
  type Labels,
  labelledDraws,
} from './labels/index.js';
export { openHead, openRun } from './open.js';
export { provenanceOf } from './provenance.js';
export { reportOn } from './report.js';
export { type ResponseRow, type RowOptions, report } from './rows.js';
export {
  elsewhereOf,
  type RunDescription,
  type RunHead,
  type RunInput,
  readCases,
  targetNames,
} from './runs.js';
export type {
  Series,
  SeriesChange,
  SeriesPoint,
  SeriesRow,
  SeriesTrend,
} from './series/index.js';
export {
  type Cluster,
  fisher,
  holm,
  type Interval,
  type More,
  newcombe,
  type PerUnit,
  type Pooled,
  pool,
  type Quantile,
  type RankSet,
  type Ratio,
  ratioOf,
  signFlip,
  wilson,
} from './statistics/index.js';
export { RunTally, type StoredTally, type TallyKey, tallyKey } from './tally/index.js';
export type * from './types.js';
export { INFERENCES, type Inference, unitsNote } from './units.js';
export type {
  AgainstItself,
  Beside,
  Cost,
  Quantiles,
  RatePair,
  RatioPair,
  ServiceMeasure,
  TokensPerAnswer,
  VendorAmount,
  VendorMeasure,
  VendorPair,
  VendorRate,
  VendorReport,
  VendorTarget,
} from './vendors/index.js';
export type { Finishes, Metric, MetricRow, VerifierReport } from './verifiers/index.js';
export { judgedBefore, warningText } from './warnings.js';
