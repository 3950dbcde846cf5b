/** What a command that asks ends with: the report of its run, as a page and on the terminal. */

import { resolve } from 'node:path';
import { type Report, renderTerminal, type TalliedRun } from '../../../reports/index.js';
import { absolutePlace } from '../../../store/index.js';
import { reportOnStored, writeReport } from '../judging/index.js';
import { pagePlace, withStore } from '../stores/index.js';
import { print, printData, wantsColor } from '../terminal/index.js';

/** The report of a run, and where its page is. */
export interface Shown {
  readonly report: Report;
  readonly page: string;
  readonly tallied: TalliedRun | undefined;
}

/**
 * Builds the report of a run and writes its page, to `report.html` in the folder of the run where it has one. This thread judges alone: after hours of asking, a run
 * is not to end with more memory than it took all the time.
 */
export async function writePage(folder: string): Promise<Shown> {
  const built = await withStore(folder, (store) => reportOnStored([store], { jobs: 1 }));
  const page = pagePlace(folder);
  writeReport(built, 'html', page, 'check space and permissions');
  return { report: built.report, page, tallied: built.tallied[0] };
}

/** Prints the table of a run, and says where it and its page are. */
export function showRun(folder: string, { report, page }: Pick<Shown, 'report' | 'page'>): void {
  const width = process.stdout.columns ?? 100;
  print(`\n${renderTerminal(report, { color: wantsColor(), width })}\n`);
  printData(`Run     ${absolutePlace(folder)}\nReport  ${resolve(page)}\n`);
}
