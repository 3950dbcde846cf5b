/** Writes what a command found of a vocabulary: to standard output, or to a file as a whole. */

import { UserError, writeOutput } from '../../../files/index.js';
import type { Paint } from '../../../reports/display/index.js';
import { painter, print, printData } from '../terminal/index.js';

/** Colours for what goes to `output`: none for a file. */
export const painterFor = (output: string): Paint => (output === '-' ? painter() : (_, text) => text);

/** Writes a file, whole or not at all. Throws UserError where the system refuses: `what` it is, and the option that names it. */
export function writeWhole(
  path: string,
  text: Parameters<typeof writeOutput>[1],
  what: string,
  option: string,
): void {
  try {
    writeOutput(path, text);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new UserError(`cannot write ${what} (${code})`, path, `name another file with ${option}`);
  }
}

/** Does what writes a file. Rejects with UserError where the system refuses: `what` it is, and the option that names it. */
export async function refusedAs<T>(
  what: string,
  path: string,
  option: string,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined || code === undefined) throw error;
    throw new UserError(`cannot write ${what} (${code})`, path, `name another file with ${option}`);
  }
}

/** Writes the pieces that `render` gives to `output`, `-` for standard output. Throws UserError where the system refuses. */
export function writeResult(render: () => Iterable<string>, output: string, format: string): void {
  if (output === '-') {
    for (const piece of render()) (format === 'table' ? print : printData)(piece);
    return;
  }
  writeWhole(output, render, 'the file', '-o');
  printData(`${output}\n`);
}
