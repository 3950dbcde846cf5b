/** The parts of a probe: runs of the usual kind, each in a place of its own, which a later call goes on with. */

import { type RunOptions, type RunResult, runSuite } from '../../harness/run/index.js';
import type { Suite, SuiteTarget } from '../../harness/suite/index.js';
import type { Prompt } from '../../prompts/index.js';
import type { RunStore, Sample } from '../../store/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import type { Choice, Way } from './types.js';

/** What a probe needs. */
export interface Probing {
  /** Its targets are asked; its prompts are not. */
  readonly suite: Suite;
  readonly vocabulary: Vocabulary;
  readonly choice: Choice;
  /** Tokens of a group. */
  readonly group: number;
  /** Tokens of a segment; 8,000 where it is not said, or what a model takes twice. */
  readonly segment?: number | undefined;
  /** How many of the tokens that probabilities do not clear are asked for, the least likely first. */
  readonly confirm: number;
  /** How to ask; by what a server offers where it is not said. */
  readonly way?: Way | undefined;
  /** The place of a part of the probe, by a name that a folder may have. */
  readonly placeOf: (part: string) => RunStore;
  /** Told before each part begins. */
  readonly onPart?: (what: string, requests: number) => void;
  readonly options?: Pick<RunOptions, 'stop' | 'abort' | 'onSample' | 'onNotice'>;
}

/** What a part asks. */
export interface Part {
  /** By which its place is known. */
  readonly name: string;
  /** For people. */
  readonly what: string;
  readonly targets: readonly SuiteTarget[];
  readonly prompts: readonly Prompt[];
  readonly repeats: number;
  readonly protocol?: RunOptions['protocol'];
}

/** Runs the parts of a probe one after the other. */
export class Parts {
  readonly probing: Probing;
  readonly encode: (text: string) => readonly TokenId[];
  /** What the runs of this call came to. */
  readonly ended: RunResult[] = [];

  private constructor(probing: Probing, encode: (text: string) => readonly TokenId[]) {
    this.probing = probing;
    this.encode = encode;
  }

  static async of(probing: Probing): Promise<Parts> {
    const encoding = await probing.vocabulary.encoding();
    if (encoding.kind === 'unknown') throw new Error('tokens were chosen without an encoding');
    return new Parts(probing, encoding.encode);
  }

  /** Whether nothing more is to be asked: somebody stopped it, or answers cannot be kept. */
  get isStopped(): boolean {
    const { stop, abort } = this.probing.options ?? {};
    return stop?.aborted === true || abort?.aborted === true || this.ended.some(({ halted }) => halted);
  }

  /** Whether a target is to be asked no more: somebody stopped it, or it stopped by itself, as where nobody answers or its address is wrong. */
  isOver(target: SuiteTarget): boolean {
    return (
      this.isStopped || this.ended.some(({ stopped }) => stopped.some((one) => one.target === target.id))
    );
  }

  /** Whether all that a target was to be asked has an answer. */
  isWhole({ id }: SuiteTarget): boolean {
    const isOfIt = (one: { readonly target: string }): boolean => one.target === id;
    const sum = (all: readonly { readonly count: number }[]): number =>
      all.reduce((total, { count }) => total + count, 0);
    const isAnswered = ({ failed, failures, left, stopped }: RunResult): boolean =>
      !failures.some(isOfIt) && !stopped.some(isOfIt) && failed === sum(failures) && left === sum(stopped);
    return !this.isStopped && this.ended.every(isAnswered);
  }

  async #with<T>(part: string, use: (store: RunStore) => Promise<T>): Promise<T> {
    const store = this.probing.placeOf(part);
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  }

  /** Whether a part was begun for a target, by this call or an earlier one. */
  isBegun(part: string, target: SuiteTarget): Promise<boolean> {
    return this.#with(part, async (store) => {
      if (await store.isEmpty()) return false;
      const { targets } = await store.manifest();
      return targets.some(({ id }) => id === target.id);
    });
  }

  /** The ids of the prompts of a part that was begun; none of another one. */
  promptsOf(part: string): Promise<string[]> {
    return this.#with(part, async (store) => [...(await store.prompts()).keys()]);
  }

  /** Asks what has no answer yet; the ids of targets that left something unasked. */
  async run({ name, what, targets, prompts, repeats, protocol }: Part): Promise<ReadonlySet<string>> {
    const { suite, options, onPart } = this.probing;
    const { seed } = suite;
    onPart?.(what, prompts.length * repeats * targets.length);
    const asked: Suite = {
      name: suite.name,
      repeats,
      targets,
      prompts,
      ...(seed !== undefined && { seed }),
    };
    const result = await this.#with(name, (store) =>
      runSuite(asked, store, { ...options, ...(protocol && { protocol }) }),
    );
    this.ended.push(result);
    const ended = result.stopped.filter(({ count }) => count > 0).map(({ target }) => target);
    return new Set(this.isStopped ? targets.map(({ id }) => id) : ended);
  }

  /** Tells of all samples of a part, one after the other. */
  read(name: string, each: (sample: Sample) => void): Promise<void> {
    return this.#with(name, async (store) => {
      for await (const sample of store.samples()) each(sample);
    });
  }
}
