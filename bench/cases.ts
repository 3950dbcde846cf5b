/**
 * `npm run bench:cases`: small texts with what is right of each, from public bug reports, through `offscript detect --jsonl`: how many come out
 * right, wrong or debatable, by kind, and every one that is wrong. `--kind NAME` chooses one kind. `--scripts endpoints` runs the scripts of that
 * folder instead, and shows beside each what is right: those are to be read. OFFSCRIPT_CASES names the folder of all.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { escapeHidden } from '../reports/display/index.js';
import { type Detected, type Mark, markOf } from './case-right.js';

interface TextCase {
  readonly id: string;
  readonly language: string;
  readonly text: string;
  readonly kind: string;
  readonly right: string;
}

const folder =
  process.env.OFFSCRIPT_CASES ?? fileURLToPath(new URL('../../../shared/cases', import.meta.url));
const file = `${folder}/detection.jsonl`;
const main = fileURLToPath(new URL('../harness/cli/main.js', import.meta.url));
const { values: chosen } = parseArgs({ options: { kind: { type: 'string' }, scripts: { type: 'string' } } });

/** Longest that a script may take, in milliseconds. */
const LONGEST = 180_000;

const linesOf = <Line>(text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

/** What a line came to, in few words. */
function said({ findings, ...line }: Detected): string {
  const states = ['wrong_language', 'too_short', 'asked_otherwise', 'mixed'] as const;
  const state = states.find((one) => line[one]) ?? 'clean';
  return [state, ...findings.map(({ script, text }) => `${script} «${text}»`)].join(', ');
}

/** What stands beside the cases of a script: `// right: ...`, or `# right: ...`. */
const RIGHT = /^(?:\/\/|#) right: (.*)$/m;

/** Runs the scripts of a folder one after the other. */
function runScripts(path: string): void {
  for (const name of readdirSync(path).sort()) {
    const script = `${path}/${name}`;
    const [, right] = RIGHT.exec(readFileSync(script, 'utf8')) ?? [];
    if (right === undefined) continue;
    const { stdout, stderr, signal } = spawnSync(name.endsWith('.sh') ? 'bash' : process.execPath, [script], {
      env: { ...process.env, OFFSCRIPT_MAIN: main },
      encoding: 'utf8',
      timeout: LONGEST,
    });
    const lines = `${stdout}${stderr}`
      .trimEnd()
      .split('\n')
      .map((line) => `    ${escapeHidden(line)}`);
    if (signal !== null) lines.push(`    ended after ${LONGEST / 1000} s`);
    process.stdout.write(`${name}\n  right: ${right}\n${lines.join('\n')}\n`);
  }
}

if (chosen.scripts !== undefined) runScripts(`${folder}/${chosen.scripts}`);
else if (existsSync(file)) {
  const cases = linesOf<TextCase>(readFileSync(file, 'utf8')).filter(
    ({ kind }) => chosen.kind === undefined || kind === chosen.kind,
  );
  const input = cases.map(({ id, language, text, ...more }) =>
    JSON.stringify({ ...more, id, language, text }),
  );
  const { stdout, stderr } = spawnSync(process.execPath, [main, 'detect', '--jsonl'], {
    input: `${input.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const lines = linesOf<Detected>(stdout);
  if (lines.length !== cases.length)
    throw new Error(`${lines.length} lines for ${cases.length} cases: ${stderr}`);
  const byKind = new Map<string, Record<Mark, number>>();
  for (const [i, { id, kind, language, right }] of cases.entries()) {
    const line = lines[i] as Detected;
    const mark = markOf(right, line);
    const counts = byKind.get(kind) ?? { right: 0, wrong: 0, debatable: 0, read: 0 };
    byKind.set(kind, counts);
    counts[mark]++;
    if (mark !== 'right' && mark !== 'debatable')
      process.stdout.write(
        `${mark}  ${id}  ${language}  ${escapeHidden(said(line))}\n        right: ${right}\n`,
      );
  }
  const width = Math.max(...Array.from(byKind.keys(), ({ length }) => length));
  const row = (name: string, counts: readonly (string | number)[]): string =>
    `${name.padEnd(width)}${counts.map((count) => String(count).padStart(10)).join('')}\n`;
  process.stdout.write(`\n${row('kind', ['right', 'wrong', 'debatable', 'read'])}`);
  const sums = { right: 0, wrong: 0, debatable: 0, read: 0 };
  for (const [kind, counts] of byKind) {
    process.stdout.write(row(kind, Object.values(counts)));
    for (const mark of Object.keys(sums) as Mark[]) sums[mark] += counts[mark];
  }
  process.stdout.write(row('all', Object.values(sums)));
} else process.stdout.write(`SKIPPED: no cases at ${file} (set OFFSCRIPT_CASES)\n`);
