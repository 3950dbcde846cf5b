/** The report as data: what every format (HTML, JSON, Markdown, CSV, terminal) is written from. docs/method.md defines each number. */

import type { LanguageTag, ScriptCode } from '../detectors/index.js';
import type { Sampling } from '../store/index.js';
import type { Attribution } from './attributing/index.js';
import type { CanaryReport } from './canaries.js';
import type { GateResult } from './gate/index.js';
import type { JudgedBy } from './judgement/index.js';
import type {
  Excluded,
  IdenticalRepeats,
  LanguageMeasures,
  Loss,
  RateName,
  Sign,
  TargetMeasures,
} from './judging/index.js';
import type { CorrectedRate } from './labels/index.js';
import type { LatentDifference } from './latent/index.js';
import type { Mitigation } from './mitigating.js';
import type { ShownSample } from './samples/index.js';
import type { Series } from './series/index.js';
import type { Units } from './statistics/index.js';
import type { Inference } from './units.js';
import type { VendorReport, VendorTarget } from './vendors/index.js';
import type { VerifierReport } from './verifiers/index.js';

/** A proportion with its 95% interval. Fractions 0..1; null when `of` is 0. `mixed` is the count, whatever is counted. */
export interface Rate {
  readonly mixed: number;
  readonly of: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Samples, those of them that are scored, and the rates of those. */
export interface CellReport {
  readonly samples: number;
  readonly scored: number;
  /** There where intervals take repeats for what was drawn: the prompts are given, or there is a single one. */
  readonly units?: 'repeats';
  /** Either of the two below. */
  readonly mixing: Rate;
  /** Another script than Latin ones in words of their own: the headline. */
  readonly script_mixing: Rate;
  /** Words and lines of another language in Latin script or in the language's own. */
  readonly word_mixing: Rate;
  readonly wrong_language: Rate;
  /** In code, data and paths; no part of mixing. */
  readonly code_mixing: Rate;
  /** Text that was broken on its way; no part of mixing. */
  readonly damage: Rate;
  /** Punctuation or digits of another script; no part of mixing. */
  readonly punctuation: Rate;
  /**
   * There where most prompts have the same text in all their scored repeats, as at temperature 0 or from a cache: such a prompt is one
   * observation in intervals and tests. Of the languages of which this is true, where there are several.
   */
  readonly identical_repeats?: IdenticalRepeats;
}

/** A target in one language, with what the measures add (judging/measures). */
export interface LanguageReport extends CellReport, LanguageMeasures {
  /** By intruding script; only scripts found at least once in this language in any target of the report. */
  readonly scripts: Readonly<Record<ScriptCode, Rate>>;
}

/** A target over all its languages, with what the measures add (judging/measures). */
export interface TargetReport extends CellReport, TargetMeasures {
  readonly id: string;
  /** What it is called where people read; its id where missing. */
  readonly label?: string;
  readonly model: string;
  /** How its answers were drawn, as its suite says; missing where that says nothing. */
  readonly sampling?: Sampling;
  /** The system message that stood over every prompt, where the suite has one for the target. */
  readonly system?: string;
  /** True when at least one response came from Offscript's embedded simulator. */
  readonly simulated: boolean;
  readonly excluded: Readonly<Record<Excluded, number>>;
  /**
   * What the requests came to, the answered ones first: `{"answered": 1480, "http 429": 12, "timeout": 3}`. A request that failed stays
   * counted when its question was answered later. Missing where nothing was asked, as in runs made by `score`.
   */
  readonly attempts?: Readonly<Record<string, number>>;
  /** Samples that needed more than one request, and requests in all. */
  readonly retried: number;
  readonly requests: number;
  /** Questions of the run that have no sample yet; missing where there are none, or where nothing says how many there should be. */
  readonly unanswered?: number;
  /** Questions of the plan that were not needed, where it was asked until it was decided; missing where there are none. */
  readonly spared?: number;
  /** Samples by the model that the endpoint said had answered; where any is not `model`, which was asked for. */
  readonly answered_by?: Readonly<Record<string, number>>;
  /** Samples by `system_fingerprint`, where it changed within the run. */
  readonly fingerprints?: Readonly<Record<string, number>>;
  /** What one and the same small request says, asked again and again; missing where none was. */
  readonly canary?: CanaryReport;
  /** Rates that labels correct, beside the detector's own; missing where nothing was labelled. */
  readonly corrected?: readonly CorrectedRate[];
  /** What asking it came to, where vendors are compared. */
  readonly vendor?: VendorTarget;
  readonly languages: Readonly<Record<LanguageTag, LanguageReport>>;
}

/** `degraded`: the rate fell, and the answers got worse in a way that makes it fall. */
export type Verdict = 'better' | 'worse' | 'degraded' | 'inconclusive';

/**
 * What becomes of answers more often where a rate of mixing falls and nothing got better: they repeat those to other prompts, copy their
 * prompt, loop; they are lost to the rate (an error, a refusal, empty); they are in another language; they are shorter; or what they hold
 * is excused by their prompt instead.
 */
export type CollapseSign = Sign | Loss | 'wrong_language' | 'shorter' | 'excused';

/** Those of them that are compared as rates of their own. */
export type ComparedSign = Exclude<CollapseSign, 'shorter' | 'excused'>;

/** Candidate against baseline in one cell. `language` or `script` is `*` where all are taken together. */
export interface Comparison {
  readonly baseline: string;
  readonly candidate: string;
  readonly language: LanguageTag | '*';
  readonly script: ScriptCode | '*';
  readonly measure: 'mixing' | RateName | ComparedSign;
  readonly baseline_rate: Rate;
  readonly candidate_rate: Rate;
  /** Candidate's rate minus baseline's, -1..1; negative is better. Null when a side has no scored sample. */
  readonly delta: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Level of the interval, 0..1: that at which the row itself is tested, so that it leaves out 0 where the verdict says so, and nowhere else. */
  readonly level: number | null;
  /** What was drawn: prompts, with their repeats as clusters, or the repeats of given prompts. */
  readonly units: Units;
  /** Tango's score test of pairs, Miettinen and Nurminen's of samples that share no prompts. */
  readonly test: 'tango' | 'miettinen-nurminen' | 'none';
  /** Two-sided. */
  readonly p: number | null;
  /** Adjusted for the rows that it is tested with: the headline with none, all others of the same baseline and candidate with each other. */
  readonly p_adjusted: number | null;
  readonly verdict: Verdict;
  /**
   * Of mixing and wrong language: what became significantly more frequent of the candidate's answers in this language, of all languages in any of them;
   * of mixing also `wrong_language`, `shorter` where a rate of mixing fell no more than shorter answers bring about, and `excused` where it has not fallen with what prompts excuse. Missing where there is none of that.
   */
  readonly collapse?: readonly CollapseSign[];
}

/** How long a candidate's answers are beside the baseline's. Lengths are in UTF-16 code units, without white space at the ends. */
export interface LengthChange {
  readonly baseline: string;
  readonly candidate: string;
  readonly language: LanguageTag | '*';
  /** Prompts that it was taken from: those that both answered, or all of each side's where too few are shared. */
  readonly prompts: number;
  /** Geometric means, every prompt with the same weight. */
  readonly baseline_length: number;
  readonly candidate_length: number;
  /** Candidate's by baseline's, with the ends of its 95% interval; null where there are fewer than four prompts. */
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How answers with another script before any exemption differ by the probabilities of their tokens; no verdict hangs on it. */
export interface LatentChange extends LatentDifference {
  readonly baseline: string;
  readonly candidate: string;
  readonly language: LanguageTag | '*';
  readonly baseline_rate: number;
  readonly candidate_rate: number;
}

/** A prompt with a mixed answer on one side alone, over the repeats that both sides have scored. */
export interface FlippedPrompt {
  readonly language: LanguageTag;
  /** Its id. */
  readonly prompt: string;
  readonly baseline: { readonly mixed: number; readonly of: number };
  readonly candidate: { readonly mixed: number; readonly of: number };
}

/** The prompts that changed sides, those that changed most first. */
export interface Flips {
  readonly baseline: string;
  readonly candidate: string;
  /** Prompts that both have scored. */
  readonly prompts: number;
  readonly became_mixed: readonly FlippedPrompt[];
  readonly became_clean: readonly FlippedPrompt[];
  /** Further ones whose names were not kept, as in a tally of whole questions; missing where there are none. */
  readonly unnamed?: { readonly became_mixed: number; readonly became_clean: number };
}

export interface RunSource {
  /** Folder as the user named it. */
  readonly path: string;
  readonly suite: string;
  readonly made_by: 'run' | 'score';
  readonly created_at: string;
  readonly repeats: number;
  readonly seed?: number;
  /** Version of the prompt packs that came with what asked, where it is known. */
  readonly packs?: string;
  /** Lines that were left out: a torn last line. */
  readonly torn_lines: number;
  /** There where it is a tally, which has no answers: rows that were judged, and those that could not be read, by why. */
  readonly rows?: { readonly judged: number; readonly unread: Readonly<Record<string, number>> };
  /** There where it was asked until its gate was decided, if it is: then nothing is missing of what was not asked. */
  readonly until_decided?: {
    readonly decided: boolean;
    readonly questions: { readonly planned: number; readonly asked: number };
  };
  /** What judged the run last, where that was something else: rates that were known by then may differ. */
  readonly judged_before?: JudgedBy;
}

/** What stands over a report: in a language of a target, what prompts excused rivals what was found. */
export interface Warning {
  readonly kind: 'excused_by_prompt';
  readonly target: string;
  readonly language: LanguageTag;
  /** Clean answers that hold what nothing but their prompt excuses; those that are mixed; those that are scored. */
  readonly excused: number;
  readonly mixed: number;
  readonly of: number;
}

export interface Report {
  readonly schema: 1;
  readonly detector: { readonly version: string; readonly policy: string; readonly unicode: string };
  /** How the benchmark's rates were taken: English words that were looked for, null without a list. Only where asked for. */
  readonly lcb?: { readonly identifier: 'fasttext'; readonly words: number | null };
  readonly runs: readonly RunSource[];
  /** Level of the intervals of rates, 0..1. */
  readonly level: number;
  /** What it speaks of: prompts like those that were asked, or these and no others. */
  readonly inference: Inference;
  readonly baseline: string | null;
  /** Missing where there are none. */
  readonly warnings?: readonly Warning[];
  readonly targets: readonly TargetReport[];
  /** Whether others may take the baseline's place, by the gate of the first run that has one; missing where nothing is compared, and where targets are vendors or cells of a crossed plan. */
  readonly gate?: GateResult;
  readonly comparisons: readonly Comparison[];
  /** For each candidate all languages and each language, where both have answers. */
  readonly lengths: readonly LengthChange[];
  /** For each candidate all languages and each language, where both have a rate by probabilities; missing where there is none. */
  readonly latent_changes?: readonly LatentChange[];
  /** For each candidate that shares prompts with the baseline. */
  readonly flips: readonly Flips[];
  /** Missing where no order of targets was given. */
  readonly series?: Series;
  /** Where targets are compared as vendors. */
  readonly vendors?: VendorReport;
  /** Where samples came with what other verifiers made of them. */
  readonly verifier?: VerifierReport;
  /** Where mixing comes from: there where targets are cells of a crossed plan. */
  readonly attribution?: Attribution;
  /** Variants of targets, each beside its target; missing where there are none. */
  readonly mitigations?: readonly Mitigation[];
}

/** Flagged samples that are shown, and how many there were. */
export interface Examples {
  readonly shown: readonly ShownSample[];
  readonly flagged: number;
}
