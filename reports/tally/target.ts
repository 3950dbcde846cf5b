/** What the samples of one target add up to. */

import type { LanguageTag } from '../../detectors/bare/index.js';
import { outcomeName, type PromptRecord, type Sample } from '../../store/index.js';
import { type Judgement, MeasureTally, Outcomes, type PromptOf } from '../judging/index.js';
import type { TallyKey } from './key.js';
import type { Prompts } from './prompts.js';
import { isSimulated, ofSimulator } from './simulated.js';
import type { StoredTally } from './stored.js';

const addTo = (counts: Map<string, number>, name: string, more: number): void => {
  counts.set(name, (counts.get(name) ?? 0) + more);
};

/** What a request came to, as reports have it: a status of HTTP says so. */
const attemptName = (outcome: string): string => (/^\d+$/.test(outcome) ? `http ${outcome}` : outcome);

/** What the samples of one target add up to. */
export class TargetTally {
  readonly #prompts: Prompts;
  readonly #languages = new Map<LanguageTag, Outcomes>();
  readonly measures: MeasureTally;
  readonly #fingerprints = new Map<string, number>();
  readonly #models = new Map<string, number>();
  readonly #attempts = new Map<string, number>();
  #requests = 0;
  #retried = 0;
  #simulated = false;
  #questions: number | undefined;

  constructor(prompts: Prompts, { lcb }: TallyKey) {
    this.#prompts = prompts;
    this.measures = new MeasureTally({ lcb: lcb ?? undefined }, (prompt) => prompts.textOf(prompt));
  }

  /** Outcomes of the answers by language, in the order in which the languages came first. */
  get languages(): ReadonlyMap<LanguageTag, Outcomes> {
    return this.#languages;
  }

  /** Samples by fingerprint, in the order in which they came. */
  get fingerprints(): ReadonlyMap<string, number> {
    return this.#fingerprints;
  }

  /** Samples by the model that the endpoint said had answered, of those that Offscript asked for. */
  get models(): ReadonlyMap<string, number> {
    return this.#models;
  }

  /** Requests by what they came to: `answered`, `http 429`, `timeout`. */
  get attempts(): ReadonlyMap<string, number> {
    return this.#attempts;
  }

  /** Requests in all, samples that took more than one, and whether any sample is a simulator's. */
  get effort(): { readonly requests: number; readonly retried: number; readonly simulated: boolean } {
    return { requests: this.#requests, retried: this.#retried, simulated: this.#simulated };
  }

  /** Samples that there are to be; undefined where nothing says so. */
  get questions(): number | undefined {
    return this.#questions;
  }

  /** Says that so many samples are to come. */
  expect(questions: number): void {
    this.#questions = (this.#questions ?? 0) + questions;
  }

  #outcomes(language: LanguageTag): Outcomes {
    let outcomes = this.#languages.get(language);
    if (outcomes === undefined) {
      outcomes = new Outcomes();
      this.#languages.set(language, outcomes);
    }
    return outcomes;
  }

  #addEffort(requests: number, retried: number, simulated: boolean): void {
    this.#requests += requests;
    this.#retried += retried;
    this.#simulated ||= simulated;
  }

  /** The number of the sample's prompt. */
  add(sample: Sample, judgement: Judgement, record: PromptRecord | undefined): number {
    const { language, prompt: id, repeat, attempts, retried = [], error } = sample;
    const { system_fingerprint: fingerprint, model } = sample;
    const prompt = this.#prompts.numberOf(sample, record);
    this.#outcomes(language).add(prompt, repeat, judgement);
    const simulated = isSimulated(sample);
    this.measures.add(simulated ? ofSimulator(judgement.measures) : judgement.measures, {
      language,
      id,
      prompt,
      repeat,
      text: judgement.fingerprint,
    });
    this.#addEffort(attempts, attempts > 1 ? 1 : 0, simulated);
    for (const name of retried) addTo(this.#attempts, attemptName(name), 1);
    // Folders of before may say how many requests there were without what they came to.
    if (attempts > 0)
      addTo(this.#attempts, error === undefined ? 'answered' : attemptName(outcomeName(error)), 1);
    if (fingerprint !== undefined) addTo(this.#fingerprints, fingerprint, 1);
    if (model !== undefined && attempts > 0) addTo(this.#models, model, 1);
    return prompt;
  }

  /** Adds that of other samples, whose prompts have the numbers that `promptOf` gives. Throws where it is none. */
  merge(other: StoredTally['targets'][number], promptOf: (prompt: number) => number): void {
    for (const [language, outcomes] of other.languages)
      this.#outcomes(language).merge(Outcomes.fromJSON(outcomes), promptOf);
    this.measures.merge(other.measures, promptOf);
    this.#addEffort(other.requests, other.retried, other.simulated);
    if (other.questions !== undefined) this.expect(other.questions);
    for (const [name, requests] of other.attempts) addTo(this.#attempts, name, requests);
    for (const [name, samples] of other.fingerprints) addTo(this.#fingerprints, name, samples);
    for (const [name, samples] of other.models) addTo(this.#models, name, samples);
  }

  toData(): Omit<StoredTally['targets'][number], 'id'> {
    return {
      ...this.effort,
      attempts: [...this.#attempts],
      fingerprints: [...this.#fingerprints],
      models: [...this.#models],
      ...(this.#questions !== undefined && { questions: this.#questions }),
      languages: Array.from(this.#languages, ([language, outcomes]) => [language, outcomes.toData()]),
      measures: this.measures.toJSON(),
    };
  }

  /** The language and the id of a prompt by its number; no id where it has none. */
  promptNamed(number: number): { readonly language: LanguageTag; readonly prompt: string } {
    const [language = '', , ...id] = (this.#prompts.names[number] ?? '').split('\n');
    return { language, prompt: id.join('\n') };
  }

  /** What a prompt is called in every run, by its number. */
  promptKey(number: number): string {
    return this.#prompts.names[number] ?? '';
  }

  /** The numbers that the prompts have among those of another target. */
  promptsIn(other: TargetTally): PromptOf {
    return this.#prompts.numbersIn(other.#prompts);
  }
}
