/** `score` and `report --format json` of four files of real responses, as the command line runs them, with one thread and with all. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
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
  const cores = availableParallelism();
  const contenders = [
    { name: 'report, 1 thread', words: ['--jobs', '1'] },
    { name: `report, ${cores} threads`, words: [] },
    { name: 'report --lcb, 1 thread', words: ['--lcb', '--jobs', '1'] },
    { name: `report --lcb, ${cores} threads`, words: ['--lcb'] },
  ].map(({ name, words }) => ({
    name,
    pass: () => offscript('report', run, '--format', 'json', ...words),
  }));
  const [reference = 0, score = 0, ...reports] = measure(
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
      ...contenders,
    ],
    3,
  );
  rmSync(folder, { recursive: true });
  const rate = (taken: number): number => (megabytes / taken) * 1000;
  row('csv-parse, in memory (reference)', rate(reference), 'MB/s', rate(reference));
  row(`score (${(score / 1000).toFixed(1)} s)`, rate(score), 'MB/s', rate(reference));
  for (const [i, { name }] of contenders.entries()) {
    const taken = reports[i] ?? Number.NaN;
    row(`${name} (${(taken / 1000).toFixed(1)} s)`, rate(taken), 'MB/s', rate(reference));
    row(
      `  with score (${((score + taken) / 1000).toFixed(1)} s)`,
      rate(score + taken),
      'MB/s',
      rate(reference),
    );
  }
}
