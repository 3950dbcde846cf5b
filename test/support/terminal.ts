/** Runs the built command line on a terminal: a pseudo terminal of Python's, as wide as most. */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { needsPython, root } from './needs.js';

const main = join(root, 'dist/harness/cli/main.js');

/** Standard output and error are the terminal, its input is nothing; the last line is the exit code. */
const ON_TERMINAL = `import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
while True:
    try:
        data = os.read(fd, 65536)
    except OSError:
        break
    if not data:
        break
    sys.stdout.buffer.write(data)
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(b"\\nexit %d" % os.waitstatus_to_exitcode(status))`;

/** What a terminal got of `offscript` with `words` in `cwd`, byte by byte, and the exit code. Skips the calling test without Python. */
export function onTerminal(
  context: Mocha.Context,
  cwd: string,
  words: readonly string[],
): Promise<{ readonly code: number; readonly shown: string }> {
  const python = needsPython(context);
  return new Promise((resolve, reject) => {
    const child = spawn(python, ['-c', ON_TERMINAL, process.execPath, main, ...words], {
      cwd,
      env: { ...process.env, TERM: 'xterm-256color' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pieces: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.on('error', reject);
    child.on('close', () => {
      const [, shown = '', code = '-1'] =
        /^(.*)\nexit (-?\d+)$/s.exec(Buffer.concat(pieces).toString()) ?? [];
      resolve({ code: Number(code), shown });
    });
  });
}
