/** What the samples of a run add up to: plain data in the end, that can be stored, and added to that of other samples. */

import { sha256, UserError } from '../../files/index.js';
import type { PromptRecord, Sample } from '../../store/index.js';
import type { Judgement } from '../judging/index.js';
import type { TallyKey } from './key.js';
import { Prompts } from './prompts.js';
import { type StoredTally, storedTally, type TallyPlan, withoutColumns } from './stored.js';
import { TargetTally } from './target.js';

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

  /** Prompts that it knows. */
  get prompts(): number {
    return this.#prompts.names.length;
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

  /** What a prompt is called in every run, by its number. */
  promptKey(number: number): string {
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
    const tally = storedTally(json);
    const run = new RunTally(tally.key);
    run.#mergeStored(tally);
    return run;
  }
}
