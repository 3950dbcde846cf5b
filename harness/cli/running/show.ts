/** What a command that asks ends with: the report of its run, as a page and on the terminal. */

import { join, resolve } from 'node:path';
import { openRun, type Report, renderTerminal } from '../../../reports/index.js';
import { reportOnRuns, writeReport } from '../judging/index.js';
import { withStore } from '../stores/index.js';
import { wantsColor } from '../terminal/index.js';

/**
 * Builds the report of a run and writes its page to `report.html` in the folder. Returns both. This thread judges alone: after hours of
 * asking, a run is not to end with more memory than it took all the time.
 */
async function buildPage(folder: string): Promise<{ readonly report: Report; readonly page: string }> {
  const built = await withStore(folder, async (store) => reportOnRuns([await openRun(store)], { jobs: 1 }));
  const page = join(folder, 'report.html');
  writeReport(built, 'html', page, 'check space and permissions');
  return { report: built.report, page };
}

/** Writes the page of a run to `report.html` in the folder, and returns its path. */
export async function writePage(folder: string): Promise<string> {
  return (await buildPage(folder)).page;
}

/** Prints the table of a run, writes its page, says where both are, and returns the path of the page. */
export async function showRun(folder: string): Promise<string> {
  const { report, page } = await buildPage(folder);
  const width = process.stdout.columns ?? 100;
  process.stdout.write(`\n${renderTerminal(report, { color: wantsColor(), width })}\n`);
  process.stdout.write(`Run     ${resolve(folder)}\nReport  ${resolve(page)}\n`);
  return page;
}
