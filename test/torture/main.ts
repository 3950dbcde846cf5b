/**
 * The torture: `npm run torture` breaks runs, files, servers and disks in every way that is known here, at random but seeded, and
 * ends with a table of what came of it. Exits with 1 where anything did.
 *
 *     npm run torture -- [--seconds N] [--seed TEXT] [--only NAME]... [--trial N]
 *
 * Without `--seconds` each torment is tried as often as it says; `--seed S --only NAME --trial N` is one trial once more.
 */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { Command, InvalidArgumentError } from 'commander';
import { disks } from './disks.js';
import { endpoints } from './endpoints.js';
import { hostile } from './hostile.js';
import { killedMerges, killedReports, killedScores } from './kills/commands.js';
import { killedRuns } from './kills/run.js';
import { mutations } from './mutations/index.js';
import { seeded } from './random.js';
import { together } from './together.js';
import { FAULTS, type Fault, type Torment } from './torment.js';

const TORMENTS: readonly Torment[] = [
  killedRuns,
  killedScores,
  killedMerges,
  killedReports,
  together,
  endpoints,
  mutations,
  hostile,
  disks,
];

function natural(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number');
  return Number(text);
}

interface Options {
  readonly seconds?: number;
  readonly seed: string;
  readonly only?: readonly string[];
  readonly trial?: number;
}

const options = new Command('torture')
  .option('--seconds <n>', 'divide so much time among the torments', natural)
  .option('--seed <text>', 'make the same choices again', randomBytes(4).toString('hex'))
  .option('--only <names...>', 'these torments alone')
  .option('--trial <n>', 'this trial alone', natural)
  .parse()
  .opts<Options>();

/** A torment's row. */
interface Row {
  readonly name: string;
  readonly unit: string;
  tried: number;
  readonly faults: Record<Fault, number>;
  readonly skipped?: string;
}

const untried = ({ name, unit }: Torment): Row => ({
  name,
  unit,
  tried: 0,
  faults: Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>,
});

async function tortured(torment: Torment, milliseconds: number | undefined): Promise<Row> {
  const row = untried(torment);
  const missing = torment.missing?.();
  if (missing !== undefined) return { ...row, skipped: missing };
  const start = performance.now();
  const isOver = (): boolean =>
    milliseconds === undefined ? row.tried >= torment.count : performance.now() - start >= milliseconds;
  for (let trial = options.trial ?? 0; !isOver() && (options.trial ?? trial) === trial; trial++) {
    const folder = mkdtempSync(join(tmpdir(), 'offscript-torture-'));
    try {
      const { tried, seen } = await torment.trial({
        random: seeded(`${options.seed} ${torment.name} ${trial}`),
        folder,
      });
      row.tried += tried;
      for (const { fault, what } of seen) {
        row.faults[fault]++;
        console.log(`  ${torment.name}, trial ${trial}: ${fault}: ${what}`);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  await torment.close?.();
  return row;
}

const chosen = TORMENTS.filter(({ name }) => options.only === undefined || options.only.includes(name));
if (chosen.length === 0) {
  console.error(`no such torment; there are: ${TORMENTS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
console.log(`seed ${options.seed}`);
const each = options.seconds === undefined ? undefined : (options.seconds * 1000) / chosen.length;
const rows: Row[] = [];
for (const torment of chosen) {
  console.log(`${torment.name} ...`);
  rows.push(await tortured(torment, each));
}

const table = new Table({ head: ['', 'tried', ...FAULTS], style: { head: [], border: [] } });
for (const { name, tried, unit, faults, skipped } of rows)
  table.push(
    skipped === undefined
      ? [name, `${tried} ${unit}`, ...FAULTS.map((fault) => faults[fault])]
      : [name, { colSpan: FAULTS.length + 1, content: `SKIPPED: needs ${skipped}` }],
  );
console.log(table.toString());
const all = rows.reduce(
  (sum, { faults }) => sum + FAULTS.reduce((some, fault) => some + faults[fault], 0),
  0,
);
console.log(all === 0 ? 'no fault' : `${all} faults; --seed ${options.seed} makes the same choices`);
process.exit(all === 0 ? 0 : 1);
