/** Runs the command line under watch: how long it takes, how much memory, and what it must never say. */

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/needs.js';
import type { Seen } from './torment.js';

const main = join(root, 'dist/harness/cli/main.js');

/** A key that no file, no log and no error may hold. */
export const SECRET = 'sk-torture-8Qz/t+9vRk3LmW=';

/** Most milliseconds that a command may take, and MiB. */
const LIMIT = 60_000;
export const MOST_MEMORY = 500;
const LOOK_EVERY = 50;
const LONGEST_OUTPUT = 1 << 22;

export interface Ended {
  readonly words: readonly string[];
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly hung: boolean;
  /** Most memory that was seen, in MiB; 0 where the system does not say. */
  readonly memory: number;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** The most memory that a process has had, in MiB; 0 where the system does not say. */
export function memoryOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Starts `offscript` with `words` in `cwd`; the target's key is in OFFSCRIPT_TORTURE_KEY. */
export function start(cwd: string, words: readonly string[], limit = LIMIT): Started {
  const child = spawn(process.execPath, [main, ...words], {
    cwd,
    env: { ...process.env, OFFSCRIPT_TORTURE_KEY: SECRET },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let memory = 0;
  let hung = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (stdout.length < LONGEST_OUTPUT) stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (stderr.length < LONGEST_OUTPUT) stderr += text;
  });
  const look = setInterval(() => {
    memory = Math.max(memory, memoryOf(child.pid));
  }, LOOK_EVERY);
  const late = setTimeout(() => {
    hung = true;
    child.kill('SIGKILL');
  }, limit);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(look);
      clearTimeout(late);
      resolve({ words, code, signal, stdout, stderr, hung, memory });
    });
  });
  return { child, ended };
}

/** Runs it to its end. */
export const run = (cwd: string, words: readonly string[], limit?: number): Promise<Ended> =>
  start(cwd, words, limit).ended;

const STACK = /^\s+at .+:\d+:\d+\)?$/m;
const INTERNAL = /internal error|unhandled|uncaught|FATAL ERROR/i;
const CODES: ReadonlySet<number | null> = new Set([0, 1, 2, 3]);

const brief = (text: string): string => text.trim().replace(/\s+/g, ' ').slice(0, 300);

/** What is wrong with how a command ended by itself, whatever it was to do; `codes` are those that are right. */
export function faultsOf(
  { words, code, signal, stdout, stderr, hung, memory }: Ended,
  codes: ReadonlySet<number | null> = CODES,
): Seen[] {
  const command = words.join(' ');
  const seen: Seen[] = [];
  if (hung) seen.push({ fault: 'hung', what: `${command}: no end in time` });
  else if (!codes.has(code))
    seen.push({ fault: 'unhandled', what: `${command}: exit ${code ?? signal}: ${brief(stderr)}` });
  if (STACK.test(stderr) || INTERNAL.test(stderr))
    seen.push({ fault: 'unhandled', what: `${command}: ${brief(stderr)}` });
  if (memory > MOST_MEMORY)
    seen.push({ fault: 'unhandled', what: `${command}: ${Math.round(memory)} MiB of memory` });
  if (stdout.includes(SECRET) || stderr.includes(SECRET))
    seen.push({ fault: 'leaked', what: `${command}: the key is in what it says` });
  return seen;
}
