/** Judging, opening and reporting on runs with the harness's identifiers. */

import { UserError, writeOutput } from '../../../files/index.js';
import {
  type Built,
  type Extent,
  type Format,
  type FormatName,
  formats,
  openRun,
  type ResponseRow,
  type RowOptions,
  type RunInput,
  report,
} from '../../../reports/index.js';
import type { RunStore } from '../../../store/index.js';
import { loadIdentifier } from '../../identifier/index.js';

export { type Counting, countRun, reportOnStored } from './counting.js';
export { openFullJudge } from './judge.js';
export { underPolicy } from './policy.js';
export { lastJudgement, remember } from './remember.js';
export { codeName } from './shelf.js';

/** A run, whose report knows fastText also where it is given no judge. */
export async function openFullRun(store: RunStore): Promise<RunInput> {
  return { ...(await openRun(store)), identifierOf: (name) => loadIdentifier(name) };
}

/** The report on responses in memory, by fastText. */
export function reportFully(rows: Iterable<ResponseRow>, options: RowOptions = {}): Promise<Built> {
  return report(rows, { identifierOf: (name) => loadIdentifier(name), ...options });
}

/** A report as a command writes it; the page says when that was. */
export function writtenReport(
  { report: built, examples }: Built,
  format: FormatName,
  extent: Extent = {},
): string {
  const { render }: Format = formats[format];
  return render(built, examples, { ...extent, generatedAt: new Date().toISOString() });
}

/** Writes a report to a file, whole or not at all. Throws UserError where the system refuses; `todo` is what the user may do then. */
export function writeReport(
  built: Built,
  format: FormatName,
  path: string,
  todo: string,
  extent?: Extent,
): void {
  try {
    writeOutput(path, writtenReport(built, format, extent));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(`cannot write the report (${code})`, path, todo);
  }
}
