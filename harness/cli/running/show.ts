/** What every command that ends with a report does: build it, write the page, print the table. */

import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildReport, openRun, type Report, renderHtml, renderTerminal } from '../../../reports/index.js';
import { folderStore } from '../../../store/index.js';
import { openFullJudge } from '../judging/index.js';
import { wantsColor } from '../terminal/index.js';

/**
 * Builds the report of a run and writes its page to `report.html` in the folder. Returns both. This thread judges alone: after hours of
 * asking, a run is not to end with more memory than it took all the time.
 */
async function buildPage(folder: string): Promise<{ readonly report: Report; readonly page: string }> {
  const judge = openFullJudge({ jobs: 1 });
  const { report, examples } = await buildReport([await openRun(folderStore(folder))], { judge }).finally(
    () => judge.close(),
  );
  const page = join(folder, 'report.html');
  writeFileSync(page, renderHtml(report, examples, { generatedAt: new Date().toISOString() }));
  return { report, page };
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
