/**
 * `npm run bench:spark`: a hundred thousand simulated answers (`--million` for ten times as many too) judged on Spark `local[2]` by examples/spark, and by
 * `report` on the same two processors, in one run: seconds, memory of a filter process at the most, and whether both come to the same. The reference is `report`.
 * Takes OFFSCRIPT_PYSPARK, a Python with PySpark.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderStore } from '../store/index.js';
import { answersOf, LANGUAGES, type Size, TARGETS, writeRun } from './simulated/run.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const main = join(root, 'dist/harness/cli/main.js');
const script = join(root, 'examples/spark/spark_judge.py');
const python = process.env.OFFSCRIPT_PYSPARK ?? 'python3';

/** Appends what a process took when it ends: its command, seconds of the processor, MiB. */
const saysIn = (file: string): string =>
  `--import=data:text/javascript,${encodeURIComponent(
    `import{appendFileSync}from'node:fs';const from=Date.now();process.on('exit',()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS:m}=process.resourceUsage();appendFileSync(${JSON.stringify(file)},JSON.stringify([process.argv[2],(u+s)/1e6,m/1024,Date.now()-from])+'\\n')})`,
  ).replaceAll("'", '%27')}`;

interface Took {
  readonly what: string;
  readonly cpu: number;
  readonly peak: number;
}

function tookIn(file: string): Took[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [what, cpu, peak] = JSON.parse(line) as [string, number, number];
      return { what, cpu, peak };
    });
}

/** Where Linux adds up what a process and all that it starts take, of which a JVM is not waited for; for this user to write, as root. */
const GROUPS = ['/sys/fs/cgroup/cpuacct', '/sys/fs/cgroup'];

/** Seconds of the processor that a group has taken; undefined where nobody counts. */
function cpuIn(group: string): number | undefined {
  const [usage, stat] = [join(group, 'cpuacct.usage'), join(group, 'cpu.stat')];
  if (existsSync(usage)) return Number(readFileSync(usage, 'utf8')) / 1e9;
  const [, micro] = existsSync(stat) ? (/usage_usec (\d+)/.exec(readFileSync(stat, 'utf8')) ?? []) : [];
  return micro === undefined ? undefined : Number(micro) / 1e6;
}

interface Time {
  readonly clock: number;
  readonly cpu: number | undefined;
}

