/** A thread in which a foreign format is read, within limits on time and memory; the thread that calls it stays free for signals. */

import { Piscina } from 'piscina';
import { mebibytes } from '../problem.js';
import { type Limits, limitsFor } from './limits.js';

/** Milliseconds between two looks at what a thread takes. */
const LOOK_EVERY = 20;

/** A thread went beyond one of its limits, and has ended. The message says what it takes too much of. */
export class BeyondLimits extends Error {
  readonly limit: keyof Limits;

  constructor(limit: keyof Limits, { time, memory }: Limits) {
    const most =
      limit === 'memory' ? `${mebibytes(memory)} of memory` : `${Math.round(time / 1000)} s of the processor`;
    super(`to read it takes more than ${most}`);
    this.limit = limit;
  }
}

/** Milliseconds of the processor that this process has taken. */
function timeTaken(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** One thread, which keeps what it has opened until it is closed. It answers one task after the other. */
export class ForeignThread<Task, Answer> {
  readonly #pool: Piscina<Task, Answer>;
  #limits: Limits;
  #bytes: number;
  readonly #limitsOf: (bytes: number) => Limits;
  readonly #signal: AbortSignal | undefined;
  /** Milliseconds that earlier tasks have taken. */
  #taken = 0;
  /** Why the thread is gone. */
  #ended: BeyondLimits | undefined;

  /**
   * `worker` is the module of the thread, whose default export answers a task; `bytes` is the size of what is read. `signal` ends the thread,
   * also in a task.
   */
  constructor(worker: URL, bytes: number, signal?: AbortSignal, limitsOf = limitsFor) {
    const limits = limitsOf(bytes);
    this.#limitsOf = limitsOf;
    this.#bytes = bytes;
    this.#limits = limits;
    this.#signal = signal;
    this.#pool = new Piscina<Task, Answer>({
      filename: worker.href,
      minThreads: 1,
      maxThreads: 1,
      recordTiming: false,
      resourceLimits: { maxOldGenerationSizeMb: Math.ceil(limits.memory / 2 ** 20) },
      // A thread that is ended just as it begins to wait by Atomics.wait, as it would otherwise, sleeps on for ever (Node 20, V8 11.3).
      atomics: 'disabled',
    });
    // What befalls it in a task is told by the task.
    this.#pool.on('error', () => {});
  }

  /** Says that so many bytes more are read: they may take more time. */
  allow(bytes: number): void {
    this.#bytes += bytes;
    this.#limits = { ...this.#limits, time: this.#limitsOf(this.#bytes).time };
  }

  /** The answer to a task. Throws {@link BeyondLimits}, what the task throws, and the reason of the signal. */
  async ask(task: Task): Promise<Answer> {
    this.#signal?.throwIfAborted();
    if (this.#ended !== undefined) throw this.#ended;
    const limits = this.#limits;
    const ending = new AbortController();
    const before = timeTaken();
    const held = process.memoryUsage.rss();
    const look = setInterval(() => {
      // Not all memory is in the heap, which has a limit of its own.
      if (process.memoryUsage.rss() - held > limits.memory) ending.abort(new BeyondLimits('memory', limits));
      else if (this.#taken + timeTaken() - before > limits.time)
        ending.abort(new BeyondLimits('time', limits));
    }, LOOK_EVERY);
    const stop = (): void => ending.abort(this.#signal?.reason);
    this.#signal?.addEventListener('abort', stop);
    try {
      return await this.#pool.run(task, { signal: ending.signal });
    } catch (error) {
      const { reason } = ending.signal;
      const isHeap = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (isHeap || reason instanceof BeyondLimits) {
        this.#ended = isHeap ? new BeyondLimits('memory', limits) : reason;
        throw this.#ended;
      }
      ending.signal.throwIfAborted();
      throw error;
    } finally {
      clearInterval(look);
      this.#signal?.removeEventListener('abort', stop);
      this.#taken += timeTaken() - before;
    }
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
