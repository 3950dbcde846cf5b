/**
 * Where a run is kept: the contract between those who ask, import and merge, and those who read. No method knows a path. A driver
 * keeps it for one kind of place (`drivers/folder/`); `test/contracts/run-store.ts` is what every driver has to pass.
 */

import type { KeySet } from './keys.js';
import type { PromptRecord, RunManifest, RunPlan } from './manifest.js';
import type { JsonObject } from './record.js';
import type { FailedSample, Sample, SampleKey } from './sample.js';

/**
 * The place of one run, whether there is one or not. Reading needs no session and may happen while others write: what has been
 * appended before a sequence is asked for is in it. What is read is checked: methods throw UserError, with the place of the record
 * and the field, where it is no record of a run; and what the system or a server throws.
 */
export interface RunStore {
  /** Names the place in reports and messages, as the user did; never with a password. */
  readonly name: string;

  /** Whether nothing is here: neither a run nor anything else that a run must not be made over. */
  isEmpty(): Promise<boolean>;
  /** Throws UserError where there is no run. */
  manifest(): Promise<RunManifest>;
  /** The prompts by id, in the order of the plan; none where there is no run. */
  prompts(): Promise<ReadonlyMap<string, PromptRecord>>;

  /**
   * The samples, each key once: the last that did not fail, else the last, with the requests of all that were stored under its key
   * counted as its own. In the order stored; none where there is no run. `onTorn` is told of a last record that a writer was killed
   * over, which is left out.
   */
  samples(onTorn?: () => void): AsyncIterable<Sample>;
  /**
   * What was added since a state that {@link Changes.state} named, so that who has counted the rest need not read it again; all that
   * there is where nothing else is given, or where more than that has changed. Never throws for what is given as a state.
   */
  changes(since?: string): Promise<Changes>;
  /** Every sample as it was stored, in that order, also those that a later one has replaced. */
  history(): AsyncIterable<Sample>;
  /**
   * Those of {@link history} with their places: all, or those behind one. What a writer has not ended is not among them. So who has read
   * them once reads those that are added, and finds any of them again.
   */
  placed(behind?: SamplePlace): AsyncIterable<PlacedSample>;
  /** The samples at these places, in their order; undefined where no sample stands at one, as where the run was written anew. */
  at(places: Iterable<SamplePlace>): AsyncIterable<Sample | undefined>;
  /**
   * Names the prompts and all samples up to a place, none where it is missing: the same name only for the same prompts and samples.
   * Undefined where there are not that many.
   */
  stateUpTo(place?: SamplePlace): Promise<string | undefined>;
  /** Those of {@link history} that failed. */
  failedAttempts(): AsyncIterable<FailedSample>;

  /**
   * Makes the run of a plan, or goes on with the one that is here, and keeps it for the session. A run that goes on keeps its
   * `created_at` and `versions` and takes the rest from the plan; one that holds another shard is from then on one of all questions.
   * It is a run at once or not at all: where that fails nothing of it is left, and what a process left that was killed over it is in
   * nobody's way. Throws UserError where there is something else or a run of another suite, where another session holds the run and the
   * place takes one writer only, and where the plan's manifest is none.
   */
  open(plan: RunPlan): Promise<RunSession>;
  /** Who is writing to the run, such as `process 12`; undefined where nobody is. */
  writer(): Promise<string | undefined>;
  /** The same one by one, with what each has at hand where the place knows it. */
  workers(): Promise<readonly Worker[]>;

  /** Questions by target: those that have an answer, and those that were asked in vain. */
  counts(): Promise<ReadonlyMap<string, AskedCounts>>;

  /** What people said of samples: records of whatever form, in the order added, from any number of writers. */
  labels(): AsyncIterable<JsonObject>;
  /** Adds a label; resolves when the system has it. Needs no session. Throws UserError where there is no run. */
  addLabel(label: JsonObject): Promise<void>;
  /** The document that was put last under a key; undefined where none was. */
  tally(key: string): Promise<unknown>;
  /** Keeps a JSON document, of whatever form, under a key of any characters. Whole or not at all; the last one stays. Needs no session. */
  putTally(key: string, document: unknown): Promise<void>;
  /** The bytes that were put last under a key; undefined where none were. Their keys have nothing to do with those of tallies. */
  bytes(key: string): Promise<Uint8Array | undefined>;
  /** Keeps bytes, which come piece by piece, under a key of any characters. Whole or not at all; the last ones stay. Needs no session. */
  putBytes(key: string, pieces: Iterable<Uint8Array>): Promise<void>;

  /** Lets go of connections. Sessions are closed by themselves. */
  close(): Promise<void>;
}

/** Questions of a target that have an answer, and those that have none and failed. */
export interface AskedCounts {
  readonly answered: number;
  readonly failed: number;
}

/** One who writes to a run. */
export interface Worker {
  /** Such as `process 12`, or with the machine that it is on. */
  readonly name: string;
  /** ISO 8601, UTC; where the place knows it. */
  readonly since?: string;
  /** Questions that it has claimed and not answered, by target; where they are shared. */
  readonly has?: Readonly<Record<string, number>>;
}

