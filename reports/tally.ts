/** The outcomes of all samples, by target, language and prompt: what every rate is counted from. */

import type { LanguageTag, ScriptCode } from '../detectors/index.js';
import type { Excluded, Outcome, State } from './judging/index.js';
import type { Cluster } from './statistics/index.js';

/** Names a prompt across runs: the same text with the same language, whatever run it stands in. */
export type PromptName = string;

/** Outcomes of one prompt by repeat; a repeat that was not asked is a hole. */
type Repeats = (Outcome | undefined)[];

/** What is counted: mixed at all, mixed with one script, or wrong language. */
export type Event =
  | { readonly measure: 'mixing'; readonly script: ScriptCode | '*' }
  | { readonly measure: 'wrong_language' };

const SCORED: ReadonlySet<State> = new Set<State>(['clean', 'mixed', 'wrong_language']);

export function isScored(outcome: Outcome | undefined): outcome is Outcome {
  return outcome !== undefined && SCORED.has(outcome.state);
}

export function happened(event: Event, { state, scripts }: Outcome): boolean {
  if (event.measure === 'wrong_language') return state === 'wrong_language';
  return state === 'mixed' && (event.script === '*' || scripts.includes(event.script));
}

/** One object for outcomes that are alike: those from other threads are copies, a million of them. */
const alike = new Map<string, Outcome>();

function shared(outcome: Outcome): Outcome {
  const name = `${outcome.state} ${outcome.scripts.join()}`;
  const known = alike.get(name);
  if (known === undefined) alike.set(name, outcome);
  return known ?? outcome;
}

/** All outcomes of one target. */
export class TargetTally {
  readonly #languages = new Map<LanguageTag, Map<PromptName, Repeats>>();
  #retried = 0;
  #requests = 0;
  #simulated = false;
  readonly #fingerprints = new Map<string, number>();

  add(language: LanguageTag, prompt: PromptName, repeat: number, outcome: Outcome): void {
    let prompts = this.#languages.get(language);
    if (prompts === undefined) {
      prompts = new Map();
      this.#languages.set(language, prompts);
    }
    const repeats = prompts.get(prompt);
    if (repeats === undefined) {
      const fresh: Repeats = [];
      fresh[repeat] = shared(outcome);
      prompts.set(prompt, fresh);
    } else repeats[repeat] = shared(outcome);
  }

  /** Counts what one sample took; `simulated` when it came from the embedded simulator. */
  addRequests(attempts: number, simulated: boolean, fingerprint?: string): void {
    this.#requests += attempts;
    if (attempts > 1) this.#retried++;
    this.#simulated ||= simulated;
    if (fingerprint !== undefined)
      this.#fingerprints.set(fingerprint, (this.#fingerprints.get(fingerprint) ?? 0) + 1);
  }

  /** Samples by fingerprint, in the order in which they came. */
  get fingerprints(): ReadonlyMap<string, number> {
    return this.#fingerprints;
  }

  /** Requests in all, samples that took more than one, and whether any sample is a simulator's. */
  get effort(): { readonly requests: number; readonly retried: number; readonly simulated: boolean } {
    return { requests: this.#requests, retried: this.#retried, simulated: this.#simulated };
  }

  /** Languages with at least one sample, sorted. */
  get languages(): LanguageTag[] {
    return [...this.#languages.keys()].sort();
  }

  /** The prompts of one language, or of all (`*`), with their outcomes by repeat. */
  *prompts(language: LanguageTag | '*'): Generator<[PromptName, Repeats]> {
    if (language !== '*') yield* this.#languages.get(language) ?? [];
    else for (const prompts of this.#languages.values()) yield* prompts;
  }

  /** Samples by state. */
  count(language: LanguageTag | '*'): Record<State, number> & { samples: number; scored: number } {
    const counts = { clean: 0, mixed: 0, wrong_language: 0, error: 0, empty: 0, refused: 0, too_short: 0 };
    for (const [, repeats] of this.prompts(language)) {
      for (const outcome of repeats) if (outcome !== undefined) counts[outcome.state]++;
    }
    const scored = counts.clean + counts.mixed + counts.wrong_language;
    const excluded: Excluded[] = ['error', 'empty', 'refused', 'too_short'];
    return { ...counts, scored, samples: excluded.reduce((sum, state) => sum + counts[state], scored) };
  }

  /** Scripts found in mixed samples of a language, sorted. */
  scripts(language: LanguageTag): ScriptCode[] {
    const found = new Set<ScriptCode>();
    for (const [, repeats] of this.prompts(language)) {
      for (const outcome of repeats) for (const script of outcome?.scripts ?? []) found.add(script);
    }
    return [...found].sort();
  }

  /** One cluster a prompt: scored samples, and those with the event. */
  clusters(language: LanguageTag | '*', event: Event): Map<PromptName, Cluster> {
    const clusters = new Map<PromptName, Cluster>();
    for (const [prompt, repeats] of this.prompts(language)) {
      const scored = repeats.filter(isScored);
      clusters.set(prompt, {
        events: scored.filter((outcome) => happened(event, outcome)).length,
        trials: scored.length,
      });
    }
    return clusters;
  }
}
