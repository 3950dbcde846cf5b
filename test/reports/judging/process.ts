/** A process that judges in two threads and says on standard output what it came to. Modules loaded before it bring accidents about. */

import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { UserError } from '../../../files/index.js';
import { each, long, MANY, opened, toCase } from './cases.js';

/** What it says, as JSON. */
export interface Said {
  readonly judged: number;
  /** What was thrown; a problem is what a user is told. */
  readonly thrown: { readonly name: string; readonly message: string; readonly problem: unknown } | null;
  /** Milliseconds that closing the judge took. */
  readonly closing: number;
}

/** Where a file is named, it does not wait for the end, but closes the judge as soon as there is such a file. */
const [, , file] = process.argv;

const judge = await opened({ jobs: 2 });
let judged = 0;
let thrown: Said['thrown'] = null;

async function judgeAll(): Promise<void> {
  try {
    const cases = Array.from({ length: MANY }, (_, i) => toCase(i, long(i)));
    for await (const _ of judge.judge(each(cases), {})) judged++;
  } catch (error) {
    const { name, message } = error as Error;
    thrown = { name, message, problem: error instanceof UserError ? error.problem : null };
  }
}

const all = judgeAll();
if (file === undefined) await all;
else while (!existsSync(file)) await setTimeout(10);
const before = Date.now();
await judge.close();
process.stdout.write(JSON.stringify({ judged, thrown, closing: Date.now() - before } satisfies Said));
