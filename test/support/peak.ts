/** Runs the built command line and tells how much memory it took. */

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { root } from './needs.js';
import type { Result } from './offscript.js';

const main = join(root, 'dist/harness/cli/main.js');

/** Stands between this process and the command: Linux counts what a process had as what its child has. */
const BETWEEN = `const { spawnSync } = require('node:child_process');
process.exitCode = spawnSync(process.execPath, process.argv.slice(1), { stdio: 'inherit' }).status ?? -1;`;

/** Says in KiB, as the last line of standard error, how much the process had at its most. */
const PEAK = `--import=data:text/javascript,${encodeURIComponent(
  'import { writeSync } from "node:fs"; process.on("exit", () => writeSync(2, "peak " + process.resourceUsage().maxRSS + "\\n"));',
)}`;

/** Runs `offscript` with `words` in `cwd`; `peak` is the most memory that it had, in MiB. */
export function offscriptWithPeak(
  cwd: string,
  words: readonly string[],
): Promise<Result & { readonly peak: number }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['-e', BETWEEN, '--', PEAK, main, ...words],
      { cwd },
      (_, stdout, said) => {
        const [stderr = '', peak] = said.split(/peak (?=\d+\n$)/);
        resolve({ code: child.exitCode, stdout, stderr, peak: Number(peak) / 1024 });
      },
    );
  });
}