/** What a process and all that it starts took. Throws where it fails. */
function timed(command: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): Time {
  const parent = GROUPS.find((one) => existsSync(join(one, 'cgroup.procs')));
  const group =
    parent === undefined ? undefined : join(parent, `offscript-bench-${process.pid}-${performance.now()}`);
  try {
    if (group !== undefined) mkdirSync(group);
  } catch {
    // Not root: then nobody counts.
  }
  const joining = group === undefined ? '' : `echo $$ > '${group}/cgroup.procs' 2>/dev/null;`;
  const start = performance.now();
  const { status, stderr } = spawnSync('sh', ['-c', `${joining} exec "$@"`, 'sh', command, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, ...env },
  });
  const clock = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${stderr.slice(-3000)}`);
  const cpu = group === undefined ? undefined : cpuIn(group);
  try {
    if (group !== undefined) rmdirSync(group);
  } catch {
    // Something of it still ends.
  }
  return { clock, cpu };
}

/** Writes the answers of a run as rows, in the order in which they lie. */
async function writeRows(run: string, path: string): Promise<void> {
  const store = folderStore(run);
  const prompts = await store.prompts();
  const out = createWriteStream(path);
  for await (const { prompt, answer, key: _, language, ...sample } of store.samples()) {
    const asked = prompts.get(prompt)?.messages.at(-1)?.content;
    const row = { prompt_id: prompt, language, prompt: asked, text: answer, ...sample };
    if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  await store.close();
}

/** What a report says, but for what a tally without names does not know, and where it came from. */
function comparable(path: string): string {
  const report = JSON.parse(readFileSync(path, 'utf8'), (name, value) => {
    if (['runs', 'flips', 'repeats', 'unanswered'].includes(name)) return undefined;
    return Array.isArray(value) ? value.filter((one) => one?.measure !== 'repeats') : value;
  });
  return JSON.stringify(report);
}

const ratio = (one: number | undefined, other: number | undefined): string =>
  one === undefined || other === undefined ? '' : `${(one / other).toFixed(2)}x`;

function line(name: string, took: Time, reference: Time, more: string): void {
  const [clock, cpu] = [took.clock.toFixed(1), took.cpu?.toFixed(1) ?? '?'];
  process.stdout.write(
    `  ${name.padEnd(32)} ${clock.padStart(7)} s ${ratio(took.clock, reference.clock).padStart(6)}  ${cpu.padStart(7)} s CPU ${ratio(took.cpu, reference.cpu).padStart(6)}  ${more}\n`,
  );
}

async function measured(folder: string, size: Size): Promise<void> {
  const path = (name: string): string => join(folder, name);
  await writeRun(path('run'), size);
  await writeRows(path('run'), path('rows.jsonl'));
  const megabytes = (statSync(path('rows.jsonl')).size / 1e6).toFixed(0);
  process.stdout.write(
    `\n${answersOf(size).toLocaleString('en')} answers (${megabytes} MB) of ${TARGETS.length} targets to ${(LANGUAGES.length * size.prompts).toLocaleString('en')} prompts\n`,
  );
  const asked = ['--baseline', 'before', '--format', 'json', '-o'];
  const reference = timed(process.execPath, [
    main,
    'report',
    path('run'),
    '--no-cache',
    '--jobs',
    '2',
    ...asked,
    path('report.json'),
  ]);
  line('report, 2 threads (reference)', reference, reference, '');
  const says = saysIn(path('took'));
  const partitions = Math.max(4, Math.round(answersOf(size) / 60_000));
  const spark = timed(
    python,
    [
      script,
      path('rows.jsonl'),
      ...asked,
      path('spark.json'),
      '--tally',
      path('spark.tally'),
      '--partitions',
      String(partitions),
      '--offscript',
      `${process.execPath} ${says} ${main}`,
    ],
    {
      PYSPARK_SUBMIT_ARGS: `--master local[2] --driver-memory 1g --conf spark.ui.enabled=false --conf spark.local.dir=${path('spark')} pyspark-shell`,
      SPARK_LOCAL_IP: '127.0.0.1',
    },
  );
  const took = tookIn(path('took'));
  const judging = took.filter(({ what }) => what === 'judge');
  const peak = Math.max(...judging.map((one) => one.peak));
  const cpu = judging.reduce((sum, one) => sum + one.cpu, 0);
  line(
    'Spark local[2], report and all',
    spark,
    reference,
    `${partitions} partitions, filters ${cpu.toFixed(0)} s CPU, ${peak.toFixed(0)} MiB at the most`,
  );
  execFileSync('sort', ['-S', '100M', '-T', folder, '-o', path('grouped.jsonl'), path('rows.jsonl')], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  rmSync(path('took'));
  const filter = timed('sh', [
    '-c',
    `"${process.execPath}" "${says}" "${main}" judge --grouped "${path('grouped.jsonl')}" > "${path('one.tally')}"`,
  ]);
  const [one] = tookIn(path('took'));
  line(
    'judge --grouped, one process',
    filter,
    reference,
    `${one?.cpu.toFixed(0)} s CPU, ${one?.peak.toFixed(0)} MiB`,
  );
  const [ours, theirs] = [path('one.tally'), path('spark.tally')].map((file) => readFileSync(file, 'utf8'));
  process.stdout.write(
    `  tally ${((theirs ?? '').length / 1e6).toFixed(2)} MB; Spark and one process: ${ours === theirs ? 'the same bytes' : 'DIFFERENT'}; report from tally and from answers: ${comparable(path('spark.json')) === comparable(path('report.json')) ? 'the same' : 'DIFFERENT'}\n`,
  );
  if (process.argv.includes('--keep')) return;
  for (const name of ['run', 'rows.jsonl', 'grouped.jsonl', 'spark', 'took'])
    rmSync(path(name), { recursive: true, force: true });
}

const folder = mkdtempSync(join(tmpdir(), 'offscript-bench-'));
try {
  const isQuick = process.argv.includes('--quick');
  await measured(folder, { prompts: isQuick ? 50 : 500, repeats: 10 });
  if (process.argv.includes('--million')) await measured(folder, { prompts: 5000, repeats: 10 });
} finally {
  if (!process.argv.includes('--keep')) rmSync(folder, { recursive: true });
  else process.stdout.write(`${folder}\n`);
}
