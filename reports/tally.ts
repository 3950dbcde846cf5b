/** What the samples of a run add up to: plain data in the end, that can be stored, and added to that of other samples. */

import * as v from 'valibot';
import { DETECTOR_VERSION, type DetectionSettings, type LanguageTag } from '../detectors/bare/index.js';
import { sha256, UserError } from '../files/index.js';
import {
  askedHash,
  givenId,
  outcomeName,
  type PromptRecord,
  policyName,
  type Sample,
} from '../store/index.js';
import {
  type Judge,
  type Judgement,
  MeasureTally,
  type MeasureValues,
  measureIds,
  Outcomes,
  type PromptOf,
} from './judging/index.js';

/** What judgements depend on besides the samples: only tallies of which all of it is the same add up. */
export interface TallyKey {
  readonly detector: string;
  /** Names the policies, by their version and what settings change in them. */
  readonly policy: string;
  /** What told the language of lines. */
  readonly identifier: string;
  /** Names of what was measured. */
  readonly measures: readonly string[];
  /** How the literature's measures were taken; null where they were not. */
  readonly lcb: { readonly words: number | null; readonly list: string | null } | null;
}

/** The key of what a judge says of samples under these settings. */
export function tallyKey(judge: Judge, settings: DetectionSettings = {}): TallyKey {
  return {
    detector: DETECTOR_VERSION,
    policy: policyName(settings),
    identifier: judge.identifier(settings),
    measures: measureIds(judge),
    lcb: judge.lcb ?? null,
  };
}

/** Prefix of the fingerprint that the embedded simulator reports. */
const SIMULATOR = 'offscript-simulator';

export const isSimulated = ({ system_fingerprint }: Sample): boolean =>
  system_fingerprint?.startsWith(SIMULATOR) ?? false;

/** The simulator answers in a few sentences of its own, and makes its probabilities up: that these come again is no sign of anything, and nothing is drawn by those. */
const ofSimulator = ({ collapse: _, latent: __, ...measures }: MeasureValues): MeasureValues => measures;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const stored = v.strictObject({
  schema: v.literal(1),
  key: v.strictObject({
    detector: v.string(),
    policy: v.string(),
    identifier: v.string(),
    measures: v.pipe(v.array(v.string()), v.readonly()),
    lcb: v.nullable(v.strictObject({ words: v.nullable(whole), list: v.nullable(v.string()) })),
  }),
  prompts: v.array(v.string()),
  targets: v.array(
    v.strictObject({
      id: v.string(),
      requests: whole,
      retried: whole,
      simulated: v.boolean(),
      attempts: v.array(v.strictTuple([v.string(), whole])),
      fingerprints: v.array(v.strictTuple([v.string(), whole])),
      models: v.optional(v.array(v.strictTuple([v.string(), whole])), []),
      /** Samples that there are to be, where that is known. */
      questions: v.exactOptional(whole),
      languages: v.array(v.strictTuple([v.string(), v.unknown()])),
      measures: v.unknown(),
    }),
  ),
  /** Of a run that is asked until it is decided: its prompts in the order in which they are asked, by number, and how often. */
  plan: v.exactOptional(v.strictObject({ order: v.pipe(v.array(whole), v.readonly()), repeats: whole })),
});

/** What is to be asked, and in which order; prompts by their number. */
export type TallyPlan = NonNullable<v.InferOutput<typeof stored>['plan']>;

/** A tally as JSON. */
export type StoredTally = v.InferOutput<typeof stored>;

/**
 * Numbers of prompts: what users say, with its id and language, has one number, whatever run it stands in, whatever system message is over it
 * and whatever the model has said in between.
 */
class Prompts {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** By id alone, of prompts that are asked in one language; and that language. */
  readonly #known = new Map<string, { readonly language: LanguageTag; readonly number: number }>();

  number(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.names.push(name) - 1;
      this.#numbers.set(name, number);
    }
    return number;
  }

  /** A prompt without a record goes by its id alone. */
  numberOf({ prompt: id, language }: Sample, record: PromptRecord | undefined): number {
    const known = this.#known.get(id);
    if (known?.language === language) return known.number;
    const number =
      record === undefined ? this.number(`${language}\n\n${id}`) : this.numberIn(language, record);
    this.#known.set(id, { language, number });
    return number;
  }

  numberIn(language: LanguageTag, record: PromptRecord): number {
    return this.number(`${language}\n${askedHash(record).slice(0, 24)}\n${givenId(record)}`);
  }

  /** Tells the text of a prompt from other texts, whatever ids it has; one whose text is not known, by its number. */
  textOf(number: number): number {
    const hash = this.names[number]?.split('\n')[1] ?? '';
    return hash === '' ? number : Number.parseInt(hash.slice(0, 8), 16);
  }

  /** The numbers that these prompts have there. */
  numbersIn(other: Prompts): PromptOf {
    if (other === this) return (prompt) => prompt;
    const numbers = this.names.map((name) => other.#numbers.get(name));
    return (prompt) => numbers[prompt];
  }
}

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

  /** The language and the id of a prompt by its number. */
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

