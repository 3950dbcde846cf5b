/** The last judgement of a run, and what another one changes. */

export { type Count, type Moved, type Rejudged, rejudge, type StateChange } from './rejudge.js';
export {
  isSameJudge,
  JUDGED_BY,
  JUDGEMENT,
  type JudgedBy,
  judgedByIn,
  Recorder,
  type Remembered,
  rememberedIn,
} from './remembered.js';
