/**
 * `npm run bench:million`: reports on a million stored answers of 400 bytes on average, and on a tenth of them: seconds of the clock and of the
 * processor, memory at the most, size; the second report from the tally; and one on as many prompts as there are answers of a target. `--quick`
 * takes a tenth of everything. The reference is a process that reads and parses the same lines, and does nothing with them.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answersOf, LANGUAGES, type Size, TARGETS, writeRun } from './simulated/run.js';

const main = fileURLToPath(new URL('../harness/cli/main.js', import.meta.url));

/** What a process took. Seconds, MiB. */
interface Taken {
  readonly clock: number;
  readonly cpu: number;
  readonly peak: number;
}

/** Stands between this process and the measured one: Linux counts what a process had as what its child has. */
const BETWEEN = `const { spawnSync } = require('node:child_process');
const { status } = spawnSync(process.execPath, process.argv.slice(1), { stdio: 'inherit' });
process.exitCode = status ?? -1;`;

const SAYS = `--import=data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs';
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeSync(2, '\\ntaken ' + JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024]) + '\\n');
  });`,
)}`;

/** Runs Node with these words. Throws where it fails. */
function taken(...words: readonly string[]): Taken {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['-e', BETWEEN, '--', SAYS, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const clock = (performance.now() - start) / 1000;
  const [, figures] = /\ntaken (.*)\n$/.exec(stderr) ?? [];
  if (status !== 0 || figures === undefined) throw new Error(`${words.join(' ')}: ${stderr}`);
  const [cpu, peak] = JSON.parse(figures) as [number, number];
  return { clock, cpu, peak };
}

const READS = `const { createInterface } = require('node:readline');
createInterface({ input: require('node:fs').createReadStream(process.argv[1]) }).on('line', (line) => JSON.parse(line));`;

const megabytes = (path: string): string => `${(statSync(path).size / 1e6).toFixed(1)} MB`;

function row(name: string, { clock, cpu, peak }: Taken, reference: Taken, more = ''): void {
  const figures = [
    `${clock.toFixed(1).padStart(6)} s`,
    `${cpu.toFixed(1).padStart(6)} s CPU`,
    `${(cpu / reference.cpu).toFixed(1).padStart(5)}x`,
    `${peak.toFixed(0).padStart(5)} MiB`,
  ];
  process.stdout.write(`  ${name.padEnd(40)} ${figures.join('  ')}  ${more}\n`);
}

async function measured(folder: string, name: string, size: Size): Promise<void> {
  const run = join(folder, 'run');
  await writeRun(run, size);
  const samples = join(run, 'samples.jsonl');
  const count = answersOf(size);
  process.stdout.write(
    `\n${name}: ${count.toLocaleString('en')} answers (${megabytes(samples)}) of ${TARGETS.length} targets to ${(LANGUAGES.length * size.prompts).toLocaleString('en')} prompts in ${LANGUAGES.length} languages\n`,
  );
  const reference = taken('-e', READS, samples);
  row('read and parsed (reference)', reference, reference);
  for (const format of ['json', 'html'])
    for (const [which, ...options] of [
      ['judged', '--no-cache'],
      ['judged, tally kept'],
      ['from the tally'],
    ] as const) {
      const page = join(folder, `page.${format}`);
      // The tally is there from the first format on.
      if (which === 'judged, tally kept' && format === 'html') continue;
      const figures = taken(main, 'report', run, '--format', format, '-o', page, ...options);
      row(`report --format ${format}, ${which}`, figures, reference, megabytes(page));
    }
  rmSync(run, { recursive: true });
}

const divisor = process.argv.includes('--quick') ? 10 : 1;
process.stdout.write(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}\n`);
const folder = mkdtempSync(join(tmpdir(), 'offscript-bench-'));
try {
  await measured(folder, 'A tenth', { prompts: 500 / divisor, repeats: 10 });
  await measured(folder, 'All', { prompts: 5000 / divisor, repeats: 10 });
  await measured(folder, 'Each prompt once', { prompts: 50_000 / divisor, repeats: 1 });
} finally {
  rmSync(folder, { recursive: true });
}
