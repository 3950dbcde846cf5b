/**
 * `npm run bench:lcb`: the pass rates of the Language Confusion Benchmark on the responses of four models, beside those of an
 * independent implementation. `--all` lists every cell.
 */

import { existsSync } from 'node:fs';
import { loadFastText } from '../harness/identifier/index.js';
import { type Compared, compareCells, RATES } from './lcb-cells.js';
import { data, responseFiles } from './text.js';

/** Fewer responses in a cell are too few for a rate in tenths of a point. */
const LEAST_RESPONSES = 50;

/** Percentage points. */
const TOLERANCE = 0.2;

const NAMES = { lpr: 'LPR', wpr: 'WPR', lcpr: 'LCPR', lineAccuracy: 'line accuracy' } as const;

const distance = ({ ours, theirs }: Compared): number => Math.abs(ours - theirs);

/** False for a rate that only one side has. */
const agrees = (compared: Compared): boolean => distance(compared) <= TOLERANCE;

const percent = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(2)).padStart(6);

function largest(compared: readonly Compared[]): string {
  return compared.length === 0 ? '–' : Math.max(...compared.map(distance)).toFixed(4);
}

function list(title: string, compared: readonly Compared[]): void {
  process.stdout.write(`\n${title.padEnd(66)}   n    ours  reference\n`);
  for (const { model, task, cell, rate, responses, ours, theirs } of compared) {
    const name = `${model} ${task} ${cell} ${NAMES[rate]}`;
    process.stdout.write(
      `  ${name.padEnd(64)} ${String(responses ?? '').padStart(3)}  ${percent(ours)}     ${percent(theirs)}\n`,
    );
  }
}

if (responseFiles.length === 0 || !existsSync(`${data}/lcb/reference.json`)) {
  process.stdout.write('SKIPPED: no responses with reference rates (set OFFSCRIPT_DATA)\n');
} else {
  const all = compareCells(responseFiles, `${data}/lcb`, await loadFastText());
  const cells = all.filter(({ responses }) => responses !== null && responses >= LEAST_RESPONSES);
  const averages = all.filter(({ responses }) => responses === null);
  process.stdout.write(
    `Language Confusion Benchmark, ${responseFiles.length} models, lid.176.ftz, against an independent implementation\n` +
      `\nrates of cells (model, task, source, language) of ${LEAST_RESPONSES} and more responses, and of averages\n` +
      `                  within ${TOLERANCE} points   largest difference   averages within   largest difference\n`,
  );
  for (const rate of RATES) {
    const [single, average] = [cells, averages].map((group) => group.filter((each) => each.rate === rate));
    if (single === undefined || average === undefined) continue;
    const count = (of: readonly Compared[]): string => `${of.filter(agrees).length} of ${of.length}`;
    process.stdout.write(
      `  ${NAMES[rate].padEnd(14)}  ${count(single).padStart(17)}   ${largest(single).padStart(18)}   ${count(average).padStart(15)}   ${largest(average).padStart(18)}\n`,
    );
  }
  list(
    'averages over languages and sources, in percent',
    averages.filter(({ cell }) => cell === 'all/all'),
  );
  const differing = all.filter((compared) => !agrees(compared));
  if (differing.length === 0) process.stdout.write('\nnone differs by more\n');
  else list('these differ by more', differing);
  if (process.argv.includes('--all')) list('all cells', cells);
}
