/** Files and responses with changed bytes: each is read, or refused in one line, in bounded time and memory. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../support/needs.js';
import { MOST_MEMORY, memoryOf, run } from '../programs.js';
import { listen } from '../server.js';
import type { Place, Seen, Torment, Trial } from '../torment.js';
import { lines, type Original, originals, READERS, ROWS, type RunFiles } from './corpus.js';
import { mutated } from './mutate.js';
import type { Task, Verdict } from './worker.js';

const PER_TRIAL = 100;
/** Most milliseconds that reading one takes. */
const LIMIT = 10_000;

let worker: ChildProcess | undefined;
function endWorker(): void {
  worker?.kill('SIGKILL');
  worker = undefined;
}

let corpus: Promise<readonly Original[]> | undefined;

async function ready(): Promise<ChildProcess> {
  if (worker?.connected) return worker;
  worker = fork(join(root, 'dist/test/torture/mutations/worker.js'), [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  await once(worker, 'message');
  return worker;
}

/** What a worker came to with a task; undefined where it took too long, a text where it died. */
async function verdictOf(task: Task): Promise<Verdict | string | undefined> {
  const child = await ready();
  const over = new AbortController();
  const { signal } = over;
  const none = (): undefined => undefined;
  const said = once(child, 'message', { signal }).then(([verdict]) => verdict as Verdict, none);
  const died = once(child, 'exit', { signal }).then(([code, by]) => `the process died: ${code ?? by}`, none);
  child.send(task);
  const verdict = await Promise.race([said, died, sleep(LIMIT, undefined, { signal }).catch(none)]);
  over.abort();
  if (typeof verdict === 'string' || verdict === undefined) {
    endWorker();
  }
  return verdict;
}

async function writeRun(folder: string): Promise<RunFiles> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'log.jsonl'), lines(ROWS));
  await run(folder, ['score', 'log.jsonl', '-o', 'out']);
  const text = (name: string): string => readFileSync(join(folder, 'out', name), 'utf8');
  return {
    'run.json': text('run.json'),
    'prompts.jsonl': text('prompts.jsonl'),
    'samples.jsonl': text('samples.jsonl'),
  };
}

/** A server that answers whatever it is asked with these bytes. */
function serverOf({ name }: Original, bytes: Buffer) {
  const type = name === 'stream' ? 'text/event-stream' : 'application/json';
  return listen((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': type }).end(bytes);
  });
}

/** What came of reading these bytes in the place of the original's. */
async function read(
  original: Original,
  bytes: Buffer,
  folder: string,
): Promise<Awaited<ReturnType<typeof verdictOf>>> {
  const { reader, name, target, beside = {} } = original;
  mkdirSync(folder);
  writeFileSync(join(folder, name), bytes);
  for (const [other, text] of Object.entries(beside)) writeFileSync(join(folder, other), text);
  const server = reader === 'response' ? await serverOf(original, bytes) : undefined;
  try {
    return await verdictOf({ reader, folder, name, target, url: server?.url ?? '' });
  } finally {
    await server?.close();
    rmSync(folder, { recursive: true });
  }
}

/** The files that are changed, of each of which it is known that it can be read as it is. */
async function originalsIn(folder: string): Promise<readonly Original[]> {
  const all = originals(await writeRun(folder));
  for (const original of all) {
    const verdict = await read(original, original.bytes, join(folder, 'as-it-is'));
    if (typeof verdict !== 'object' || verdict.kind !== 'read')
      throw new Error(`${original.name} cannot be read as it is: ${JSON.stringify(verdict)}`);
  }
  return all;
}

/** What is wrong with how reading ended, and with what it took. */
function faultsOf(verdict: Awaited<ReturnType<typeof verdictOf>>, what: string): Seen[] {
  const seen: Seen[] = [];
  if (verdict === undefined) seen.push({ fault: 'hung', what });
  else if (typeof verdict === 'string') seen.push({ fault: 'unhandled', what: `${what}: ${verdict}` });
  else if (verdict.kind === 'unhandled')
    seen.push({ fault: 'unhandled', what: `${what}: ${verdict.stack.replace(/\s+/g, ' ').slice(0, 400)}` });
  const memory = memoryOf(worker?.pid);
  if (memory > MOST_MEMORY) {
    seen.push({ fault: 'unhandled', what: `${what}: ${Math.round(memory)} MiB of memory` });
    // What it had at its most stays with it.
    endWorker();
  }
  return seen;
}

async function trial({ random, folder }: Place): Promise<Trial> {
  corpus ??= originalsIn(join(folder, 'corpus'));
  const files = await corpus;
  const seen: Seen[] = [];
  for (let i = 0; i < PER_TRIAL; i++) {
    const reader = random.pick(READERS);
    const original = random.pick(files.filter((one) => one.reader === reader));
    const verdict = await read(original, mutated(original.bytes, random), join(folder, `${i}`));
    seen.push(...faultsOf(verdict, `${reader} ${original.name}, mutation ${i}`));
  }
  return { tried: PER_TRIAL, seen };
}

export const mutations: Torment = {
  name: 'mutations',
  unit: 'files',
  count: 10_000,
  trial,
  async close() {
    endWorker();
  },
};
