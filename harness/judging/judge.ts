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

/** Batches from which threads are started: with fewer, loading the identifier once more takes longer than it saves. */
const FEW = 16;

export interface JudgingOptions extends Pick<JudgeOptions, 'lcb'> {
  /** Threads that judge; as many as the machine runs at once where missing. With 1, the calling thread judges. */
  readonly jobs?: number;
}

export interface ClosableJudge extends Judge {
  /** Ends its threads. To be called when all is judged, or when something failed. */
  close(): Promise<void>;
}

async function* chained<T>(first: readonly T[], rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield* first;
  yield* { [Symbol.asyncIterator]: () => rest };
}

async function* flat<T>(batches: Iterable<readonly T[]>): AsyncGenerator<T> {
  for (const batch of batches) yield* batch;
}

/** A judge with the harness's identifiers, whose judgements do not depend on `jobs`. */
export function openJudge({ jobs = availableParallelism(), lcb }: JudgingOptions = {}): ClosableJudge {
  const options = lcb === undefined ? {} : { lcb };
  const plain = plainJudge({ ...options, identifierOf: (name) => loadIdentifier(name) });
  let workers: Workers | undefined;

  async function* judge(cases: AsyncIterable<Case>, settings: DetectionSettings) {
    const batches = inBatches(cases);
    const first: (readonly Case[])[] = [];
    while (workers === undefined && first.length < FEW) {
      const { done, value } = await batches.next();
      if (done) return yield* plain.judge(flat(first), settings);
      first.push(value);
    }
    workers ??= startWorkers(jobs, options);
    yield* workers.judge(chained(first, batches), settings);
  }

  return {
    ...describeLcb(options),
    judge: (cases, settings) => (jobs === 1 ? plain.judge(cases, settings) : judge(cases, settings)),
    close: async () => workers?.close(),
  };
}
