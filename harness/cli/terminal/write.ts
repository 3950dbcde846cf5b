/** Where all that commands say is written: a terminal shows what it would otherwise obey, a pipe or a file gets the bytes as they are. */

import { once } from 'node:events';
import { fstatSync, writeSync } from 'node:fs';
import { showObeyed } from '../../../reports/display/index.js';
import { exitCodes } from './exit-codes.js';

const shownIf = (shows: boolean, text: string, keep?: 'colours'): string =>
  shows ? showObeyed(text, keep) : text;

const STDOUT = 1;

/** UTF-16 code units that are written together. */
const BATCH = 1 << 16;

let file: boolean | undefined;

/** Whether standard output is a file; a closed one is none. */
function isFile(): boolean {
  try {
    return fstatSync(STDOUT).isFile();
  } catch {
    return false;
  }
}

/** Writes all of a text: Node's own stream takes what a nearly full disk left out for written. */
function writeOut(text: string): void {
  file ??= isFile();
  if (!file) {
    process.stdout.write(text);
    return;
  }
  const bytes = Buffer.from(text);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(STDOUT, bytes, at);
  } catch (error) {
    process.stdout.emit('error', error);
  }
}

/** Writes to standard output what was made for people: its colours stay. */
export function print(text: string): void {
  writeOut(shownIf(process.stdout.isTTY === true, text, 'colours'));
}

/** Writes data to standard output: JSON, CSV, Markdown, paths, whatever they hold. */
export function printData(text: string): void {
  writeOut(shownIf(process.stdout.isTTY === true, text));
}

/** Writes pieces of data to standard output as they come, no faster than it takes them. */
export async function printAll(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let waiting = '';
  for await (const piece of pieces) {
    waiting += piece;
    if (waiting.length < BATCH) continue;
    printData(waiting);
    waiting = '';
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  }
  printData(waiting);
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
