/** Where all that commands say is written: a terminal shows what it would otherwise obey, a pipe or a file gets the bytes as they are. */

import { showObeyed } from '../../../reports/display/index.js';
import { exitCodes } from './exit-codes.js';

const shownIf = (shows: boolean, text: string, keep?: 'colours'): string =>
  shows ? showObeyed(text, keep) : text;

/** Writes to standard output what was made for people: its colours stay. */
export function print(text: string): void {
  process.stdout.write(shownIf(process.stdout.isTTY === true, text, 'colours'));
}

/** Writes data to standard output: JSON, CSV, Markdown, paths, whatever they hold. */
export function printData(text: string): void {
  process.stdout.write(shownIf(process.stdout.isTTY === true, text));
}

/** Writes to standard error, which is for people wherever it goes. */
export function tell(text: string): void {
  process.stderr.write(showObeyed(text));
}

/**
 * What becomes of a command whose standard output is lost. A reader that closed the pipe (`| head`) is no error, nor is
 * a terminal that was closed; what else the system
 * refuses is said once, and the command ends. One that `goesOn` ends by itself: what it asks for costs money, and is stored.
 */
export function watchOutput(goesOn: boolean): void {
  let lost = false;
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (lost) return;
    lost = true;
    const isReader = code === 'EPIPE' || code === 'EIO';
    if (!isReader) {
      tell(`offscript: standard output: cannot write (${code}); check space and permissions\n`);
      process.exitCode = goesOn ? exitCodes.incomplete : exitCodes.usage;
    }
    if (!goesOn) process.exit(process.exitCode ?? 0);
  });
  process.stderr.on('error', () => {});
}
