/** `score` and `report --format json` of four files of real responses, as the command line runs them. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { measure, row } from './measure.js';
import { responseFiles } from './text.js';

const main = fileURLToPath(new URL('../harness/cli/main.js', import.meta.url));

export function benchReport(): void {
  process.stdout.write('\nscore + report --format json, whole processes\n');
  if (responseFiles.length === 0) {
    process.stdout.write('  SKIPPED: no files of responses (set OFFSCRIPT_DATA)\n');
    return;
  }
  const megabytes = responseFiles.reduce((sum, path) => sum + statSync(path).size, 0) / 1e6;
  const folder = mkdtempSync(join(tmpdir(), 'offscript-bench-'));
  const run = join(folder, 'run');
  const offscript = (...words: string[]): number =>
    execFileSync(process.execPath, [main, ...words], {
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 28,
    }).length;
  const [reference = 0, score = 0, report = 0] = measure(
    [
      {
        name: 'csv-parse',
        pass: () =>
          responseFiles.reduce((rows, path) => rows + parse(readFileSync(path), { columns: true }).length, 0),
      },
      {
        name: 'score',
        pass: () => {
          rmSync(run, { recursive: true, force: true });
          return offscript('score', ...responseFiles, '-o', run);
        },
      },
      { name: 'report', pass: () => offscript('report', run, '--format', 'json') },
    ],
    3,
  );
  rmSync(folder, { recursive: true });
  const rate = (taken: number): number => (megabytes / taken) * 1000;
  row('csv-parse, in memory (reference)', rate(reference), 'MB/s', rate(reference));
  row(`score (${(score / 1000).toFixed(1)} s)`, rate(score), 'MB/s', rate(reference));
  row(`report (${(report / 1000).toFixed(1)} s)`, rate(report), 'MB/s', rate(reference));
  row(
    `score + report (${((score + report) / 1000).toFixed(1)} s)`,
    rate(score + report),
    'MB/s',
    rate(reference),
  );
}
