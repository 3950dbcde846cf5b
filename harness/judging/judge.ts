/** The judge that the command line gives to reports: in this thread for few cases, in several for many. */

import { availableParallelism } from 'node:os';
import type { DetectionSettings } from '../../detectors/index.js';
import {
  type Case,
  describeLcb,
  type Judge,
  type JudgeOptions,
  plainJudge,
} from '../../reports/judging/index.js';
import { loadIdentifier } from '../identifier/index.js';
import { inBatches } from './batches.js';
import { startWorkers, type Workers } from './workers.js';

/** Batches after which threads are started, some eight million code units: of fewer, all is judged before a thread has paid for its start. */
export const FEW = 64;

export interface JudgingOptions extends Pick<JudgeOptions, 'lcb'> {
  /** Threads that judge; as many as the machine runs at once where missing. With 1, the calling thread judges. */
  readonly jobs?: number;
}

export interface ClosableJudge extends Judge {
  /** Ends its threads. To be called when all is judged, or when something failed. */
  close(): Promise<void>;
}

async function* one<T>(batch: readonly T[]): AsyncGenerator<T> {
  yield* batch;
}

/** A judge with the harness's identifiers, whose judgements do not depend on `jobs`. */
export function openJudge({ jobs = availableParallelism(), lcb }: JudgingOptions = {}): ClosableJudge {
  const options = lcb === undefined ? {} : { lcb };
  const plain = plainJudge({ ...options, identifierOf: (name) => loadIdentifier(name) });
  let workers: Workers | undefined;

  async function* judge(cases: AsyncIterable<Case>, settings: DetectionSettings) {
    const batches = inBatches(cases);
    let ready = workers !== undefined;
    const begin = (): void => {
      ready = true;
    };
    // Until the threads have loaded what they need, this one goes on judging.
    for (let judged = 0; !ready; judged++) {
      if (judged === FEW) {
        workers = startWorkers(jobs, options);
        // What keeps a thread from getting ready, its first batch meets again.
        workers.ready(settings).then(begin, begin);
      }
      const { done, value } = await batches.next();
      if (done) return;
      yield* plain.judge(one(value), settings);
    }
    workers ??= startWorkers(jobs, options);
    yield* workers.judge(batches, settings);
  }

  return {
    ...describeLcb(options),
    judge: (cases, settings) => (jobs === 1 ? plain.judge(cases, settings) : judge(cases, settings)),
    close: async () => workers?.close(),
  };
}
