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
export type {
  Channel,
  ChannelReport,
  Excluded,
  ExemptionCounts,
  IdentifierOf,
  Judge,
  Judged,
  Judgement,
  LanguageMeasures,
  LcbPassRates,
  LcbReport,
  LcbTaskReport,
  MeasureTally,
  MeasureValues,
  MixingIndices,
  Outcome,
  Outcomes,
  State,
  TargetMeasures,
  TextJudgement,
} from './judging/index.js';
export { openRun } from './open.js';
export { type ResponseRow, type RowOptions, report } from './rows.js';
export type { RunDescription, RunInput } from './runs.js';
export { fisher, holm, newcombe, pool, signFlip, wilson } from './statistics/index.js';
export { RunTally, type StoredTally, type TallyKey, type TargetTally } from './tally.js';
export type * from './types.js';