/** Where a sample is stored: what only its store understands. Of two in one store the one that was stored later has the larger `at`. */
export interface SamplePlace {
  readonly at: number;
  readonly size: number;
}

export interface PlacedSample {
  readonly sample: Sample;
  readonly place: SamplePlace;
}

/** The samples that were added since a state of a run, or all of them. */
export interface Changes {
  /**
   * `same`: nothing has changed since the state; `grown`: all of it is there as it was, and samples were added, none of which takes another
   * one's place; `other`: anything else, or no state was given.
   */
  readonly since: 'same' | 'grown' | 'other';
  /** As {@link RunStore.samples}: those that were added where it has grown; all, where it is another. To be walked once. */
  samples(onTorn?: () => void): AsyncIterable<Sample>;
  /**
   * Names the prompts and samples that were there, when all samples are read: the same name only for the same prompts and samples.
   * Undefined where prompts changed meanwhile.
   */
  state(): Promise<string | undefined>;
}

/** One who asks. A folder has one at a time, a database many, which share the questions. */
export interface RunSession {
  /**
   * Aborts when no more samples can be stored (no space, the run is gone or another one lies in its place, another session has taken
   * it), with what {@link append} rejects with as its reason; within a second, also while nothing is appended.
   */
  readonly lost: AbortSignal;
  /** Keys that had an answer when the session was opened. To be looked at, not added to. */
  answered(): Promise<Pick<KeySet, 'has' | 'size'>>;
  /**
   * Those of `questions` that have no answer, in their order, for this session to ask. They are taken as they are pulled, so that a
   * sequence may be longer than memory, and no question is with two sessions that live. It is given out once, also where it fails; so
   * it should stand in the sequence of one call only. The sequence may be walked more than once: a database gives out in the end what
   * a session that died had taken. Ending the iteration leaves the rest to others. Where sessions share the questions, it ends when each
   * of them has come to something, wherever that was; so a session that is the last one finishes what all others left. `of` names
   * whom they are asked, for who looks.
   */
  claim<Q extends { readonly key: SampleKey }>(questions: Iterable<Q>, of?: string): AsyncIterable<Q>;
  /** Gives back a question that was claimed and is not going to be appended. */
  release(key: SampleKey): Promise<void>;
  /**
   * Stores a sample; resolves when the system has it, so that killing this process does not lose it. A session that was taken for dead
   * (it stood still, its machine slept) and in whose place another has come stores nothing more; what it was just storing may be a second
   * answer to a question, which is left out where the place can tell, and else settled by {@link RunStore.samples}. Rejects with
   * {@link StoreFailure}.
   */
  append(sample: Sample): Promise<void>;
  /** Resolves when all that was appended survives a loss of power. Rejects with {@link StoreFailure}. */
  flush(): Promise<void>;
  /** Flushes, and gives back the run and what was claimed, also where that rejects. Nothing may be called after it. */
  close(): Promise<void>;
}

/**
 * What a store failed of: the system or a server `refused` to write; what was written to is `gone`, or something else is in its place;
 * another session has `taken` the run, which goes on without this one.
 */
export type StoreFailureKind = 'refused' | 'gone' | 'taken';

/** Why samples can no longer be stored, in a line: `cannot write (ENOSPC); check space and permissions`. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
  readonly kind: StoreFailureKind;

  constructor(message: string, { kind = 'refused', ...options }: StoreFailureOptions = {}) {
    super(message, options);
    this.kind = kind;
  }
}

export interface StoreFailureOptions extends ErrorOptions {
  readonly kind?: StoreFailureKind;
}

/** Where runs lie side by side, each under a name: a folder of folders, a database. */
export interface RunCollection {
  /** The place of a name. */
  run(name: string): RunStore;
  /** Begins a run whose name may not be known before all of it is written. */
  draft(): Promise<RunDraft>;
}

/** Where a run is to be made as a whole. */
export interface RunPlace {
  readonly collection: RunCollection;
  readonly name: string;
}

/**
 * A run that is written as a whole, and that nobody sees before it is complete. Where its writer is killed, what it left is removed when
 * the next draft begins.
 */
export interface RunDraft {
  /** Resolves when there is room for more. Rejects with what the system or a server throws. */
  addPrompt(prompt: PromptRecord): Promise<void>;
  addSample(sample: Sample): Promise<void>;
  /** Makes the draft the run of this name, at once. Throws UserError where something is there already. */
  publish(name: string, manifest: RunManifest): Promise<void>;
  /**
   * Gives its prompts and this manifest to the run of this name, which has the same samples; what else stands there (labels, tallies,
   * pages) stays.
   */
  publishPrompts(name: string, manifest: RunManifest): Promise<void>;
  /** Leaves nothing of what was not published. May be called at any time, also twice. */
  discard(): Promise<void>;
}
