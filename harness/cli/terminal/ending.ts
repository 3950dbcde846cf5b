/** How commands are stopped: by signals such as Ctrl-C, of which the first stops what goes on in order, a second one at once. */

import { closeSync, fstatSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';
import { exitCodes } from './exit-codes.js';
import { tell } from './write.js';

/** Seconds in which requests that are in flight may end: where nobody says, and at the most. */
export const GRACE = 30;
export const LONGEST_GRACE = 86_400;

export interface Interrupt {
  /** Aborts at the first signal: nothing more is asked. */
  readonly stop: AbortSignal;
  /** Aborts at the second signal, or when the grace is over: nothing is waited for. */
  readonly abort: AbortSignal;
  /** Gives the signals back to the system. */
  release(): void;
}

/** SIGHUP comes when the terminal is closed: once from the system, and again from a shell, so that one more says nothing more. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Node restores the terminal when it ends, and aborts where that is gone by then: what led to it leads nowhere instead. */
function letGoOfTerminal(): void {
  if (process.platform === 'win32') return;
  for (const descriptor of [0, 1, 2]) {
    try {
      if (!fstatSync(descriptor).isCharacterDevice() || isatty(descriptor)) continue;
      closeSync(descriptor);
      // The system gives out the lowest number that is free: this one.
      openSync('/dev/null', 'r+');
    } catch {}
  }
}

/** Listens for SIGINT, SIGTERM and SIGHUP. `say` is told what is going on, in a line. */
export function onInterrupt(grace: number, say: (line: string) => void): Interrupt {
  const stop = new AbortController();
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  function interrupt(signal: NodeJS.Signals): void {
    if (signal === 'SIGHUP') process.once('exit', letGoOfTerminal);
    if (stop.signal.aborted) {
      if (signal !== 'SIGHUP') abort.abort();
      return;
    }
    say(`Stopping: waiting up to ${grace} s for what is in flight. Once more stops at once.`);
    stop.abort();
    timer = setTimeout(() => abort.abort(), grace * 1000);
  }
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

/** Why work ends that no signal lets end otherwise. */
class Stopped extends Error {}

/**
 * Does `work`, whose `stop` is aborted at the first signal; where the work ends of that, says so, and what is `left`, and sets the exit code. It listens
 * before the work begins and until it has ended, so that at no moment a signal leaves something half made; a second signal ends the
 * process as the system does.
 */
export async function untilSignal(
  work: (stop: AbortSignal) => Promise<void>,
  left: () => string = () => 'no run was written',
): Promise<void> {
  const stop = new AbortController();
  const interrupt = (signal: NodeJS.Signals): void => {
    if (signal === 'SIGHUP') process.once('exit', letGoOfTerminal);
    stop.abort(new Stopped());
  };
  for (const signal of signals) process[signal === 'SIGHUP' ? 'on' : 'once'](signal, interrupt);
  try {
    await work(stop.signal);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    tell(`Stopped; ${left()}.\n`);
    process.exitCode = exitCodes.incomplete;
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}
