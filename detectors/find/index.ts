/** The kinds of finding, a file each: it looks for all of its kind and excuses nothing. */

import type { Finding } from '../types.js';
import { han } from './han.js';
import type { KindDescription } from './kind.js';
import { line } from './line.js';
import { replacement } from './replacement.js';
import { script } from './script.js';
import { word } from './word.js';

/** In the order in which they look. */
export const KINDS = [script, han, word, line, replacement] as const;

/** All kinds of finding, with what they are called. */
export const findingKinds: readonly KindDescription[] = KINDS;

const mixing: ReadonlySet<string> = new Set(KINDS.flatMap(({ kind, mixes }) => (mixes ? [kind] : [])));

/** Whether a text with the finding is mixed: U+FFFD is counted apart. */
export function isMixing({ kind }: Pick<Finding, 'kind'>): boolean {
  return mixing.has(kind);
}

export type {
  Candidate,
  CandidateOf,
  LatinWord,
  LineCandidate,
  ScriptCandidate,
  WordCandidate,
} from './candidate.js';
export { type ForeignHan, type HanVerdict, judgeHan } from './han.js';
export type { Judged, Kind, KindDescription } from './kind.js';
export { areBeside, latinWords } from './latin-word.js';
