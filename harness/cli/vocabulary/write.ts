/** Writes what a command found of a vocabulary: to standard output, or to a file as a whole. */

import { UserError, writeOutput } from '../../../files/index.js';
import { print, printData } from '../terminal/index.js';

/** Writes the pieces that `render` gives to `output`, `-` for standard output. Throws UserError where the system refuses. */
export function writeResult(render: () => Iterable<string>, output: string, format: string): void {
  if (output === '-') {
    for (const piece of render()) (format === 'table' ? print : printData)(piece);
    return;
  }
  try {
    writeOutput(output, render);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new UserError(`cannot write the file (${code})`, output, 'name another file with -o');
  }
  printData(`${output}\n`);
}
