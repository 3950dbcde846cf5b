/** From a stored sample to its judgement: excluded and why, or scored and how. */

import {
  type Context,
  type Detection,
  detect,
  type ExemptionName,
  type Finding,
  type Policy,
  type ScriptCode,
} from '../../detectors/index.js';
import type { Case, JudgedFields } from './case.js';
import { CHANNELS, type Channel, channelText, inChannel } from './channels.js';
import { type LiteratureOptions, measuresOf, type ResponseMeasures } from './literature.js';

export type Excluded = 'error' | 'empty' | 'refused' | 'too_short';

/** Every sample has exactly one state. */
export type State = Excluded | 'clean' | 'mixed' | 'wrong_language';

export interface Outcome {
  readonly state: State;
  /** Intruding scripts, each once; empty unless `mixed`. */
  readonly scripts: readonly ScriptCode[];
}

/** What one text of a sample came to. */
export interface TextJudgement {
  readonly outcome: Outcome;
  /** Of a text that is mixed or in the wrong language; empty for others. */
  readonly findings: readonly Finding[];
  /** For `wrong_language`: the language that the text is in, or its script where no more is known. */
  readonly instead: string | null;
}

/** What a sample came to: no more than a report is made of, since it may come from another thread. */
export interface Judgement extends TextJudgement {
  /** What the channels beside the answer came to, where the sample has them; of a failed request none. */
  readonly channels?: Readonly<Partial<Record<Channel, TextJudgement>>>;
  /** Exempted spans of a scored sample by reason; empty for others. */
  readonly exempted: Readonly<Partial<Record<ExemptionName, number>>>;
  /** Where they were asked for; missing for a sample without an answer. */
  readonly literature?: ResponseMeasures;
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

function excludedOf({ error, answer, refusal, finish_reason }: JudgedFields): Excluded | null {
  if (error !== undefined) return 'error';
  if (refusal !== undefined || finish_reason === FILTERED) return 'refused';
  return answer === null || answer.trim() === '' ? 'empty' : null;
}

function outcomeOf({ tooShort, wrongLanguage, mixed, findings }: Detection): Outcome {
  if (tooShort) return PLAIN.too_short;
  if (wrongLanguage !== null) return PLAIN.wrong_language;
  if (!mixed) return PLAIN.clean;
  const intruding = findings.filter(({ kind }) => kind !== 'replacement').map(({ script }) => script);
  return { state: 'mixed', scripts: [...new Set(intruding)] };
}

function countByReason({ exemptions }: Detection): Judgement['exempted'] {
  const counts: Partial<Record<ExemptionName, number>> = {};
  for (const { reason } of exemptions) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

const NOTHING = { findings: [], instead: null } as const;

function textJudgement(detection: Detection): TextJudgement {
  const outcome = outcomeOf(detection);
  const { findings, wrongLanguage } = detection;
  if (outcome.state === 'too_short') return { ...NOTHING, outcome };
  return {
    outcome,
    findings: outcome.state === 'clean' ? NOTHING.findings : findings,
    instead: wrongLanguage === null ? null : (wrongLanguage.language ?? wrongLanguage.script),
  };
}

function judgementOf(detection: Detection): Judgement {
  const judgement = textJudgement(detection);
  const scored = judgement.outcome.state !== 'too_short';
  return { ...judgement, exempted: scored ? countByReason(detection) : {} };
}

function judgeChannels(
  sample: JudgedFields,
  policy: Policy,
  context: Context,
): Required<Pick<Judgement, 'channels'>> | null {
  const judged = CHANNELS.flatMap((channel) => {
    const text = channelText(sample, channel);
    if (text === undefined) return [];
    return [[channel, textJudgement(inChannel(detect(text, policy, context), channel))] as const];
  });
  return judged.length === 0 ? null : { channels: Object.fromEntries(judged) };
}

/** Judges one case under a policy; takes the literature's measures too where their options are given. */
export function judge(
  { sample, prompt, allow }: Case<JudgedFields>,
  policy: Policy,
  { identifier }: Pick<Context, 'identifier'> = {},
  literature?: LiteratureOptions,
): Judgement {
  const excluded = excludedOf(sample);
  if (excluded === 'error') return { ...NOTHING, exempted: {}, outcome: PLAIN.error };
  const answer = sample.answer ?? '';
  const context: Context = {
    ...(identifier && { identifier }),
    ...(prompt !== undefined && { prompt }),
    ...(allow && { allow }),
  };
  const detection = excluded === null ? detect(answer, policy, context) : null;
  const judgement: Judgement = {
    ...(detection === null
      ? { ...NOTHING, exempted: {}, outcome: PLAIN[excluded ?? 'empty'] }
      : judgementOf(detection)),
    ...judgeChannels(sample, policy, context),
  };
  if (literature === undefined) return judgement;
  const scored = judgement.outcome.state === 'too_short' ? null : detection;
  return { ...judgement, literature: measuresOf(answer, sample.language, policy, scored, literature) };
}
