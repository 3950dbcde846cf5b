/** Ctrl-C during a run: the first stops it with grace, a second one at once. */

/** Seconds in which requests that are in flight may end. */
export const GRACE = 30;

export interface Interrupt {
  /** Aborts at the first signal: nothing more is asked. */
  readonly stop: AbortSignal;
  /** Aborts at the second signal, or when the grace is over: nothing is waited for. */
  readonly abort: AbortSignal;
  /** Gives the signals back to the system. */
  release(): void;
}

/** Listens for SIGINT and SIGTERM. `say` is told what is going on, in a line. */
export function onInterrupt(grace: number, say: (line: string) => void): Interrupt {
  const stop = new AbortController();
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  function interrupt(): void {
    if (stop.signal.aborted) {
      abort.abort();
      return;
    }
    say(`Stopping: waiting up to ${grace} s for what is in flight. Once more stops at once.`);
    stop.abort();
    timer = setTimeout(() => abort.abort(), grace * 1000);
  }
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  return {
    stop: stop.signal,
    abort: abort.signal,
    release() {
      clearTimeout(timer);
      for (const signal of signals) process.off(signal, interrupt);
    },
  };
}
