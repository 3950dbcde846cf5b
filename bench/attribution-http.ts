/**
 * Attribution end to end: a server on 127.0.0.1 with a known fault, asked by `offscript run` and told of by `offscript report`. `node dist/bench/attribution-http.js [runs] [fault]`.
 */

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Report } from '../reports/index.js';
import { FAULTS, isRight, namesOf } from './simulated/crossed.js';
import { startStacks } from './simulated/stacks.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const cli = fileURLToPath(new URL('../harness/cli/main.js', import.meta.url));
const run = promisify(execFile);

const ASKED = [
  'nothing, 20% mixed',
  'weights: v2',
  'stack: b, in code',
  'sampler: no top_k',
  'top_k dropped by b',
] as const;

const PROMPTS = 200;

const suite = (url: string, seed: number): string => `name: where
seed: ${seed}
cross:
  checkpoint: { v1: v1, v2: v2 }
  endpoint:
    a: { base_url: ${url}/a/v1, concurrency: 64 }
    b: { base_url: ${url}/b/v1, concurrency: 64 }
  sampling: { top_k: [null, 50] }
prompts:
  - { file: prompts.jsonl, language: ja }
`;

async function tried(fault: string, seed: number): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'offscript-where-'));
  const stacks = await startStacks(FAULTS[fault]?.rateOf ?? (() => 0), seed);
  const offscript = (...args: readonly string[]) =>
    run(process.execPath, [cli, ...args], { cwd: folder, maxBuffer: 2 ** 28 });
  try {
    const prompts = Array.from({ length: PROMPTS }, (_, i) =>
      JSON.stringify({ id: `p${i}`, text: `第${i}問。今日の天気について話してください。` }),
    );
    writeFileSync(join(folder, 'prompts.jsonl'), prompts.join('\n'));
    writeFileSync(join(folder, 'suite.yaml'), suite(stacks.url, seed));
    await offscript('run', 'suite.yaml', '-o', 'run', '--quiet');
    const { stdout } = await offscript('report', 'run', '--format', 'json');
    return JSON.parse(stdout) as Report;
  } finally {
    await stacks.close();
    rmSync(folder, { recursive: true });
  }
}

const runs = Number(process.argv[2] ?? 5);
for (const fault of ASKED.filter((name) => process.argv[3] === undefined || process.argv[3] === name)) {
  let right = 0;
  const said = new Set<string>();
  for (let seed = 1; seed <= runs; seed++) {
    const { attribution } = await tried(fault, seed);
    if (isRight(fault, attribution)) right++;
    else said.add(namesOf(attribution).join(' + ') || 'nothing');
  }
  say(
    `${fault.padEnd(24)} ${right} of ${runs} attributed as it is${said.size === 0 ? '' : `; else: ${[...said].join('; ')}`}`,
  );
}
