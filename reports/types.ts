/** The report as data: what every format (HTML, JSON, Markdown, CSV, terminal) is written from. docs/method.md defines each number. */

import type { ExemptionName, Finding, LanguageTag, ScriptCode } from '../detectors/index.js';
import type { Channel } from './judging/index.js';

/** A proportion with its 95% interval. Fractions 0..1; null when `of` is 0. `mixed` is the count, whatever is counted. */
export interface Rate {
  readonly mixed: number;
  readonly of: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Exempted spans in scored samples, and samples with at least one, by reason; only reasons that occurred. */
export type ExemptionCounts = Readonly<
  Partial<Record<ExemptionName, { readonly spans: number; readonly samples: number }>>
>;

/**
 * Pass rates of the Language Confusion Benchmark, fractions 0..1. As in its code a rate of no response at all is 1; `wpr` and `lcpr`
 * are null where words are not judged.
 */
export interface LcbPassRates {
  readonly lpr: number | null;
  readonly wpr: number | null;
  readonly lcpr: number | null;
  /** Mean over the judged responses of the share of lines in the right language. */
  readonly line_accuracy: number | null;
}

/** The benchmark's counts over the responses of a language, and the rates of these counts. */
export interface LcbReport extends LcbPassRates {
  readonly responses: number;
  /** Responses with a line long enough to be judged. */
  readonly judged: number;
  readonly line_errors: number;
  /** Among the judged responses without a line error; null where words are not judged. */
  readonly word_errors: number | null;
}

/** The benchmark's macro averages within one task: over languages each the average of its sources, and by either. */
export interface LcbTaskReport extends LcbPassRates {
  readonly sources: Readonly<Record<string, LcbPassRates>>;
  readonly languages: Readonly<Record<LanguageTag, LcbPassRates>>;
}

/** Indices of mixing over the scored responses of a language; null without any. */
export interface MixingIndices {
  readonly responses: number;
  /** Responses with units of more than one language. */
  readonly mixed: number;
  /** Code-mixing index, 0..100: mean over all responses, and over the mixed ones. */
  readonly cmi: number | null;
  readonly cmi_mixed: number | null;
  /** Multilingual index, 0..1, of all responses as one corpus. */
  readonly m_index: number | null;
  /** Integration index, 0..1. */
  readonly i_index: number | null;
  /** Language confusion entropy, nats: mean over all responses. */
  readonly confusion_entropy: number | null;
}

export interface LanguageReport extends CellReport {
  /** By intruding script; only scripts found at least once in this language in any target of the report. */
  readonly scripts: Readonly<Record<ScriptCode, Rate>>;
  readonly exemptions: ExemptionCounts;
  /** Only where the literature's measures were asked for. */
  readonly lcb?: LcbReport;
  readonly mixing_indices?: MixingIndices;
}

/** Samples, those of them that are scored, and the rates of those. */
export interface CellReport {
  readonly samples: number;
  readonly scored: number;
  readonly mixing: Rate;
  readonly wrong_language: Rate;
}

/** A channel beside the answer in one language, over the samples that have it. */
export interface ChannelLanguageReport extends CellReport {
  /** By intruding script; only scripts found in this channel and language of the target. */
  readonly scripts: Readonly<Record<ScriptCode, Rate>>;
}

/** A channel beside the answer. It is in no rate of the answers, and in no comparison. */
export interface ChannelReport extends CellReport {
  readonly languages: Readonly<Record<LanguageTag, ChannelLanguageReport>>;
}

export interface TargetReport {
  readonly id: string;
  readonly model: string;
  /** True when at least one response came from Offscript's embedded simulator. */
  readonly simulated: boolean;
  readonly samples: number;
  readonly scored: number;
  readonly excluded: {
    readonly error: number;
    readonly empty: number;
    readonly refused: number;
    readonly too_short: number;
  };
  /** Samples that needed more than one request, and requests in all. */
  readonly retried: number;
  readonly requests: number;
  /** Questions of the run that have no sample yet; missing where there are none, or where nothing says how many there should be. */
  readonly unanswered?: number;
  /** Samples by `system_fingerprint`, where it changed within the run. */
  readonly fingerprints?: Readonly<Record<string, number>>;
  /** Only channels that a sample has. */
  readonly channels?: Readonly<Partial<Record<Channel, ChannelReport>>>;
  /** Scored samples that hold what their prompt expects (a name), of those whose prompts expect something; `mixed` is their number. */
  readonly expected?: Rate;
  readonly mixing: Rate;
  readonly wrong_language: Rate;
  readonly exemptions: ExemptionCounts;
  /** By the benchmark's task; `*` holds responses that name none. Only where the literature's measures were asked for. */
  readonly lcb?: Readonly<Record<string, LcbTaskReport>>;
  readonly languages: Readonly<Record<LanguageTag, LanguageReport>>;
}

export type Verdict = 'better' | 'worse' | 'inconclusive';

/** Candidate against baseline in one cell. `language` or `script` is `*` where all are taken together. */
export interface Comparison {
  readonly baseline: string;
  readonly candidate: string;
  readonly language: LanguageTag | '*';
  readonly script: ScriptCode | '*';
  readonly measure: 'mixing' | 'wrong_language';
  readonly baseline_rate: Rate;
  readonly candidate_rate: Rate;
  /** Candidate's rate minus baseline's, -1..1; negative is better. Null when a side has no scored sample. */
  readonly delta: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly test: 'sign-flip' | 'fisher' | 'none';
  readonly p: number | null;
  /** Holm's adjustment over all rows of the same baseline and candidate. */
  readonly p_adjusted: number | null;
  readonly verdict: Verdict;
}

export interface RunSource {
  /** Folder as the user named it. */
  readonly path: string;
  readonly suite: string;
  readonly made_by: 'run' | 'score';
  readonly created_at: string;
  readonly repeats: number;
  readonly seed?: number;
  /** Lines that were left out: a torn last line. */
  readonly torn_lines: number;
}

export interface Report {
  readonly schema: 1;
  readonly detector: { readonly version: string; readonly policy: string; readonly unicode: string };
  /** How the benchmark's rates were taken: English words that were looked for, null without a list. Only where asked for. */
  readonly lcb?: { readonly identifier: 'fasttext'; readonly words: number | null };
  readonly runs: readonly RunSource[];
  readonly baseline: string | null;
  readonly targets: readonly TargetReport[];
  readonly comparisons: readonly Comparison[];
}

/** A flagged sample for the browser of the HTML page. All of its text is hostile. */
export interface Example {
  readonly target: string;
  readonly simulated: boolean;
  readonly language: LanguageTag;
  readonly prompt_id: string;
  /** Text of the last user message; null where the prompt is not known. */
  readonly prompt: string | null;
  readonly repeat: number;
  readonly state: 'mixed' | 'wrong_language';
  /** Where the text stands. */
  readonly channel: 'answer' | Channel;
  readonly text: string;
  readonly findings: readonly Finding[];
  /** For `wrong_language`: the script or language that the text is in. */
  readonly instead: string | null;
}

/** Flagged texts that are shown, and how many there were. */
export interface Examples {
  readonly shown: readonly Example[];
  readonly flagged: number;
}
