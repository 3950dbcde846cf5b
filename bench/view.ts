/**
 * `npm run bench:view`: `offscript view` on a million simulated answers, or on a run that is named: what its index takes, how long a page and a search take,
 * and the memory of the server. `--quick` takes a hundredth. The reference of a search is a process that reads all lines and looks for the same text.
 */

import { spawn } from 'node:child_process';
import {
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { writeRun } from './simulated/run.js';

const main = fileURLToPath(new URL('../harness/cli/main.js', import.meta.url));

/** Searched for, from what nearly all have to what none has: words, parts of words, several words, with a choice beside. */
const SEARCHES = [
  'text=the',
  'text=ing',
  'text=tion',
  'text=Python',
  'text=language model',
  'text=ことができます',
  'text=について',
  'text=который',
  'text=что',
  'text=1945',
  'text=zzzqqq',
  'text=посмотреть&state=flagged',
  'text=the&target=final',
  'text=import numpy',
  'text=自然言語処理',
];

const CHOICES = ['', 'state=flagged', 'language=ja&script=Cyrl', 'flip=mixed', 'tag=tag3&target=final'];
const REGEX = 'regex=numpy.{0,40}pandas';

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

interface Server {
  readonly url: string;
  readonly memory: (field: 'VmRSS' | 'VmHWM') => string;
  readonly stop: () => Promise<void>;
}

async function started(run: string, cache: string): Promise<Server> {
  const env = { ...process.env, XDG_CACHE_HOME: cache };
  const child = spawn(process.execPath, [main, 'view', run, '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  while (!/http:\S+\n/.test(said)) await sleep(5);
  return {
    url: /http:\S+/.exec(said)?.[0] ?? '',
    memory(field) {
      const status = `/proc/${child.pid}/status`;
      if (!existsSync(status)) return 'not told by this system';
      const [, kib = '0'] = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(status, 'utf8')) ?? [];
      return `${Math.round(Number(kib) / 1024)} MiB`;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

interface Answer {
  readonly total: number;
  readonly least: boolean;
}

async function asked(url: string, path: string): Promise<{ readonly ms: number; readonly body: Answer }> {
  const start = performance.now();
  const body = (await (await fetch(`${url}${path}`)).json()) as Answer;
  return { ms: performance.now() - start, body };
}

async function whenIndexed(url: string): Promise<number> {
  for (;;) {
    const state = (await (await fetch(`${url}state`)).json()) as { samples: number; isBusy: boolean };
    if (!state.isBusy && state.samples > 0) return state.samples;
    await sleep(500);
  }
}

const say = (name: string, value: string): void =>
  void process.stdout.write(`  ${name.padEnd(52)} ${value}\n`);

async function scanned(path: string, text: string): Promise<number> {
  const start = performance.now();
  let found = 0;
  for await (const line of createInterface({ input: createReadStream(path) }))
    if (String(JSON.parse(line).answer).toLowerCase().includes(text)) found++;
  return found < 0 ? 0 : performance.now() - start;
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
    (sum, name) => sum + statSync(join(folder, name)).size,
    0,
  );

const [named] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const folder = mkdtempSync(join(tmpdir(), 'offscript-bench-'));
const cache = process.env.OFFSCRIPT_BENCH_CACHE ?? join(folder, 'cache');
try {
  const run = named ?? join(folder, 'run');
  if (named === undefined)
    await writeRun(run, { prompts: process.argv.includes('--quick') ? 50 : 5000, repeats: 10 });
  const samples = join(run, 'samples.jsonl');
  const start = performance.now();
  const first = await started(run, cache);
  const count = await whenIndexed(first.url);
  process.stdout.write(
    `\n${count.toLocaleString('en')} answers, ${(statSync(samples).size / 1e6).toFixed(0)} MB\n`,
  );
  say('until all is indexed', `${((performance.now() - start) / 1000).toFixed(1)} s`);
  say('memory at the most until then', first.memory('VmHWM'));
  say('size of the index', `${(sizeOf(join(cache, 'offscript/views')) / 1e6).toFixed(0)} MB`);
  await first.stop();

  const again = performance.now();
  const { url, memory, stop } = await started(run, cache);
  const listening = performance.now();
  await (await fetch(url)).text();
  await (await fetch(`${url}samples`)).text();
  say('started again: until it listens', `${Math.round(listening - again)} ms`);
  say('its page and first samples', `${Math.round(performance.now() - listening)} ms`);
  await whenIndexed(url);
  for (const choice of CHOICES) {
    const times: number[] = [];
    for (let i = 0; i < 5; i++) times.push((await asked(url, `samples?${choice}`)).ms);
    say(`choice: ${choice || 'none'}`, `${median(times).toFixed(0)} ms, first time ${times[0]?.toFixed(0)}`);
  }
  const firsts: number[] = [];
  for (const search of SEARCHES) {
    const { ms, body } = await asked(url, `samples?${search}`);
    firsts.push(ms);
    say(
      search,
      `${ms.toFixed(0)} ms, ${body.least ? 'at least ' : ''}${body.total.toLocaleString('en')} found`,
    );
  }
  say(
    'searches: median, and the slowest',
    `${median(firsts).toFixed(0)} ms, ${Math.max(...firsts).toFixed(0)} ms`,
  );
  const { ms, body } = await asked(url, `samples?${REGEX}`);
  say(`${REGEX}: first answer`, `${ms.toFixed(0)} ms, ${body.total} found so far`);
  say('memory of the server', `${memory('VmRSS')}, at the most ${memory('VmHWM')}`);
  await stop();
  const reference = await scanned(samples, 'python');
  say(
    'all lines read and looked through (reference)',
    `${reference.toFixed(0)} ms, ${(reference / median(firsts)).toFixed(0)}x`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
