/** What it costs to lint one line: the CPU of a whole process, of all its threads, against that of Node alone. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../harness/cli/main.js', import.meta.url));

/** Has a process say on its way out how many microseconds it took. */
const SAYING = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('\\n' + (user + system)); });",
)}`;

const ROUNDS = 21;

const LINES = [
  ['ja', 'a line that scripts tell', '値段を посмотреть しましょう。'],
  [
    'de',
    'a line that fastText is asked about',
    'El tiempo en la ciudad es muy bueno hoy, y mañana va a llover.',
  ],
] as const;

/** Milliseconds of CPU. */
function cpuOf(words: readonly string[], input: string): number {
  const { stderr } = spawnSync(process.execPath, ['--import', SAYING, ...words], { input, encoding: 'utf8' });
  return Number(stderr.slice(stderr.lastIndexOf('\n') + 1)) / 1000;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

export function benchStart(): void {
  const contenders = [
    ['node -e 0 (reference)', ['-e', '0'], ''],
    ...LINES.map(([language, what, text]) => [
      `${language}: detect, ${what}`,
      [MAIN, 'detect', '--language', language],
      text,
    ]),
  ] as const;
  const taken: number[][] = contenders.map(() => []);
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, [, words, text]] of contenders.entries())
      taken[i]?.push(cpuOf(words as string[], text as string));
  const medians = taken.map(median);
  process.stdout.write('\none line, a whole process, CPU\n');
  for (const [i, [name]] of contenders.entries()) {
    const value = medians[i] ?? 0;
    process.stdout.write(
      `  ${(name as string).padEnd(44)} ${value.toFixed(0).padStart(6)} ms     ${(value / (medians[0] ?? 1)).toFixed(2)}x\n`,
    );
  }
}
