/** Reports: runs in, tables and pages out. */

export { type Built, buildReport, type ReportOptions, reportOn, type TalliedRun, tallyRun } from './build.js';
export {
  type Format,
  type FormatName,
  formats,
  type PageOptions,
  renderCsv,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderTerminal,
  type TerminalOptions,
} from './formats/index.js';
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
export { openRun } from './open.js';
export { type ResponseRow, type RowOptions, report } from './rows.js';
export type { RunDescription, RunInput } from './runs.js';
export {
  type Cluster,
  fisher,
  holm,
  type Interval,
  newcombe,
  type Pooled,
  pool,
  type Ratio,
  ratioOf,
  signFlip,
  wilson,
} from './statistics/index.js';
export { RunTally, type StoredTally, type TallyKey } from './tally.js';
export type * from './types.js';
