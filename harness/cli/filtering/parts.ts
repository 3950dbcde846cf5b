/** Parts that were written elsewhere, added up. */

import { readJsonLines, type Source, standardInput, UserError } from '../../../files/index.js';
import { Part } from '../../../reports/index.js';

const TODO = 'name files that offscript judge --tally wrote';

function partIn(value: unknown, where: string): Part {
  try {
    return Part.fromJSON(value);
  } catch (error) {
    const what = error instanceof UserError ? error.problem.what : 'its counts do not fit each other';
    throw new UserError(`no tally: ${what}`, where, TODO);
  }
}

/** The sum of all parts in these files, a line each; `-` is standard input. Throws UserError: a line that is none, parts of different keys, no part at all. */
export async function readParts(files: readonly string[]): Promise<Part> {
  let all: Part | undefined;
  for (const file of files) {
    const source: Source = file === '-' ? standardInput() : file;
    for await (const line of readJsonLines(source)) {
      if (line.kind === 'unread') throw new UserError(line.reason, line.where, TODO);
      const part = partIn(line.value, line.where);
      if (all === undefined) all = part;
      else mergeInto(all, part, line.where);
    }
  }
  if (all === undefined) throw new UserError('there is no tally', files.join(', '), TODO);
  return all;
}

function mergeInto(all: Part, part: Part, where: string): void {
  try {
    all.merge(part);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { what, todo } = error.problem;
    throw new UserError(what, where, todo);
  }
}
