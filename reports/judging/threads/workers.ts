/** Judges in several threads at once. */

import type { Piscina } from 'piscina';
import type { DetectionSettings } from '../../../detectors/index.js';
import { UserError } from '../../../files/index.js';
import type { Case, Judged, JudgedFields, Judgement } from '../index.js';
import type { Answer, Start, Task } from './worker.js';

/** Batches that wait for each worker while it judges another: none has to wait for the reader. */
const AHEAD = 2;

/**
 * MB of old objects that a thread may have. With less than two GB V8 lets a heap grow to twice of what lives in it before it collects, else to
 * four times: batches are garbage soon, and their rest is some 50 MB.
 */
const MOST_OLD = 2000;

/** MB where memory counts more than time: with 512 a heap grows to 1.4 times of what lives in it. Objects that die young have 4 MB, of two halves. */
const LEAN = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 12 };

/** Milliseconds that threads are given to end: one that is inside a call of the system ends when that returns. */
const PATIENCE = 2000;

export interface Workers {
  /** Resolves when every thread has loaded what judging under these settings takes; rejects where one cannot. */
  ready(settings: DetectionSettings): Promise<unknown>;
  /** The cases with their judgements, in the order of the batches. */
  judge(batches: AsyncIterable<readonly Case[]>, settings: DetectionSettings): AsyncIterable<Judged>;
  /** Ends the threads, also in the middle of a batch. Resolves within two seconds: what has not ended by then keeps no process alive. */
  close(): Promise<void>;
}

/** A case without what no judgement depends on, such as its usage. */
function stripped({ sample, ...rest }: Case): Case<JudgedFields> {
  const { key, language, answer, reasoning, tool_calls, error, refusal, finish_reason, logprobs } = sample;
  const { latency_ms, first_token_ms } = sample;
  return {
    ...rest,
    sample: {
      key,
      language,
      answer,
      ...(reasoning !== undefined && { reasoning }),
      ...(tool_calls && { tool_calls }),
      ...(error && { error }),
      ...(refusal !== undefined && { refusal }),
      ...(finish_reason !== undefined && { finish_reason }),
      ...(logprobs !== undefined && { logprobs }),
      ...(latency_ms !== undefined && { latency_ms }),
      ...(first_token_ms !== undefined && { first_token_ms }),
    },
  };
}

async function ended(pool: Piscina<Task, Answer>): Promise<void> {
  const threads = [...pool.threads];
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  await Promise.race([pool.destroy(), patience]);
  clearTimeout(timer);
  for (const thread of threads) thread.unref();
}

/** What the death of a worker says to a user; what it throws is a bug and stays as it is. */
function explained(error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new UserError('a judging thread ran out of memory', '--jobs', 'ask for fewer of them');
  if (/^worker exited/i.test(message))
    return new UserError(`a judging thread ended before its work was done (${message})`, '--jobs', 'try 1');
  return error instanceof Error ? error : new Error(String(error));
}

/** Starts `jobs` threads of the module `worker`. */
export async function startWorkers(
  worker: URL,
  start: Start,
  { jobs, lean }: { readonly jobs: number; readonly lean: boolean },
): Promise<Workers> {
  // Most reports are done before they need a thread.
  const library = await import('piscina');
  const pool = new library.Piscina<Task, Answer>({
    filename: worker.href,
    minThreads: jobs,
    maxThreads: jobs,
    workerData: start,
    recordTiming: false,
    resourceLimits: lean ? LEAN : { maxOldGenerationSizeMb: MOST_OLD },
    // A thread that is ended just as it begins to wait by Atomics.wait, as it would otherwise, sleeps on for ever (Node 20, V8 11.3).
    atomics: 'disabled',
  });
  // What befalls a thread between two batches; also what one still says while it is being ended.
  let failed: Error | undefined;
  const waiting = new Set<(error: Error) => void>();
  pool.on('error', (error) => {
    failed ??= explained(error);
    for (const fail of waiting) fail(failed);
  });

  /**
   * The judgements, unless a thread fails before. A race with one promise for all batches would hold on to the judgements of each as long as
   * that one is open.
   */
  function orFailure<T>(judgements: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (failed !== undefined) reject(failed);
      waiting.add(reject);
      judgements.then(resolve, reject).finally(() => waiting.delete(reject));
    });
  }

  async function run(batch: readonly Case[], settings: DetectionSettings): Promise<readonly Judgement[]> {
    let answer: Answer;
    try {
      answer = await pool.run({ settings, cases: batch.map(stripped) });
    } catch (error) {
      throw explained(error);
    }
    if ('repair' in answer) {
      const { what, where, todo } = answer.repair;
      throw new UserError(what, where, todo);
    }
    return answer.judgements;
  }

  return {
    ready: (settings) => Promise.all(Array.from({ length: jobs }, () => run([], settings))),
    async *judge(batches, settings) {
      const running: {
        readonly batch: readonly Case[];
        readonly judgements: Promise<readonly Judgement[]>;
      }[] = [];
      async function* oldest(): AsyncGenerator<Judged> {
        const first = running.shift();
        if (first === undefined) return;
        // A thread that dies between two batches may take one along that was just handed to it.
        const judgements = await orFailure(first.judgements);
        for (const [i, one] of first.batch.entries()) {
          const judgement = judgements[i];
          if (judgement === undefined) throw new Error(`sample ${one.sample.key} was not judged`);
          yield { case: one, judgement };
        }
      }
      for await (const batch of batches) {
        const judgements = run(batch, settings);
        // An error is thrown when its batch's turn comes; until then it is not unhandled.
        judgements.catch(() => {});
        running.push({ batch, judgements });
        if (running.length >= AHEAD * jobs) yield* oldest();
      }
      while (running.length > 0) yield* oldest();
    },
    close: () => ended(pool),
  };
}