/** Data without columns: plain lists, and base64 for bytes. */
function withoutColumns(data: unknown): unknown {
  if (data instanceof Int32Array) return [...data];
  if (data instanceof Uint8Array)
    return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map(withoutColumns);
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, withoutColumns(value)]));
}

/** What the samples of a run add up to, target by target. */
export class RunTally {
  readonly key: TallyKey;
  readonly #prompts = new Prompts();
  readonly #targets = new Map<string, TargetTally>();
  #plan: TallyPlan | undefined;

  /** Of the targets with these ids, whether they have samples or not. */
  constructor(key: TallyKey, targets: Iterable<string> = []) {
    this.key = key;
    for (const id of targets) this.target(id);
  }

  /** Ids of the targets, in the order in which they came. */
  get ids(): readonly string[] {
    return [...this.#targets.keys()];
  }

  /** @internal */
  get targets(): ReadonlyMap<string, TargetTally> {
    return this.#targets;
  }

  /** @internal */
  target(id: string): TargetTally {
    let target = this.#targets.get(id);
    if (target === undefined) {
      target = new TargetTally(this.#prompts, this.key);
      this.#targets.set(id, target);
    }
    return target;
  }

  /** What is to be asked until it is decided; undefined of any other run. */
  get plan(): TallyPlan | undefined {
    return this.#plan;
  }

  /** The number of a prompt. */
  numberOf(record: PromptRecord): number {
    return this.#prompts.numberIn(record.language, record);
  }

  /** Says that these prompts are asked in this order, so often, until it is decided. */
  planned(prompts: Iterable<PromptRecord>, repeats: number): void {
    const order = Array.from(prompts, (record) => this.#prompts.numberIn(record.language, record));
    this.#plan = { order: [...new Set(order)], repeats };
  }

  /** Adds a sample, with the record of its prompt where there is one. The number of the prompt. */
  add(sample: Sample, judgement: Judgement, record: PromptRecord | undefined): number {
    return this.target(sample.target).add(sample, judgement, record);
  }

  /** What tells a prompt, by its number, from all others in any tally. */
  promptName(number: number): string {
    return this.#prompts.names[number] ?? '';
  }

  /**
   * Adds the tally of other samples: of another part of the run, or of the same questions asked elsewhere. Throws UserError where they
   * were judged otherwise.
   */
  merge(other: RunTally): void {
    this.#mergeStored(other.toData());
  }

  #mergeStored({ key, prompts, targets, plan }: StoredTally): void {
    if (sha256(key) !== sha256(this.key))
      throw new UserError(
        `samples judged by ${JSON.stringify(key)} do not add up with ${JSON.stringify(this.key)}`,
        '',
        'judge all of them by one version and under one policy',
      );
    const numbers = prompts.map((name) => this.#prompts.number(name));
    const promptOf = (prompt: number): number => {
      const number = numbers[prompt];
      if (number === undefined) throw new Error(`there is no prompt ${prompt} in the tally`);
      return number;
    };
    for (const target of targets) this.target(target.id).merge(target, promptOf);
    if (plan !== undefined) this.#plan ??= { ...plan, order: plan.order.map(promptOf) };
  }

  toJSON(): StoredTally {
    return withoutColumns(this.toData()) as StoredTally;
  }

  /**
   * The same with columns as they lie in memory, of which there are views until something is added: an `Int32Array` for each list of integers, a
   * `Uint8Array` for what is base64 in JSON.
   *
   * @internal
   */
  toData(): StoredTally {
    return {
      schema: 1,
      key: this.key,
      prompts: this.#prompts.names,
      targets: Array.from(this.#targets, ([id, target]) => ({ id, ...target.toData() })),
      ...(this.#plan && { plan: this.#plan }),
    };
  }

  /** The tally that `toJSON` wrote. Throws UserError where it is none. */
  static fromJSON(json: unknown): RunTally {
    const parsed = v.safeParse(stored, json);
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw new UserError(
        `${v.getDotPath(issue) ?? 'tally'}: ${issue.message}`,
        'tally',
        'was it written by another version?',
      );
    }
    const tally = parsed.output;
    const run = new RunTally(tally.key);
    run.#mergeStored(tally);
    return run;
  }
}
