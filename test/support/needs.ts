/** What a test needs beyond npm's packages. Missing, the test is skipped loudly; where OFFSCRIPT_NO_SKIPS is set, it fails. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from 'mocha';
import { postgresPrograms } from './postgres.js';

/** Root of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Folder with real responses and labels; beside the repository unless OFFSCRIPT_DATA names another. */
export const data =
  process.env.OFFSCRIPT_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));

/** Path of a Chromium, or null. OFFSCRIPT_CHROMIUM names one elsewhere. */
export const chromium =
  [
    process.env.OFFSCRIPT_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path !== undefined && existsSync(path)) ?? null;

function skip(context: Context, what: string): never {
  if (process.env.OFFSCRIPT_NO_SKIPS) throw new Error(`${what} is missing, and nothing may be skipped`);
  process.stderr.write(`    SKIPPED: ${what} is missing\n`);
  return context.skip();
}

/** Skips the calling test or suite when the folder of real data is not there. */
export function needsData(context: Context): void {
  if (!existsSync(data)) skip(context, `the data folder ${data} (set OFFSCRIPT_DATA)`);
}

/** Path of Chromium; skips the calling test or suite when there is none. */
export function needsChromium(context: Context): string {
  return chromium ?? skip(context, 'Chromium (set OFFSCRIPT_CHROMIUM)');
}

/** Path of another Node than this one, named by OFFSCRIPT_NODE; skips the calling test when there is none. */
export function needsOtherNode(context: Context): string {
  return process.env.OFFSCRIPT_NODE ?? skip(context, 'another version of Node (set OFFSCRIPT_NODE)');
}

/** Python of a virtual environment with llama.cpp and a small model, named by OFFSCRIPT_LLAMA; skips the calling test or suite when there is none. */
export function needsLlama(context: Context): string {
  const python = process.env.OFFSCRIPT_LLAMA;
  return python !== undefined && existsSync(python)
    ? python
    : skip(
        context,
        'llama.cpp with a small model (set OFFSCRIPT_LLAMA, see test/support/llama/requirements.txt)',
      );
}

/** Python of a virtual environment with PySpark, named by OFFSCRIPT_PYSPARK; skips the calling test or suite when there is none, or no Java. */
export function needsSpark(context: Context): string {
  const python = process.env.OFFSCRIPT_PYSPARK;
  return python !== undefined && existsSync(python) && spawnSync('java', ['-version']).status === 0
    ? python
    : skip(context, 'PySpark with a Java (set OFFSCRIPT_PYSPARK, see examples/spark/requirements.txt)');
}

/** Folder of PostgreSQL's programs; skips the calling test or suite where there are none. OFFSCRIPT_POSTGRES names one elsewhere. */
export function needsPostgres(context: Context): string {
  return (
    postgresPrograms() ?? skip(context, 'PostgreSQL (apt-get install postgresql, or set OFFSCRIPT_POSTGRES)')
  );
}

/** Skips the calling test where the system is not Linux. */
export function needsLinux(context: Context): void {
  if (process.platform !== 'linux') skip(context, 'Linux');
}

/** Skips the calling test where no process may be given process numbers of its own, as a container has them. */
export function needsContainers(context: Context): void {
  const { status } = spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']);
  if (status !== 0) skip(context, 'leave to make containers (unshare, as root)');
}

/** Python 3.9 or newer, for its pseudo terminals; skips the calling test where there is none. */
export function needsPython(context: Context): string {
  const { status } = spawnSync('python3', ['-c', 'import os, pty; os.waitstatus_to_exitcode']);
  return status === 0 ? 'python3' : skip(context, 'python3 with pseudo terminals');
}

/** Makes a named pipe; skips the calling test where the system has no command for it. */
export function needsPipe(context: Context, path: string): void {
  if (spawnSync('mkfifo', [path]).status !== 0) skip(context, 'mkfifo');
}

/** Mounts a file over another, as a container does; skips the calling test where this user may not. */
export function needsMounted(context: Context, file: string, over: string): void {
  if (spawnSync('mount', ['--bind', file, over]).status !== 0) skip(context, 'the right to mount a file');
}

/** Linux's disk that is always full; skips the calling test where there is none. */
export function needsFullDevice(context: Context): string {
  return existsSync('/dev/full') ? '/dev/full' : skip(context, '/dev/full');
}

/** A disk of so many KiB, in memory; skips the calling test where this user may not mount one. `remove` unmounts it. */
export function needsSmallDisk(
  context: Context,
  kib: number,
): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'offscript-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', path]);
  if (status !== 0) {
    rmSync(path, { recursive: true });
    return skip(context, 'the right to mount a tmpfs');
  }
  return {
    path,
    remove() {
      spawnSync('umount', [path]);
      rmSync(path, { recursive: true });
    },
  };
}
