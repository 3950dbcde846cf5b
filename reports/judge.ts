/** From a stored sample to its outcome: excluded and why, or scored and how. */

import { type Context, type Detection, detect, type Policy, type ScriptCode } from '../detectors/index.js';
import type { Sample } from '../harness/store/index.js';

export type Excluded = 'error' | 'empty' | 'refused' | 'too_short';

/** Every sample has exactly one state. */
export type State = Excluded | 'clean' | 'mixed' | 'wrong_language';

export interface Outcome {
  readonly state: State;
  /** Intruding scripts, each once; empty unless `mixed`. */
  readonly scripts: readonly ScriptCode[];
}

/** An outcome with what it was judged by, for samples that were scored. */
export interface Judgement {
  readonly outcome: Outcome;
  readonly detection: Detection | null;
}

const plain = (state: State): Outcome => ({ state, scripts: [] });
const PLAIN = {
  error: plain('error'),
  empty: plain('empty'),
  refused: plain('refused'),
  too_short: plain('too_short'),
  clean: plain('clean'),
  wrong_language: plain('wrong_language'),
} as const;

/** Finish reason of an answer that the endpoint's filter withheld. */
const FILTERED = 'content_filter';

function excludedOf({ error, answer, refusal, finish_reason }: Sample): Excluded | null {
  if (error !== undefined) return 'error';
  if (refusal !== undefined || finish_reason === FILTERED) return 'refused';
  return answer === null || answer.trim() === '' ? 'empty' : null;
}

/** Judges one sample under a policy. */
export function judge(sample: Sample, policy: Policy, context: Context = {}): Judgement {
  const excluded = excludedOf(sample);
  if (excluded !== null) return { outcome: PLAIN[excluded], detection: null };
  const detection = detect(sample.answer ?? '', policy, context);
  if (detection.tooShort) return { outcome: PLAIN.too_short, detection };
  if (detection.wrongLanguage !== null) return { outcome: PLAIN.wrong_language, detection };
  if (!detection.mixed) return { outcome: PLAIN.clean, detection };
  const scripts = new Set(
    detection.findings.filter(({ kind }) => kind !== 'replacement').map(({ script }) => script),
  );
  return { outcome: { state: 'mixed', scripts: [...scripts] }, detection };
}
