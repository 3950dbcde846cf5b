/** A judge in this thread for few cases, in several for many. */

import { availableParallelism } from 'node:os';
import type { DetectionSettings } from '../../../detectors/index.js';
import { type Case, type Judge, type JudgeOptions, plainJudge } from '../index.js';
import { startWorkers, type Workers } from './workers.js';

/** When a batch is full: UTF-16 code units of answers, reasoning and prompts, some 100 KB to 500 KB, and cases whatever their length. */
interface Full {
  readonly units: number;
  readonly cases: number;
}

/** Cases from which it is full, unless it is lean. */
export const CASES = 512;

const FULL: Full = { units: 1 << 17, cases: CASES };

/** Where memory counts more than time: what waits in batches is what takes it. */
const LEAN: Full = { units: 1 << 14, cases: 64 };

/** Batches after which threads are started, some eight million code units, or one million: of fewer, all is judged before a thread has paid for its start. */
const FEW = 64;

export interface JudgingOptions extends Pick<JudgeOptions, 'lcb'> {
  /** Threads that judge; as many as the machine runs at once where missing. With 1, the calling thread judges. */
  readonly jobs?: number;
  /** Batches that the calling thread judges before it starts others. */
  readonly threshold?: number;
  /**
   * For who does much else in the calling thread, and has little memory: small batches, heaps that are collected early, and one thread besides the
   * calling one where `jobs` is missing or 1.
   */
  readonly lean?: boolean;
}

/** What this room does not know: where fastText comes from. */
export interface Threads extends Pick<JudgeOptions, 'identifierOf'> {
  /** `file://` URL of a module whose default export is what {@link batchJudge} makes. */
  readonly worker: URL;
}

export interface ClosableJudge extends Judge {
  /** Ends its threads. To be called when all is judged, or when something failed. */
  close(): Promise<void>;
}

/** A token with its probability takes as much to copy as a few code units. */
const UNITS_OF_TOKEN = 8;

const weightOf = (logprobs: Case['sample']['logprobs'] = []): number =>
  logprobs.length * (1 + (logprobs[0]?.[2]?.length ?? 0)) * UNITS_OF_TOKEN;

/** The cases in batches, in order, none of them empty: worth a message between threads, and small enough that all threads end together. */
async function* inBatches(cases: AsyncIterable<Case>, full: Full): AsyncGenerator<readonly Case[]> {
  let batch: Case[] = [];
  let units = 0;
  for await (const one of cases) {
    batch.push(one);
    const { answer, reasoning = '', logprobs } = one.sample;
    units +=
      (answer?.length ?? 0) +
      weightOf(logprobs) +
      reasoning.length +
      (one.prompt ?? []).reduce((sum, said) => sum + said.length, 0);
    if (units < full.units && batch.length < full.cases) continue;
    yield batch;
    batch = [];
    units = 0;
  }
  if (batch.length > 0) yield batch;
}

async function* one<T>(batch: readonly T[]): AsyncGenerator<T> {
  yield* batch;
}

/** A judge whose judgements depend neither on `jobs` nor on the threshold, nor on whether it is lean. */
export function openJudge(
  { identifierOf, worker }: Threads,
  { lean = false, jobs = lean ? 1 : availableParallelism(), threshold = FEW, lcb }: JudgingOptions = {},
): ClosableJudge {
  const options = lcb === undefined ? {} : { lcb };
  const plain = plainJudge({ ...options, ...(identifierOf && { identifierOf }) });
  let workers: Workers | undefined;

  async function* judge(cases: AsyncIterable<Case>, settings: DetectionSettings) {
    const batches = inBatches(cases, lean ? LEAN : FULL);
    let ready = workers !== undefined;
    const begin = (): void => {
      ready = true;
    };
    // Until the threads have loaded what they need, this one goes on judging.
    for (let judged = 0; !ready; judged++) {
      if (judged === threshold) {
        workers = await startWorkers(worker, options, { jobs, lean });
        // What keeps a thread from getting ready, its first batch meets again.
        workers.ready(settings).then(begin, begin);
      }
      const { done, value } = await batches.next();
      if (done) return;
      yield* plain.judge(one(value), settings);
    }
    workers ??= await startWorkers(worker, options, { jobs, lean });
    yield* workers.judge(batches, settings);
  }

  return {
    ...plain,
    judge: (cases, settings) => (jobs === 1 && !lean ? plain.judge(cases, settings) : judge(cases, settings)),
    close: async () => workers?.close(),
  };
}
