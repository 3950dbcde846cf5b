/** Grows a text in processes of their own, until every function has taken it or one has run out of time or memory. */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Asked } from './child.js';
import { nameOf } from './grammar.js';

const child = fileURLToPath(new URL('child.js', import.meta.url));

/** Seconds of CPU that a function may take for a text, and MB of memory that its process may take in all. */
const SECONDS = 20;
const MEGABYTES = 600;

/** Seconds of a clock on the wall, by which a process that uses no CPU, or shares it with many, is ended. */
const PATIENCE = 120;

/** MB of V8's heap: garbage that could stay would count as memory that is needed. */
const HEAP = 320;

/** A function that a text was too much for. */
export interface Fault {
  readonly name: string;
  readonly language: string;
  readonly length: number;
  readonly why: string;
}

/** What the process says of a function, as a line of JSON. */
type Line = Pick<Fault, 'name' | 'language' | 'length'> & {
  /** Seconds of CPU, and MB at the most so far; missing where it begins. */
  readonly seconds?: number;
  readonly megabytes?: number;
};

/** One process: the first fault in it, undefined where there is none. */
function run(asked: Asked): Promise<Fault | undefined> {
  return new Promise((resolve, reject) => {
    const args = [`--max-old-space-size=${HEAP}`, child, JSON.stringify(asked)];
    const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let rest = '';
    let said = '';
    let last: Line | undefined;
    let fault: Fault | undefined;
    let timer: NodeJS.Timeout | undefined;
    const end = (line: Line, why: string): void => {
      const { name, language, length } = line;
      fault ??= { name, language, length, why };
      process_.kill('SIGKILL');
    };
    function read(line: Line): void {
      clearTimeout(timer);
      last = line;
      const { seconds, megabytes = 0 } = line;
      if (seconds === undefined)
        timer = setTimeout(() => end(line, `more than ${PATIENCE} seconds`), PATIENCE * 1000);
      else if (seconds > SECONDS) end(line, `${seconds.toFixed(1)} seconds`);
      else if (megabytes > MEGABYTES) end(line, `${megabytes} MB`);
    }
    process_.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) read(JSON.parse(line) as Line);
    });
    process_.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
    });
    process_.on('error', reject);
    process_.on('close', (code) => {
      clearTimeout(timer);
      if (code !== 0 && last !== undefined) end(last, `ended with ${code}: ${said}`);
      if (code !== 0 && last === undefined) reject(new Error(said));
      else resolve(fault);
    });
  });
}

/** All functions for which a text was too much, in words; each is tried apart from those. */
export async function grow(asked: Asked): Promise<readonly string[]> {
  const faults: string[] = [];
  let names = asked.names;
  for (;;) {
    const fault = await run({ ...asked, names });
    if (fault === undefined) return faults;
    const { name, language, length, why } = fault;
    faults.push(`${name} in ${language}, ${length} units of ${nameOf(asked.nasty)}: ${why}`);
    names = names.filter((one) => one !== name);
  }
}
