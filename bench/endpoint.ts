/**
 * `npm run bench:endpoint`: asking an endpoint, with undici's bare `request` as the reference: rate, CPU of the client, peak memory.
 * Every contender and the endpoint are processes of their own. The rate is that from the first request to the last answer; CPU is that
 * of the whole process, with its start and, for `offscript run`, its report.
 */

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sample } from '../store/index.js';
import { benchStoring } from './storing.js';

const contender = fileURLToPath(new URL('endpoint-contender.js', import.meta.url));

const LATENCY = 50;
const AT_ONCE = 256;
const ROUNDS = 3;

interface Figures {
  /** Requests a second, while it asks. */
  readonly rate: number;
  /** Microseconds of CPU a request. */
  readonly cpu: number;
  /** Peak, in MB. */
  readonly memory: number;
}

/** Milliseconds from the first request of a run to its last answer. */
function askingIn(folder: string): number {
  const lines = readFileSync(join(folder, 'samples.jsonl'), 'utf8').trimEnd().split('\n');
  const spans = lines.map((line) => {
    const { started_at = '', latency_ms = 0 } = JSON.parse(line) as Sample;
    const start = Date.parse(started_at);
    return [start, start + latency_ms] as const;
  });
  const first = spans.reduce((least, [start]) => Math.min(least, start), Number.POSITIVE_INFINITY);
  return spans.reduce((most, [, end]) => Math.max(most, end), 0) - first;
}

/** Runs a contender in a process of its own. What it prints last are microseconds of CPU, MB, and milliseconds of asking. */
function run(words: readonly string[], requests: number, output: string): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [contender, ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
    let out = '';
    child.stdout.on('data', (text) => {
      out += String(text);
    });
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`${words.join(' ')} ended with ${code}`));
      const last = JSON.parse(out.trim().split('\n').at(-1) ?? '{}');
      const asking = words[0] === 'offscript' ? askingIn(output) : last.asking;
      resolve({ rate: (requests / asking) * 1000, cpu: last.cpu / requests, memory: last.memory });
    });
  });
}

/** Starts the endpoint; resolves with its URL and what ends it. */
function serve(): Promise<{ url: string; end: () => void }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [contender, 'serve', String(LATENCY)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.once('data', (text) => resolve({ url: String(text).trim(), end: () => child.kill() }));
  });
}

const PROMPTS = 1000;

function writeSuite(folder: string, url: string, requests: number): string {
  const prompts = Array.from({ length: PROMPTS }, (_, i) =>
    JSON.stringify({ id: `p${i}`, language: 'ja', text: `${i}番目の昼ごはんについて教えてください。` }),
  );
  writeFileSync(join(folder, 'prompts.jsonl'), `${prompts.join('\n')}\n`);
  const path = join(folder, `suite-${requests}.yaml`);
  writeFileSync(
    path,
    `repeats: ${requests / PROMPTS}\nseed: 7\ntargets: [{ id: a, base_url: "${url}", model: before, concurrency: ${AT_ONCE} }]\nprompts: [{ file: prompts.jsonl }]\n`,
  );
  return path;
}

function row(name: string, { rate, cpu, memory }: Figures, reference: Figures): void {
  const columns = [
    `${rate.toFixed(0).padStart(5)}/s`,
    `${cpu.toFixed(0).padStart(5)} us`,
    `${(cpu / reference.cpu).toFixed(2).padStart(5)}x`,
    `${memory.toFixed(0).padStart(4)} MB`,
  ];
  process.stdout.write(`  ${name.padEnd(40)} ${columns.join('  ')}\n`);
}

/** The round with the least CPU of each contender; contenders take turns. */
async function compare(folder: string, url: string, requests: number): Promise<void> {
  process.stdout.write(`\n${requests} requests, ${AT_ONCE} at once, ${LATENCY} ms\n`);
  const suite = writeSuite(folder, url, requests);
  const best = new Map<string, Figures>();
  const output = join(folder, 'run');
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['undici', 'client', 'lean', 'offscript']) {
      rmSync(output, { recursive: true, force: true });
      const words =
        name === 'offscript'
          ? [name, 'run', suite, '-o', output]
          : [name, url, String(requests), String(AT_ONCE)];
      const figures = await run(words, requests, output);
      const before = best.get(name);
      if (before === undefined || figures.cpu < before.cpu) best.set(name, figures);
    }
  }
  const reference = best.get('undici') as Figures;
  row('undici request (reference)', reference, reference);
  row('openai client', best.get('client') as Figures, reference);
  row('openai client over the lean fetch', best.get('lean') as Figures, reference);
  row('offscript run, with detection and report', best.get('offscript') as Figures, reference);
  const samples = join(output, 'samples.jsonl');
  const lines = readFileSync(samples, 'utf8').split('\n').length - 1;
  process.stdout.write(`  ${(statSync(samples).size / lines).toFixed(0)} bytes a sample\n`);
}

await benchStoring();
const folder = mkdtempSync(join(tmpdir(), 'offscript-bench-'));
const { url, end } = await serve();
try {
  const sizes = process.argv.slice(2).map(Number);
  for (const requests of sizes.length > 0 ? sizes : [5000, 20_000]) await compare(folder, url, requests);
} finally {
  end();
  rmSync(folder, { recursive: true, force: true });
}
