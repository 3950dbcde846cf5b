/** Runs the built command line as a user does: a process of its own in a folder of its own. */

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './needs.js';

const main = join(root, 'dist/harness/cli/main.js');

/** What tests keep for the user is no user's. */
export const ENVIRONMENT = { XDG_CACHE_HOME: join(tmpdir(), 'offscript-test-cache') } as const;

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node with `words` in `cwd`. Never rejects for what the program does. */
export function node(
  cwd: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
  input = '',
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { cwd, env: { ...process.env, ...ENVIRONMENT, ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs `offscript` with `words` in `cwd`. Never rejects for what the command does. */
export const offscript = (
  cwd: string,
  words: readonly string[],
  env?: NodeJS.ProcessEnv,
  input?: string,
): Promise<Result> => node(cwd, [main, ...words], env, input);

/** A new folder with these files; `remove` deletes it. */
export function folderWith(files: Readonly<Record<string, string>>): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'offscript-test-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
