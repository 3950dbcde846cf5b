/** Judging: stored samples in, judgements out, in this thread or in others; and what judgements add up to. */

export { type Counted, type IdenticalRepeats, storedColumns } from './by-prompt.js';
export {
  type Case,
  CHANNELS,
  type Channel,
  caseOf,
  channelText,
  type JudgedFields,
  type PromptsById,
  promptOf,
} from './case.js';
export {
  type Classify,
  classifiers,
  type IdentifierOf,
  type Judge,
  type Judged,
  type Judgement,
  type JudgeOptions,
  plainJudge,
} from './classifier.js';
export { Collapse, SIGNS, type Sign, type SignsOfAnswer, UNTOLD } from './collapse.js';
export { columnFrom } from './column.js';
export type { PromptOf } from './counted.js';
export { groupsOf, samplesIn } from './groups.js';
export {
  type ChannelFields,
  type ChannelLanguageReport,
  type ChannelReport,
  type CollapseFields,
  type CollapseReport,
  channelNames,
  type ExemptedSpans,
  type ExemptionCounts,
  type ExemptionFields,
  type ExpectedFields,
  foldedTimes,
  type HintCounts,
  type HintFields,
  type HintsOfAnswer,
  type Intruder,
  type IntruderFields,
  type JudgedChannels,
  type LanguageMeasures,
  type LatentFields,
  type LcbLanguageFields,
  type LcbPassRates,
  type LcbReport,
  type LcbResult,
  type LcbTargetFields,
  type LcbTaskReport,
  languageMeasureColumns,
  type MarkupCounts,
  type MarkupFields,
  MeasureTally,
  type MeasureValues,
  type MixingIndexFields,
  type MixingIndices,
  type MixingUnits,
  measureIds,
  measureNotes,
  measureSections,
  type Pieces,
  type Places,
  type PositionFields,
  type RateByLength,
  type RateByPosition,
  type TagFields,
  type TargetMeasures,
  type TimeFields,
  type Times,
  targetMeasureColumns,
} from './measures/index.js';
export {
  type Excluded,
  isScored,
  type Outcome,
  STATES,
  type State,
  type TextJudgement,
} from './outcome.js';
export { type Event, isCounted, LOSSES, type Loss, Outcomes, RATES, type RateName } from './outcomes.js';
export type { Paired } from './pairing.js';
