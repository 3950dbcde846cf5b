/** What a text comes to: excluded and why, or scored and how. The one place that decides the state of a sample. */

import {
  COUNTED,
  type CountedAs,
  countedAs,
  type Detection,
  type Finding,
  type Identifier,
  isMixing,
  type ScriptCode,
} from '../../detectors/bare/index.js';
import type { JudgedFields } from './case.js';
import { fingerprintOf } from './fingerprint.js';
import { insteadOf } from './instead.js';

/** Reasons why a sample is in no rate. */
const EXCLUDED = ['error', 'empty', 'refused', 'too_short', 'asked_otherwise'] as const;
export type Excluded = (typeof EXCLUDED)[number];

/** States of a sample that is in the rates. */
const SCORED = ['clean', 'mixed', 'damaged', 'wrong_language'] as const;

/** Every sample has exactly one state. */
export const STATES = [...SCORED, ...EXCLUDED] as const;
export type State = (typeof STATES)[number];

const scored: ReadonlySet<State> = new Set<State>(SCORED);

export const isScored = (state: State): boolean => scored.has(state);

/** What makes a text mixed. */
const MIXING: ReadonlySet<CountedAs> = new Set(['script_mixing', 'word_mixing']);

export interface Outcome {
  readonly state: State;
  /** Intruding scripts, each once; empty unless `mixed`. */
  readonly scripts: readonly ScriptCode[];
  /** What its findings count as, each once and in the order of COUNTED. A clean one may have mixed code, and any may be damaged. */
  readonly counted: readonly CountedAs[];
}

/** What one text of a sample came to. */
export interface TextJudgement {
  readonly outcome: Outcome;
  /** All that was found in a text that is scored. */
  readonly findings: readonly Finding[];
  /** For `wrong_language`: the language that the text is in, or its script where no more is known. */
  readonly instead: string | null;
  /** Tells the text apart from others of its prompt; 0 where no text was looked at. */
  readonly fingerprint: number;
}

const plain = (state: State): Outcome => ({ state, scripts: [], counted: [] });
const PLAIN = {
  error: plain('error'),
  empty: plain('empty'),
  refused: plain('refused'),
  too_short: plain('too_short'),
  asked_otherwise: plain('asked_otherwise'),
  clean: plain('clean'),
} as const;

/** Finish reasons of answers that a filter of the endpoint withheld: OpenAI's and Azure's, Gemini's, Zhipu's, Anthropic's; in any case. */
const FILTERED: ReadonlySet<string> = new Set([
  'content_filter',
  'safety',
  'recitation',
  'prohibited_content',
  'blocklist',
  'spii',
  'image_safety',
  'sensitive',
  'refusal',
]);

/** Why the answer of a sample is not even looked at; null where it is. */
export function excludedOf({
  error,
  answer,
  refusal,
  finish_reason,
}: JudgedFields): Exclude<Excluded, 'too_short' | 'asked_otherwise'> | null {
  if (error !== undefined) return 'error';
  if (refusal !== undefined || (finish_reason !== undefined && FILTERED.has(finish_reason.toLowerCase())))
    return 'refused';
  return answer === null || answer.trim() === '' ? 'empty' : null;
}

/** The judgement of a sample whose answer is not looked at. */
export const excludedJudgement = (reason: Excluded): TextJudgement => ({
  outcome: PLAIN[reason],
  findings: [],
  instead: null,
  fingerprint: 0,
});

/** What the findings of a text count as; in one in the wrong language, what stands in it is no mixing. */
function countedOf({ findings, wrongLanguage }: Detection): readonly CountedAs[] {
  const found = new Set(findings.map(countedAs));
  return COUNTED.filter((one) => found.has(one) && (wrongLanguage === null || !MIXING.has(one)));
}

function outcomeOf(detection: Detection): Outcome {
  const { tooShort, wrongLanguage, askedOtherwise, mixed, damaged, findings } = detection;
  if (tooShort) return PLAIN.too_short;
  if (askedOtherwise !== null) return PLAIN.asked_otherwise;
  if (findings.length === 0 && wrongLanguage === null) return PLAIN.clean;
  const counted = countedOf(detection);
  if (wrongLanguage !== null) return { state: 'wrong_language', scripts: [], counted };
  if (!mixed) return { state: damaged ? 'damaged' : 'clean', scripts: [], counted };
  const intruding = findings.filter(isMixing).map(({ script }) => script);
  return { state: 'mixed', scripts: [...new Set(intruding)], counted };
}

/** The judgement of a text that was looked at; the identifier says which language a wrong one is, where its script alone is known. */
export function textJudgement(text: string, detection: Detection, identifier?: Identifier): TextJudgement {
  const outcome = outcomeOf(detection);
  const { findings, wrongLanguage } = detection;
  if (outcome.state === 'too_short' || outcome.state === 'asked_otherwise')
    return { ...excludedJudgement(outcome.state), fingerprint: fingerprintOf(text) };
  return {
    outcome,
    findings,
    instead: wrongLanguage === null ? null : insteadOf(text, wrongLanguage, identifier),
    fingerprint: fingerprintOf(text),
  };
}
