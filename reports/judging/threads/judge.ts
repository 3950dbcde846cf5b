/** A judge in this thread for few cases, in several for many. */

import { availableParallelism } from 'node:os';
import type { DetectionSettings } from '../../../detectors/index.js';
import { type Case, describeLcb, type Judge, type JudgeOptions, plainJudge } from '../index.js';
import { inBatches } from './batches.js';
import { startWorkers, type Workers } from './workers.js';

/** Batches after which threads are started, some eight million code units: of fewer, all is judged before a thread has paid for its start. */
const FEW = 64;

export interface JudgingOptions extends Pick<JudgeOptions, 'lcb'> {
  /** Threads that judge; as many as the machine runs at once where missing. With 1, the calling thread judges. */
  readonly jobs?: number;
  /** Batches that the calling thread judges before it starts others. */
  readonly threshold?: number;
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

async function* one<T>(batch: readonly T[]): AsyncGenerator<T> {
  yield* batch;
}

/** A judge whose judgements depend neither on `jobs` nor on the threshold. */
export function openJudge(
  { identifierOf, worker }: Threads,
  { jobs = availableParallelism(), threshold = FEW, lcb }: JudgingOptions = {},
): ClosableJudge {
  const options = lcb === undefined ? {} : { lcb };
  const plain = plainJudge({ ...options, ...(identifierOf && { identifierOf }) });
  let workers: Workers | undefined;

  async function* judge(cases: AsyncIterable<Case>, settings: DetectionSettings) {
    const batches = inBatches(cases);
    let ready = workers !== undefined;
    const begin = (): void => {
      ready = true;
    };
    // Until the threads have loaded what they need, this one goes on judging.
    for (let judged = 0; !ready; judged++) {
      if (judged === threshold) {
        workers = startWorkers(worker, jobs, options);
        // What keeps a thread from getting ready, its first batch meets again.
        workers.ready(settings).then(begin, begin);
      }
      const { done, value } = await batches.next();
      if (done) return;
      yield* plain.judge(one(value), settings);
    }
    workers ??= startWorkers(worker, jobs, options);
    yield* workers.judge(batches, settings);
  }

  return {
    ...describeLcb(options),
    judge: (cases, settings) => (jobs === 1 ? plain.judge(cases, settings) : judge(cases, settings)),
    close: async () => workers?.close(),
  };
}
