/** The kinds of finding, a file each: it looks for all of its kind and excuses nothing. */

import type { KindDescription } from './kind.js';
import { KINDS } from './kinds.js';

/** All kinds of finding, with what they are called. */
export const findingKinds: readonly KindDescription[] = KINDS;

export type {
  Candidate,
  CandidateOf,
  ForeignWords,
  HanCandidate,
  LatinWord,
  LineCandidate,
  ScriptCandidate,
  WordCandidate,
} from './candidate.js';
export { isLatinWord } from './candidate.js';
export { COUNTED, type CountedAs, countedAs, isMixing } from './counted.js';
export { type ForeignHan, type HanVerdict, judgeHan } from './han.js';
export type { Judged, Kind, KindDescription } from './kind.js';
export { KINDS } from './kinds.js';
export { areBeside, latinWords } from './latin-word.js';
export { marksUnder } from './punctuation.js';
