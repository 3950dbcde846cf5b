/** Files and responses with changed bytes: each is read, or refused in one line, in bounded time and memory. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../support/needs.js';
import { run } from '../programs.js';
import { listen } from '../server.js';
import type { Place, Seen, Torment, Trial } from '../torment.js';
import { lines, type Original, originals, ROWS, type RunFiles } from './corpus.js';
import { mutated } from './mutate.js';
import type { Task, Verdict } from './worker.js';

const PER_TRIAL = 100;
/** Most milliseconds that reading one takes, and MiB that the process has. */
const LIMIT = 10_000;
const MOST_MEMORY = 500;

let worker: ChildProcess | undefined;
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
    child.kill('SIGKILL');
    worker = undefined;
  }
  return verdict;
}

/** The most that the worker has had, in MiB; such a one is not used again. */
function isSwollen(): number | undefined {
  try {
    const peak =
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${worker?.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    if (peak <= MOST_MEMORY) return undefined;
    worker?.kill('SIGKILL');
    worker = undefined;
    return peak;
  } catch {
    return undefined;
  }
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

async function trial({ random, folder }: Place): Promise<Trial> {
  corpus ??= writeRun(join(folder, 'corpus')).then(originals);
  const files = await corpus;
  let bytes: Buffer = Buffer.alloc(0);
  let name = '';
  const { url, close } = await listen((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': name === 'stream' ? 'text/event-stream' : 'application/json' });
    response.end(bytes);
  });
  const seen: Seen[] = [];
  try {
    for (let i = 0; i < PER_TRIAL; i++) {
      const original = random.pick(files);
      const within = join(folder, `${i}`);
      ({ name } = original);
      bytes = mutated(original.bytes, random);
      mkdirSync(within);
      writeFileSync(join(within, name), bytes);
      for (const [beside, text] of Object.entries(original.beside ?? {}))
        writeFileSync(join(within, beside), text);
      const verdict = await verdictOf({ reader: original.reader, folder: within, name, url });
      const what = `${original.reader} ${name}, mutation ${i}`;
      if (verdict === undefined) seen.push({ fault: 'hung', what });
      else if (typeof verdict === 'string') seen.push({ fault: 'unhandled', what: `${what}: ${verdict}` });
      else if (verdict.kind === 'unhandled')
        seen.push({
          fault: 'unhandled',
          what: `${what}: ${verdict.stack.replace(/\s+/g, ' ').slice(0, 400)}`,
        });
      const memory = isSwollen();
      if (memory !== undefined)
        seen.push({ fault: 'unhandled', what: `${what}: ${Math.round(memory)} MiB of memory` });
      rmSync(within, { recursive: true });
    }
  } finally {
    await close();
  }
  return { tried: PER_TRIAL, seen };
}

export const mutations: Torment = {
  name: 'mutations',
  unit: 'files',
  count: 10_000,
  trial,
  async close() {
    worker?.kill('SIGKILL');
    worker = undefined;
  },
};
