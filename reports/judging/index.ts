/** Judging: stored samples in, judgements out, in this thread or in others. */

export type { Case, JudgedFields } from './case.js';
export { CHANNELS, type Channel, channelText } from './channels.js';
export type { Excluded, Judgement, Outcome, State, TextJudgement } from './judge.js';
export type { MixingUnits, ResponseMeasures } from './literature.js';
export { describeLcb, type Judge, type Judged, plainJudge } from './plain.js';
export { type IdentifierOf, type JudgeCase, type JudgeOptions, settler } from './settled.js';
