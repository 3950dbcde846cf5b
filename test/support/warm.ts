/**
 * Runs the built command line many times in one process, which loads its modules once: for tables of what commands say to words and files.
 * What a process is to a command (signals, pipes, memory, standard input, what it loads) offscript.ts is for.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './needs.js';
import { ENVIRONMENT, offscript, type Result } from './offscript.js';

/** One run of the command line. */
export interface Task {
  readonly cwd: string;
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** How it ended, or what was thrown through it. */
export type Ended = { readonly code: number } | { readonly error: string };

const program = fileURLToPath(new URL('warm-process.js', import.meta.url));
const main = join(root, 'dist/harness/cli/main.js');

/** The process, and what it has written so far: to files, which it writes to at once. */
class Warm {
  readonly #folder = mkdtempSync(join(tmpdir(), 'offscript-warm-'));
  readonly #child: ChildProcess;
  #last: Promise<unknown> = Promise.resolve();
  #read = { stdout: 0, stderr: 0 };

  constructor() {
    const [out, err] = ['stdout', 'stderr'].map((name) => openSync(join(this.#folder, name), 'a')) as [
      number,
      number,
    ];
    this.#child = spawn(process.execPath, [program, main], { cwd: root, stdio: ['ignore', out, err, 'ipc'] });
    for (const file of [out, err]) closeSync(file);
  }

  #written(name: 'stdout' | 'stderr'): string {
    const bytes = readFileSync(join(this.#folder, name));
    const fresh = bytes.subarray(this.#read[name]).toString('utf8');
    this.#read[name] = bytes.length;
    return fresh;
  }

  async #next(task: Task): Promise<Result> {
    this.#child.send(task);
    const heard = new AbortController();
    const [ended] = (await Promise.race([
      once(this.#child, 'message', heard),
      once(this.#child, 'close', heard).then(([code]) => [{ error: `the process ended with ${code}` }]),
    ])) as [Ended];
    heard.abort();
    const [stdout, stderr] = [this.#written('stdout'), this.#written('stderr')];
    if ('error' in ended) throw new Error(`${task.words.join(' ')}: ${ended.error}\n${stderr}`);
    return { code: ended.code, stdout, stderr };
  }

  /** One after the other, whoever asks. */
  run(task: Task): Promise<Result> {
    const next = this.#last.then(() => this.#next(task));
    this.#last = next.catch(() => {});
    return next;
  }

  async end(): Promise<void> {
    await this.#last;
    const closed = once(this.#child, 'close');
    this.#child.kill();
    await closed;
    rmSync(this.#folder, { recursive: true });
  }
}

/** {@link offscript} for one file of tests, over a process of its own that ends with them; by a new one where it is given an input. */
export function warmOffscript(): typeof offscript {
  let warm: Warm | undefined;
  after(async () => {
    await warm?.end();
    warm = undefined;
  });
  return (cwd, words, env = {}, input) => {
    if (input !== undefined) return offscript(cwd, words, env, input);
    warm ??= new Warm();
    return warm.run({ cwd, words, env: { ...process.env, ...ENVIRONMENT, ...env } });
  };
}
